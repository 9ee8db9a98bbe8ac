import type { FastifyInstance } from "fastify";
import type { Clock } from "../engine/ports.ts";

export type SecurityText = {
  /** Whom to tell of a hole: `mailto:`, `https:` or `tel:`. Null: there is no such file. */
  readonly contact: string | null;
  readonly publicUrl: string;
  readonly clock: Clock;
};

/** A copy somebody kept is not to be believed for long. RFC 9116 asks for less than a year. */
const HOLDS_MS = 90 * 24 * 3_600_000;

/** Where those who find a hole look for whom to tell (RFC 9116). */
export function securityText(
  app: FastifyInstance,
  { contact, publicUrl, clock }: SecurityText,
): void {
  if (contact === null) return;
  const path = "/.well-known/security.txt";
  app.get(path, (_request, reply) => {
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${new Date(clock.now() + HOLDS_MS).toISOString()}`,
      "Preferred-Languages: en, fr",
      ...(publicUrl.startsWith("https://") ? [`Canonical: ${new URL(path, publicUrl).href}`] : []),
    ];
    return reply.type("text/plain; charset=utf-8").send(`${lines.join("\n")}\n`);
  });
}
