import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { pressing, syntheticUrl } from "../adapters/twilio/synthetic.ts";
import { HANG_UP } from "../adapters/twilio/twiml.ts";
import type { Line } from "../engine/ports.ts";
import { syntheticTurn } from "../engine/synthetic.ts";
import { withPatience } from "./patience.ts";

const params = z.object({ callId: z.uuid() });

/** The line's own caller asks what to press next. Where that cannot be said, it hangs up: nobody is there to be left alone. */
export function syntheticRoutes(
  app: FastifyInstance,
  { line, publicUrl }: { readonly line: Line; readonly publicUrl: string },
): void {
  app.post("/twilio/synthetic/:callId", async (request, reply) => {
    const { data } = params.safeParse(request.params);
    const keys = data === undefined ? null : await withPatience(syntheticTurn(line, data.callId));
    const answer =
      keys === null || data === undefined
        ? HANG_UP
        : pressing(keys, syntheticUrl(publicUrl, data.callId));
    return reply.type("text/xml").send(answer);
  });
}
