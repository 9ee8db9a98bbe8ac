import type { FastifyInstance, FastifyReply } from "fastify";
import { endingOf } from "../adapters/twilio/phone.ts";
import type { Line } from "../engine/ports.ts";
import { takeInMachine, takeInTold, type Told } from "../engine/told.ts";
import { callForm, conferenceForm, isMachine, type CallForm } from "./form.ts";
import { withPatience } from "./patience.ts";

/**
 * What the carrier tells us. 204 to all of it, in whatever order and however often it comes; only what could not be taken in
 * gets a 503, for then the carrier sends it again.
 */
export function statusRoutes(app: FastifyInstance, line: Line): void {
  app.post<{ Params: { legId: string } }>("/twilio/status/legs/:legId", (request, reply) =>
    told(line, reply, request.body, (form) =>
      takeInTold(line, statusOf(form, request.params.legId)),
    ),
  );

  /** What a call whose first words are heard from pick-up on turned out to be. */
  app.post<{ Params: { legId: string } }>("/twilio/status/machines/:legId", (request, reply) =>
    told(line, reply, request.body, async (form) => {
      const { legId } = request.params;
      if (isMachine(form)) await takeInMachine(line, { legId, callSid: form.CallSid });
    }),
  );

  /** The status callback of our own numbers: an inbound call is known by its CallSid alone. */
  app.post("/twilio/status/incoming", (request, reply) =>
    told(line, reply, request.body, (form) => takeInTold(line, statusOf(form, null))),
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

async function told(
  line: Line,
  reply: FastifyReply,
  body: unknown,
  takeIn: (form: CallForm) => Promise<void>,
): Promise<FastifyReply> {
  const { data: form } = callForm.safeParse(body);
  if (form === undefined) {
    line.log.warn({}, "A call's status came without its CallSid");
    return reply.code(204).send();
  }
  try {
    await withPatience(takeIn(form));
    return await reply.code(204).send();
  } catch (err) {
    line.log.error({ err, callSid: form.CallSid }, "A call's status could not be taken in");
    return reply.code(503).send();
  }
}

function statusOf({ CallSid, CallStatus, SequenceNumber }: CallForm, legId: string | null): Told {
  const ended = endingOf(CallStatus);
  const now = ended ?? (CallStatus === "in-progress" ? "answered" : "ringing");
  return { callSid: CallSid, legId, sequence: SequenceNumber || CallStatus, now };
}
