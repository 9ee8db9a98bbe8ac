import type { Event } from "./events.ts";
import type { Session } from "./session.ts";

/** A responder held by a session: rung until then, or in it (null). Unique across sessions: one responder, one caller. */
export type ClaimChange =
  | { change: "hold"; staffId: string; kind: "ring" | "call"; until: number | null }
  | { change: "release"; staffId: string };

/** Who is held and who is free again, as these events say. The last word on each person counts. */
export function claimsOf(before: Session, events: readonly Event[]): readonly ClaimChange[] {
  const byStaff = new Map<string, ClaimChange>();
  for (const event of events) {
    for (const change of changes(before, event)) {
      byStaff.delete(change.staffId);
      byStaff.set(change.staffId, change);
    }
  }
  return [...byStaff.values()];
}

const release = (staffId: string): ClaimChange => ({ change: "release", staffId });

function changes(before: Session, event: Event): readonly ClaimChange[] {
  switch (event.kind) {
    case "responderRung":
      return [{ change: "hold", staffId: event.staffId, kind: "ring", until: event.until }];
    case "speakerRung":
      return [{ change: "hold", staffId: event.staffId, kind: "ring", until: event.until }];
    case "listenerRung":
      return [{ change: "hold", staffId: event.staffId, kind: "ring", until: event.until }];
    case "listenerJoined":
      return [hold(event.staffId)];
    case "thirdRung":
    case "thirdJoined":
    case "thirdEnded":
    case "thirdLost":
      return ofNavigator(before, event);
    case "transferLeft":
      return [...others(before, ""), before.company.responder?.staffId].flatMap((id) =>
        id === undefined ? [] : [release(id)],
      );
    case "joinRung":
      return [{ change: "hold", staffId: event.staffId, kind: "ring", until: event.until }];
    case "otherLanguageOffered":
      return [hold(event.staffId)];
    case "responderJoined":
      return [...others(before, event.staffId).map(release), hold(event.staffId)];
    case "speakerJoined":
      return [
        ...rungToSpeak(before, event.staffId),
        ...(event.legId === null ? [] : [hold(event.staffId)]),
      ];
    case "callBackUnanswered":
      return before.company.responder === null ? [] : [release(before.company.responder.staffId)];
    case "ringMissed":
    case "ringYielded":
    case "listenerLeft":
    case "speakerLost":
    case "responderLost":
    case "responderLeft":
      return [release(event.staffId)];
    case "callBackAgreed":
      return [...others(before, ""), event.staffId].map(release);
    case "callerLeft":
    case "sessionClosed":
      return everybody(before).map(release);
    default:
      return [];
  }
}

type OfThird = Event & { kind: "thirdRung" | "thirdJoined" | "thirdEnded" | "thirdLost" };

/** Only one of ours can be held: nobody is rung for two callers, a navigator no more than a responder. */
function ofNavigator(before: Session, event: OfThird): readonly ClaimChange[] {
  const to = event.kind === "thirdRung" ? event.to : before.transfer?.to;
  if (to?.kind !== "navigator") return [];
  const { staffId } = to;
  if (event.kind === "thirdRung") {
    return [{ change: "hold", staffId, kind: "ring", until: event.until }];
  }
  return [event.kind === "thirdJoined" ? hold(staffId) : release(staffId)];
}

/** Who was still being rung to speak, when another did. */
function rungToSpeak({ help }: Session, joined: string): readonly ClaimChange[] {
  const { speaker } = help;
  return speaker?.state === "rung" && speaker.staffId !== joined ? [release(speaker.staffId)] : [];
}

const hold = (staffId: string): ClaimChange => ({
  change: "hold",
  staffId,
  kind: "call",
  until: null,
});

function others({ company }: Session, staffId: string): readonly string[] {
  const ids = [...company.ringing.map((ring) => ring.staffId), company.offered?.staffId];
  return ids.filter((id): id is string => id !== undefined && id !== staffId);
}

function everybody(session: Session): readonly string[] {
  const { company, help, listeners = [], transfer } = session;
  const ids = [
    ...others(session, ""),
    ...listeners.map(({ staffId }) => staffId),
    company.responder?.staffId,
    help.speaker?.staffId,
    help.joining?.staffId,
    ...help.besides.map(({ staffId }) => staffId),
    transfer?.to.kind === "navigator" && transfer.state !== "ended"
      ? transfer.to.staffId
      : undefined,
  ];
  return ids.filter((id): id is string => id !== undefined);
}
