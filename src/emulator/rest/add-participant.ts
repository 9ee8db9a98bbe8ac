import {
  MOST_PARTICIPANTS,
  type Conference,
  type JoinOptions,
  type Membership,
} from "../conference/conference.ts";
import { invite } from "../conference/inviting.ts";
import { isLabel, newConference } from "../conference/joining.ts";
import type { Exchange } from "../exchange.ts";
import { startCall } from "./create-call.ts";
import { badRequest } from "./errors.ts";
import { address, flag, many, one, type Form } from "./form.ts";
import { partiesIn } from "./parties.ts";

/**
 * POST Participants.json: calls somebody straight into a conference, which opens if there is none of that name. It is a
 * call like any other, in the same queue, whose document is a Dial to the conference.
 */
export function addParticipant(
  exchange: Exchange,
  into: Conference | { name: string },
  form: Form,
): Membership {
  const { to, from } = partiesIn(exchange, form);
  const options = optionsIn(into.name, form);
  const conference = "sid" in into ? into : newConference(options, exchange.clock.now());
  check(conference, options);
  const source = { twiml: documentFor(options) };
  const call = startCall(exchange, form, { to, from, source, machineDetection: null });
  exchange.conferences.set(conference.sid, conference);
  return invite(exchange, { conference, call }, options);
}

/** 16023: no label. 16026: somebody has it. 16028: nobody to coach. 16020: the conference is full. */
function check({ participants, invited, maxParticipants }: Conference, options: JoinOptions): void {
  const { label, coach } = options;
  const all = [...participants.values(), ...invited.values()];
  if (label !== null && !isLabel(label)) throw badRequest(16023, `Label ${label} cannot be one`);
  if (label !== null && all.some((other) => other.label === label)) {
    throw badRequest(16026, `there is a participant with the label ${label}`);
  }
  if (coach !== null && !participants.has(coach)) {
    throw badRequest(16028, `${coach} is not in the conference and cannot be coached`);
  }
  if (all.length >= maxParticipants) throw badRequest(16020, "the conference is full");
}

function optionsIn(name: string, form: Form): JoinOptions {
  const waitUrl = one(form, "WaitUrl");
  const wait = address(form, { url: "WaitUrl", method: "WaitMethod" });
  const beep = one(form, "Beep") ?? "true";
  return {
    name,
    label: one(form, "Label"),
    startOnEnter: flag(form, "StartConferenceOnEnter") ?? true,
    endOnExit: flag(form, "EndConferenceOnExit") ?? false,
    muted: flag(form, "Muted") ?? false,
    coach: flag(form, "Coaching") === false ? null : one(form, "CallSidToCoach"),
    wait: wait ?? { music: waitUrl === null },
    beep: {
      onEnter: beep === "true" || beep === "onEnter",
      onExit: beep === "true" || beep === "onExit",
    },
    callback: callbackIn(form),
    maxParticipants: mostIn(form),
    region: one(form, "Region"),
  };
}

function callbackIn(form: Form): JoinOptions["callback"] {
  const names = { url: "ConferenceStatusCallback", method: "ConferenceStatusCallbackMethod" };
  const callback = address(form, names);
  const events = many(form, "ConferenceStatusCallbackEvent").flatMap((words) => words.split(/\s+/));
  return callback && { ...callback, events: events.length > 0 ? events : ["start", "end"] };
}

function mostIn(form: Form): number {
  const most = Number(one(form, "MaxParticipants") ?? MOST_PARTICIPANTS);
  if (Number.isInteger(most) && most >= 2 && most <= MOST_PARTICIPANTS) return most;
  throw badRequest(20001, `MaxParticipants must be from 2 to ${MOST_PARTICIPANTS}`);
}

function documentFor(options: JoinOptions): string {
  const { wait, callback, beep } = options;
  const given = {
    participantLabel: options.label,
    startConferenceOnEnter: String(options.startOnEnter),
    endConferenceOnExit: String(options.endOnExit),
    muted: String(options.muted),
    coach: options.coach,
    maxParticipants: String(options.maxParticipants),
    region: options.region,
    beep: beepWord(beep),
    ...("url" in wait
      ? { waitUrl: wait.url, waitMethod: wait.method }
      : { waitUrl: wait.music ? null : "" }),
    statusCallback: callback?.url ?? null,
    statusCallbackMethod: callback?.method ?? null,
    statusCallbackEvent: callback?.events.join(" ") ?? null,
  };
  const attributes = Object.entries(given).flatMap(([name, value]) =>
    value === null ? [] : [` ${name}="${escaped(value)}"`],
  );
  const conference = `<Conference${attributes.join("")}>${escaped(options.name)}</Conference>`;
  return `<Response><Dial>${conference}</Dial></Response>`;
}

function beepWord({ onEnter, onExit }: JoinOptions["beep"]): string {
  if (onEnter === onExit) return String(onEnter);
  return onEnter ? "onEnter" : "onExit";
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
