import type { Event } from "./events.ts";
import type { Company } from "./session.ts";

const searchFrom = (since: number) => ({ since, step: -1 });
const noRings = { ringing: [], offered: null, missed: [] } as const;

export function evolveCompany(company: Company, event: Event): Company {
  switch (event.kind) {
    case "callArrived":
      return { ...company, since: event.at, search: searchFrom(event.at) };
    case "emergencyDeclared":
    case "answeredAfterSending":
      return company.state === "with" ? company : { ...company, search: searchFrom(event.at) };
    case "helpStoodDown":
      return company.state === "with" || company.search !== null
        ? company
        : { ...company, search: searchFrom(event.at) };
    case "coverAsked":
      return { ...company, cover: true, search: searchFrom(event.at) };
    case "ringStepped":
      return company.search === null
        ? company
        : { ...company, search: { ...company.search, step: event.step } };
    case "responderRung": {
      const { staffId, via, until, languages } = event;
      const others = company.ringing.filter((ring) => ring.staffId !== staffId);
      return { ...company, ringing: [...others, { staffId, via, until, languages }] };
    }
    case "ringMissed": {
      const { staffId, at } = event;
      return { ...without(company, staffId), missed: [...company.missed, { staffId, at }] };
    }
    case "otherLanguageOffered": {
      const { staffId, via, legId } = event;
      const offered = { staffId, via, legId, confirmed: false };
      return { ...without(company, staffId), offered };
    }
    default:
      return evolvePresence(company, event);
  }
}

function evolvePresence(company: Company, event: Event): Company {
  switch (event.kind) {
    case "responderJoined": {
      const { staffId, via, legId, at } = event;
      const responder = { staffId, via, legId, confirmed: false };
      return {
        ...company,
        ...noRings,
        state: "with",
        since: at,
        search: null,
        responder,
        cover: false,
      };
    }
    case "checkInKept":
    case "drowsyMarked":
      return company.responder?.staffId === event.by
        ? { ...company, responder: { ...company.responder, confirmed: true } }
        : company;
    case "responderLost":
      return gone(company, event, "lost");
    case "responderLeft":
      return gone({ ...company, left: [...company.left, event.staffId] }, event, "none");
    case "callerLeft":
    case "sessionClosed":
      return { ...company, ...noRings, search: null, cover: false };
    default:
      return company;
  }
}

function gone(
  company: Company,
  event: Event & { staffId: string },
  state: "lost" | "none",
): Company {
  if (company.responder?.staffId !== event.staffId) return company;
  const search = company.search ?? searchFrom(event.at);
  return {
    ...company,
    state,
    since: event.at,
    responder: null,
    last: event.staffId,
    search,
    cover: false,
  };
}

function without(company: Company, staffId: string): Company {
  return {
    ...company,
    ringing: company.ringing.filter((ring) => ring.staffId !== staffId),
    offered: company.offered?.staffId === staffId ? null : company.offered,
  };
}
