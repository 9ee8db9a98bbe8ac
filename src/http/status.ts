import type { FastifyInstance, FastifyReply } from "fastify";
import { endingOf } from "../adapters/twilio/phone.ts";
import { endLeg } from "../engine/ending.ts";
import { handle } from "../engine/handle.ts";
import type { Leg, Line } from "../engine/ports.ts";
import { callForm, conferenceForm, type CallForm } from "./form.ts";
import { withPatience } from "./patience.ts";

/**
 * What the carrier tells us. 204 to all of it, in whatever order and however often it comes; only what could not be taken in
 * gets a 503, for then the carrier sends it again.
 */
export function statusRoutes(app: FastifyInstance, line: Line): void {
  app.post<{ Params: { legId: string } }>("/twilio/status/legs/:legId", (request, reply) =>
    told(line, reply, request.body, (form) =>
      line.legs.byId(request.params.legId).then(bound(line, form)),
    ),
  );

  /** The status callback of our own numbers: an inbound call is known by its CallSid alone. */
  app.post("/twilio/status/incoming", (request, reply) =>
    told(line, reply, request.body, (form) => line.legs.byCallSid(form.CallSid)),
  );

  /** Nothing is decided from these: a move out of a conference looks like a leave. */
  app.post<{ Params: { sessionId: string } }>(
    "/twilio/status/conference/:sessionId",
    (request, reply) => {
      const { sessionId } = request.params;
      const told = conferenceForm.safeParse(request.body).data ?? {};
      line.log.info({ sessionId, ...told }, "Conference");
      return reply.code(204).send();
    },
  );
}

type Find = (form: CallForm) => Promise<Leg | null>;

async function told(
  line: Line,
  reply: FastifyReply,
  body: unknown,
  find: Find,
): Promise<FastifyReply> {
  const { data: form } = callForm.safeParse(body);
  if (form === undefined) {
    line.log.warn({}, "A call's status came without its CallSid");
    return reply.code(204).send();
  }
  try {
    await withPatience(takeIn(line, form, find));
    return await reply.code(204).send();
  } catch (err) {
    line.log.error({ err, callSid: form.CallSid }, "A call's status could not be taken in");
    return reply.code(503).send();
  }
}

async function takeIn(line: Line, form: CallForm, find: Find): Promise<void> {
  const { CallSid: callSid, CallStatus: status } = form;
  const leg = await find(form);
  if (leg === null) {
    line.log.info({ callSid, status }, "The status of a call that is no leg of ours");
    return;
  }
  const how = endingOf(status);
  if (how !== null) return endLeg(line, leg, how, `${callSid}:${form.SequenceNumber || status}`);
  if (status === "in-progress") await answered(line, leg);
}

/**
 * A desk hears its first words without asking us for them, so that it picked up is known from here. Anybody else is known to be
 * there when their leg asks for its script: a voicemail is only "answered".
 */
async function answered(line: Line, leg: Leg): Promise<void> {
  const { id: legId, role, party, sessionId } = leg;
  const at = line.clock.now();
  if (role === "desk" && sessionId !== null) {
    const id = `${legId}:legAnswered`;
    await handle(line, sessionId, { kind: "legAnswered", id, at, legId, role, party });
  }
  if (leg.answeredAt === null) await line.legs.update(legId, { answeredAt: at });
}

/** The leg, unless this is another call made for it: a create that was repeated because nobody knew of the first. */
const bound =
  (line: Line, { CallSid }: CallForm) =>
  async (leg: Leg | null): Promise<Leg | null> =>
    leg !== null && (await line.legs.bind(leg.id, CallSid)) ? leg : null;
