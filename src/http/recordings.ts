import type { FastifyInstance } from "fastify";
import { openRecording } from "../adapters/twilio/recording-token.ts";
import { handle } from "../engine/handle.ts";
import type { Line } from "../engine/ports.ts";
import { recordingFor } from "../engine/recordings.ts";
import type { CarrierRoutes } from "./carrier.ts";
import { recordingForm } from "./form.ts";
import { withPatience } from "./patience.ts";

/** What a caller said of where they are, for the leg it is played to. The mark in the address is ours: nobody else has one. */
export function recordingRoutes(
  app: FastifyInstance,
  { line, announcementKey }: CarrierRoutes,
): void {
  app.get<{ Params: { "*": string } }>("/twilio/recordings/*", async (request, reply) => {
    const played = openRecording(request.params["*"], announcementKey);
    const audio = played === null ? null : await recordingFor(line, played.legId, played.take);
    if (audio === null) return reply.code(404).send();
    return reply.type("audio/wav").header("cache-control", "no-store").send(Buffer.from(audio));
  });
}

type Told = { Params: { legId: string }; Querystring: { take?: string } };

/** The carrier says that a recording can be fetched. Not taken in, it is told again; and looked for without it. */
export function recordingStatusRoutes(app: FastifyInstance, line: Line): void {
  app.post<Told>("/twilio/status/recordings/:legId", async (request, reply) => {
    const { data: form } = recordingForm.safeParse(request.body);
    if (form?.RecordingStatus !== "completed") return reply.code(204).send();
    const { legId } = request.params;
    const take = Number(request.query.take);
    try {
      await withPatience(ready(line, legId, { take, form }));
      return await reply.code(204).send();
    } catch (err) {
      line.log.error({ err, legId }, "That a recording is there could not be taken in");
      return reply.code(503).send();
    }
  });
}

type Ready = {
  readonly take: number;
  readonly form: ReturnType<typeof recordingForm.parse>;
};

async function ready(line: Line, legId: string, { take, form }: Ready): Promise<void> {
  const leg = await line.legs.byId(legId);
  if (leg?.sessionId == null || leg.callSid !== form.CallSid) {
    line.log.warn({ legId }, "A recording of a call that is nobody's leg");
    return;
  }
  const { RecordingSid: recordingSid, RecordingDuration: seconds } = form;
  const at = line.clock.now();
  const input = {
    kind: "recordingReady",
    legId,
    take,
    recordingSid,
    lastsMs: seconds * 1_000,
  } as const;
  await handle(line, leg.sessionId, { ...input, id: `${recordingSid}:ready`, at });
}
