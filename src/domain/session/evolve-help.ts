import type { Event } from "./events.ts";
import type { DeskCall, Help } from "./session.ts";

export function evolveHelp(help: Help, event: Event): Help {
  switch (event.kind) {
    case "helpAsked": {
      const { reason, reference, at } = event;
      return { ...anew(help), state: "asked", reason, reference, askedAt: at };
    }
    case "helpTaken":
      return {
        ...help,
        state: "taken",
        takenBy: event.deskId,
        arrivalDueAt: event.arrivalDueAt,
      };
    case "arrivalTroubled":
      return { ...help, state: "asked" };
    case "arrivalAsked":
      return { ...help, arrivalDueAt: event.dueAt };
    case "helpArrived":
      return { ...help, state: "arrived", arrivalDueAt: null, trusted: "none" };
    case "helpStoodDown":
      return { ...help, state: "stoodDown", deskStill: null, trusted: "none" };
    case "deskTold":
      return event.stillSending
        ? { ...help, deskStill: true, state: "taken", arrivalDueAt: event.arrivalDueAt }
        : { ...help, deskStill: false };
    case "openLineAsked":
      return { ...help, openLineTurn: event.turn };
    case "answeredAfterSending":
      return { ...help, answeringSince: help.answeringSince ?? event.at };
    case "someoneWithCaller":
      return { ...help, someoneThere: true };
    default:
      return evolvePeople(help, event);
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
    speaker: stays ? speaker : null,
    answeringSince: null,
    arrivalDueAt: null,
    deskStill: null,
    someoneThere: false,
  };
}

const withoutSpeaker = (help: Help): Help =>
  help.speaker === null
    ? help
    : { ...help, speaker: { ...help.speaker, state: "lost", legId: null } };

const slowFrom =
  (attempt: number) =>
  (call: DeskCall): DeskCall =>
    call.errand === "dispatch" && call.attempt === attempt ? { ...call, slow: true } : call;

function evolvePeople(help: Help, event: Event): Help {
  switch (event.kind) {
    case "deskRung": {
      const { deskId, attempt, errand } = event;
      const begun = { legId: null, state: "rung", answeredAt: null, slow: false } as const;
      const call: DeskCall = { deskId, attempt, errand, ...begun };
      return { ...help, desks: [...help.desks, call] };
    }
    case "deskAnswered":
      return {
        ...help,
        desks: help.desks.map(becomes(event, { state: "answered", answeredAt: event.at })),
      };
    case "deskCalledBack": {
      const { deskId, legId, at: answeredAt } = event;
      const call = { deskId, legId, answeredAt, attempt: 0, slow: false } as const;
      return {
        ...help,
        desks: [...help.desks, { ...call, errand: "calledBack", state: "answered" }],
      };
    }
    case "deskEnded":
      return { ...help, desks: help.desks.map(becomes(event, { state: "ended" })) };
    case "deskSlow":
      return { ...help, desks: help.desks.map(slowFrom(event.attempt)) };
    case "speakerRung": {
      const { staffId, attempt, at: rungAt } = event;
      return { ...help, speaker: { staffId, state: "rung", legId: null, attempt, rungAt } };
    }
    case "speakerJoined": {
      const { staffId, legId } = event;
      const attempt = help.speaker?.attempt ?? 0;
      return { ...help, speaker: { staffId, legId, state: "up", attempt, rungAt: null } };
    }
    case "speakerLost":
      return help.speaker?.staffId === event.staffId ? withoutSpeaker(help) : help;
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

/** The call this leg belongs to: by its leg once known, before that the newest unanswered one to that desk. */
function becomes(
  event: { deskId: string; legId: string },
  change: Pick<DeskCall, "state"> & Partial<DeskCall>,
) {
  return (call: DeskCall, index: number, all: readonly DeskCall[]): DeskCall => {
    const byLeg = all.findIndex((other) => other.legId === event.legId);
    const byDesk = all.findLastIndex(
      (other) => other.legId === null && other.deskId === event.deskId && other.state === "rung",
    );
    return index === (byLeg >= 0 ? byLeg : byDesk)
      ? { ...call, ...change, legId: event.legId }
      : call;
  };
}
