import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { practiceUrl, practising } from "../adapters/twilio/training-practice.ts";
import { HANG_UP } from "../adapters/twilio/twiml.ts";
import type { Line } from "../engine/ports.ts";
import { practiceTurn } from "../engine/practise-training.ts";
import { withPatience } from "./patience.ts";

const params = z.object({ callId: z.uuid() });
const query = z.object({
  said: z.coerce.number().int().min(0).max(9).catch(0),
  at: z.coerce.number().int().min(0).catch(0),
});

/** Our own caller, who practises with one of ours, asks what to do next. Where that cannot be said, they hang up. */
export function practiceRoutes(
  app: FastifyInstance,
  { line, publicUrl }: { readonly line: Line; readonly publicUrl: string },
): void {
  app.post("/twilio/practice/:callId", async (request, reply) => {
    const { data } = params.safeParse(request.params);
    const progress = query.parse(request.query);
    const turn =
      data === undefined ? null : await withPatience(practiceTurn(line, data.callId, progress));
    const answer =
      turn === null || data === undefined
        ? HANG_UP
        : practising(turn, practiceUrl(publicUrl, data.callId, turn.progress));
    return reply.type("text/xml").send(answer);
  });
}
