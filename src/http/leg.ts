import { endingOf } from "../adapters/twilio/phone.ts";
import { HANG_UP, LEFT_CONFERENCE, twiml } from "../adapters/twilio/twiml.ts";
import type { Instant } from "../domain/session/people.ts";
import {
  answerCall as callAnswered,
  answerLeg as legAnswered,
  type Answer,
  type OnCall,
} from "../engine/answered.ts";
import type { CarrierRoutes } from "./carrier.ts";
import { isMachine, type CallForm, type Heard, type LegQuery } from "./form.ts";

/** A leg asks what it hears next. `heard` is the answer it brings, given at `at`. */
export type Asking = Pick<LegQuery, "ask" | "askedAt" | "turn"> & {
  readonly legId: string;
  readonly form: CallForm;
  readonly heard: Heard | null;
  readonly at: Instant;
};

/** Somebody rings one of our numbers. */
export async function answerCall(routes: CarrierRoutes, form: CallForm): Promise<string> {
  return spoken(routes, await callAnswered(routes, onCall(form)));
}

/** A leg of ours asks for its script, and may bring an answer. */
export async function answerLeg(routes: CarrierRoutes, asking: Asking): Promise<string> {
  const { form, ...asked } = asking;
  const leftConference = asking.ask === LEFT_CONFERENCE;
  return spoken(
    routes,
    await legAnswered(routes, { ...asked, leftConference, call: onCall(form) }),
  );
}

function spoken({ urls }: CarrierRoutes, answer: Answer | null): string {
  if (answer === null) return HANG_UP;
  const { script, ...spokenTo } = answer;
  return twiml(script, spokenTo, urls);
}

const onCall = (form: CallForm): OnCall => ({
  callSid: form.CallSid,
  from: form.From,
  to: form.To,
  inbound: form.Direction === "inbound",
  machine: isMachine(form),
  ended: endingOf(form.CallStatus),
});
