import { FOUR_HOURS_MS, type StopReason } from "../call.ts";
import { MOST_PARTICIPANTS, type JoinOptions, type LeaveReason } from "../conference/conference.ts";
import { join } from "../conference/joining.ts";
import { leave } from "../conference/leaving.ts";
import { speakInConference } from "../conference/voices.ts";
import { later } from "../exchange.ts";
import { deaf, interruptedAction, toAction, type Leg, type Outcome, type Verb } from "../leg.ts";
import { absolute } from "../prompts.ts";
import {
  flagAttribute,
  methodAttribute,
  numberAttribute,
  secondsAttribute,
} from "../twiml/document.ts";
import { elementsIn, textOf, type XmlElement } from "../twiml/xml.ts";
import { fetchActionAfterHangUp } from "./after-dial.ts";
import { nothing } from "../nothing.ts";

/** Twilio reports `answered` for a conference, however it was left. */
const RESULT = { DialCallStatus: "answered" };

export const dialConference: Verb = (leg, element, finish) => {
  const { exchange } = leg;
  let cancelLimit = nothing;
  const afterwards = (): Outcome => {
    cancelLimit();
    return toAction(leg, element, RESULT);
  };
  const membership = join(exchange, leg.call, joinOptions(leg, element), () =>
    finish(afterwards()),
  );
  if ("problem" in membership) {
    // 16025 and 13240: Twilio goes on with the action as if the conference could not be reached.
    finish(toAction(leg, element, { DialCallStatus: "failed" }));
    return deaf(nothing);
  }
  const depart = (reason: LeaveReason) => leave(exchange, membership, reason);
  cancelLimit = later(exchange, secondsAttribute(element, "timeLimit", FOUR_HOURS_MS), () => {
    depart("participant_hung_up");
    finish(afterwards());
  });
  return {
    pressed(digit) {
      if (digit !== "*" || !flagAttribute(element, "hangupOnStar", false)) return;
      depart("participant_hung_up");
      finish(afterwards());
    },
    said: (speech) => speakInConference(exchange, membership, speech),
    stop(why) {
      cancelLimit();
      depart(reasonOf(why));
      if (why !== "redirected") fetchActionAfterHangUp(leg, element, RESULT);
    },
    interrupted: () => interruptedAction(leg, element, RESULT),
  };
};

function reasonOf(why: StopReason): LeaveReason {
  return why === "hungUp" ? "participant_hung_up" : "participant_updated_via_api";
}

function joinOptions(leg: Leg, dial: XmlElement): JoinOptions {
  const noun = elementsIn(dial).find(({ name }) => name === "Conference");
  const element = noun ?? dial;
  const { attributes } = element;
  const waitUrl = attributes["waitUrl"];
  return {
    name: textOf(element),
    label: attributes["participantLabel"] ?? null,
    startOnEnter: flagAttribute(element, "startConferenceOnEnter", true),
    endOnExit: flagAttribute(element, "endConferenceOnExit", false),
    muted: flagAttribute(element, "muted", false),
    coach: attributes["coach"] ?? null,
    wait:
      waitUrl === undefined || waitUrl === ""
        ? { music: waitUrl === undefined }
        : {
            url: absolute(waitUrl, leg.base) ?? waitUrl,
            method: methodAttribute(element, "waitMethod"),
          },
    callback: callbackOf(leg, element),
    beep: beepOf(attributes["beep"] ?? "true"),
    maxParticipants: numberAttribute(element, "maxParticipants", MOST_PARTICIPANTS),
    region: attributes["region"] ?? null,
  };
}

function beepOf(written: string): JoinOptions["beep"] {
  const always = written === "true";
  return { onEnter: always || written === "onEnter", onExit: always || written === "onExit" };
}

function callbackOf(leg: Leg, element: XmlElement): JoinOptions["callback"] {
  const url = absolute(element.attributes["statusCallback"] ?? "", leg.base);
  if (!element.attributes["statusCallback"] || url === null) return null;
  const events = (element.attributes["statusCallbackEvent"] ?? "start end").split(/\s+/);
  return {
    url,
    method: methodAttribute(element, "statusCallbackMethod"),
    events,
  };
}
