import { z } from "zod";
import { Prisma } from "../../generated/prisma/client.ts";

const uniqueBroken = z.object({
  driverAdapterError: z.object({
    cause: z.object({
      kind: z.literal("UniqueConstraintViolation"),
      constraint: z.object({ index: z.string() }),
    }),
  }),
});

/** The name of the unique constraint that `error` says was broken, or null when it says something else. */
export function brokenUnique(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const { data } = uniqueBroken.safeParse(error.meta);
  return data?.driverAdapterError.cause.constraint.index ?? null;
}
