import type { Event } from "./events.ts";
import type { Caller, Redial } from "./session.ts";

export function evolveCaller(caller: Caller, event: Event): Caller {
  switch (event.kind) {
    case "callArrived":
      return { ...caller, on: "line", legId: event.legId, numberKnown: event.numberKnown };
    case "lineLost": {
      const lost = { at: event.at, settled: event.settled, tries: 0, extended: false };
      return { ...caller, on: "lost", lost, pickedUp: null };
    }
    case "callBackTried":
      return caller.lost === null
        ? caller
        : { ...caller, lost: { ...caller.lost, tries: event.attempt } };
    case "callBackPickedUp":
      return { ...caller, pickedUp: event.legId };
    case "callBackEnded":
      return caller.pickedUp === event.legId ? { ...caller, pickedUp: null } : caller;
    case "reachExtended":
      return caller.lost === null
        ? caller
        : { ...caller, lost: { ...caller.lost, settled: true, extended: true } };
    case "lineRestored":
      return {
        ...caller,
        on: "line",
        legId: event.legId,
        lost: null,
        pickedUp: null,
        callBackBy: null,
      };
    case "callBackAsked":
    case "callBackAgreed":
      return { ...caller, on: "gone", callBackBy: event.by };
    case "callBackUnanswered":
      return { ...caller, callBackTries: event.tries };
    case "callerLeft":
    case "callerWentBack":
    case "sessionClosed":
      return { ...caller, on: "gone", pickedUp: null };
    default:
      return caller;
  }
}

export function evolveRedial(redial: Redial | null, event: Event): Redial | null {
  switch (event.kind) {
    case "redialAsked":
      return { legId: event.legId, numberKnown: event.numberKnown, state: "asked" };
    case "redialUnsure":
      return redial?.legId === event.legId ? { ...redial, state: "unsure" } : redial;
    case "redialDeclined":
      return redial?.legId === event.legId ? { ...redial, state: "declined" } : redial;
    case "lineRestored":
      return redial?.legId === event.legId ? null : redial;
    case "sessionClosed":
      return null;
    default:
      return redial;
  }
}
