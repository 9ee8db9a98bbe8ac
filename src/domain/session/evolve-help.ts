import type { Event } from "./events.ts";
import { evolveDesks, hadItsTime } from "./evolve-desks.ts";
import type { Via } from "./people.ts";
import type { Help } from "./help.ts";

export function evolveHelp(help: Help, event: Event): Help {
  switch (event.kind) {
    case "helpAsked": {
      const { reason, reference, at } = event;
      return { ...anew(help), state: "asked", reason, reference, askedAt: at };
    }
    case "helpReasonSet":
      return { ...help, reason: event.reason };
    case "helpTaken":
      return {
        ...help,
        state: "taken",
        takenBy: event.deskId,
        takenWord: { by: event.by, at: event.at },
        arrivalDueAt: event.arrivalDueAt,
        desks: evolveDesks(help, event).map(hadItsTime),
      };
    case "arrivalTroubled":
      return { ...help, state: "asked", trouble: event.what };
    case "arrivalAsked":
      return { ...help, arrivalDueAt: event.dueAt };
    case "helpArrived":
      return { ...help, state: "arrived", arrivalDueAt: null, trusted: "none" };
    case "helpStoodDown":
      return { ...help, state: "stoodDown", deskStill: null, notSending: [], trusted: "none" };
    case "deskNotSending":
      return { ...help, notSending: [...help.notSending, event.deskId] };
    case "deskTold":
      return event.stillSending
        ? {
            ...help,
            deskStill: true,
            state: "taken",
            arrivalDueAt: event.arrivalDueAt,
            desks: help.desks.map(hadItsTime),
          }
        : { ...help, deskStill: false };
    case "openLineAsked":
      return { ...help, openLineTurn: event.turn };
    case "answeredAfterSending":
      return { ...help, answeringSince: help.answeringSince ?? event.at };
    case "someoneWithCaller":
      return { ...help, someoneThere: true };
    case "sessionClosed":
      // Every line of ours is hung up: a desk that is still to be told hears the recording, not an empty conference.
      return withoutSpeaker({ ...help, joining: null, besides: [] });
    default:
      return evolvePeople({ ...help, desks: evolveDesks(help, event) }, event);
  }
}

/** A new emergency: what belongs to one called off before is not asked again of it. A person of ours on their own leg stays. */
function anew(help: Help): Help {
  const { speaker } = help;
  const stays = speaker?.state === "up" && speaker.legId !== null;
  return {
    ...help,
    earlier: help.desks.length,
    takenBy: null,
    takenWord: null,
    speaker: stays ? speaker : null,
    answeringSince: null,
    arrivalDueAt: null,
    deskStill: null,
    notSending: [],
    someoneThere: false,
    trouble: null,
  };
}

const withoutSpeaker = (help: Help): Help =>
  help.speaker === null
    ? help
    : { ...help, speaker: { ...help.speaker, state: "lost", legId: null } };

function evolvePeople(help: Help, event: Event): Help {
  switch (event.kind) {
    case "speakerRung": {
      const { staffId, attempt, at: rungAt } = event;
      return { ...help, speaker: { staffId, state: "rung", legId: null, attempt, rungAt } };
    }
    case "speakerJoined":
      return joined(help, event);
    case "speakerLost":
      return lost(help, event.staffId);
    case "joinRung":
      return { ...help, joining: { staffId: event.staffId, until: event.until } };
    case "trustedRung":
      return { ...help, trusted: "ringing", trustedTries: event.attempt };
    case "trustedAnswered":
      return { ...help, trusted: event.answer };
    case "trustedEnded":
      return help.trusted === "ringing" ? { ...help, trusted: "none" } : help;
    default:
      return help;
  }
}

/** Whoever spoke before on a line of their own stays on the call. */
function joined(help: Help, event: Event & { kind: "speakerJoined" }): Help {
  const { staffId, legId } = event;
  const { speaker, joining, besides } = help;
  const stays =
    speaker?.state === "up" && speaker.legId !== null && speaker.staffId !== staffId
      ? [{ staffId: speaker.staffId, legId: speaker.legId, ...onVia(speaker) }]
      : [];
  return {
    ...help,
    speaker: {
      staffId,
      legId,
      ...onVia(event),
      state: "up",
      attempt: speaker?.attempt ?? 0,
      rungAt: null,
    },
    joining: joining?.staffId === staffId ? null : joining,
    besides: [...besides, ...stays],
  };
}

const onVia = ({ via }: { readonly via?: Via }) => (via === undefined ? {} : { via });

/** Who is still on the call speaks in their place. */
function lost(help: Help, staffId: string): Help {
  const besides = help.besides.filter((one) => one.staffId !== staffId);
  const joining = help.joining?.staffId === staffId ? null : help.joining;
  const others = { ...help, besides, joining };
  const { speaker } = help;
  if (speaker?.staffId !== staffId) return others;
  const next = besides.at(-1);
  if (next === undefined) return withoutSpeaker(others);
  const { via: _, ...before } = speaker;
  return {
    ...others,
    speaker: { ...before, ...next, state: "up" },
    besides: besides.slice(0, -1),
  };
}
