import type { Event } from "./events.ts";
import type { Company, Responder } from "./session.ts";

const searchFrom = (since: number) => ({ since, step: -1 });
const noRings = { ringing: [], offered: null, missed: [] } as const;

export function evolveCompany(company: Company, event: Event): Company {
  switch (event.kind) {
    case "callArrived":
      return event.restriction === undefined
        ? { ...company, since: event.at, search: searchFrom(event.at) }
        : { ...company, since: event.at };
    case "helpAsked":
    case "helpStoodDown":
    case "restrictionLifted":
      return company.state === "with" || company.search !== null
        ? company
        : { ...company, search: searchFrom(event.at) };
    case "emergencyDeclared":
    case "answeredAfterSending":
      return company.state === "with" ? company : { ...company, search: searchFrom(event.at) };
    case "coverAsked":
      return { ...company, cover: true, search: searchFrom(event.at) };
    case "ringStepped":
      return company.search === null
        ? company
        : { ...company, search: { ...company.search, step: event.step } };
    case "responderRung": {
      const { staffId, via, until, languages } = event;
      const others = company.ringing.filter((ring) => ring.staffId !== staffId);
      const ring = { staffId, via, until, languages, ...orPhone(event), ...after(event) };
      return { ...company, ringing: [...others, ring] };
    }
    case "ringMissed": {
      const { staffId, at } = event;
      return { ...without(company, staffId), missed: [...company.missed, { staffId, at }] };
    }
    case "ringYielded":
      return without(company, event.staffId);
    case "otherLanguageOffered": {
      const { staffId, via, legId } = event;
      const offered = { staffId, via, legId, confirmed: false, ...knownPhone(company, staffId) };
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
      const responder = { staffId, via, legId, confirmed: false, ...knownPhone(company, staffId) };
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
        ? { ...company, responder: { ...here(company.responder, event.at), confirmed: true } }
        : company;
    case "responderUnheard":
      return company.responder?.staffId === event.staffId
        ? { ...company, responder: { ...company.responder, unheardUntil: event.until } }
        : company;
    case "responderHeard":
      return company.responder?.staffId === event.staffId
        ? { ...company, responder: here(company.responder, event.at) }
        : company;
    case "callBackUnanswered":
      return alone(company, event.at);
    case "callBackAgreed":
      return { ...alone(company, event.at), last: null, search: searchFrom(event.at) };
    case "callBackSought":
      return { ...company, search: searchFrom(event.at) };
    case "responderLost":
      return gone(company, event, "lost");
    case "responderLeft":
      return gone({ ...company, left: [...company.left, event.staffId] }, event, "none");
    case "transferLeft":
      return alone(company, event.at);
    case "thirdLost":
      // Ahead of everybody who waits, like a caller whose responder was lost.
      return { ...company, state: "lost", since: event.at, search: searchFrom(event.at) };
    case "callerLeft":
    case "sessionClosed":
      return { ...company, ...noRings, search: null, cover: false };
    default:
      return company;
  }
}

const orPhone = ({ orPhone }: { readonly orPhone?: boolean }) =>
  orPhone === undefined ? {} : { orPhone };
const after = ({ after }: { readonly after?: string }) => (after === undefined ? {} : { after });

/** As it was when they were rung. */
function knownPhone({ ringing, offered }: Company, staffId: string) {
  const ring = [...ringing, offered].find((one) => one?.staffId === staffId);
  return orPhone(ring ?? {});
}

/** They showed that they are there. */
function here(responder: Responder, signAt: number): Responder {
  const { unheardUntil, ...there } = responder;
  return unheardUntil === undefined ? { ...responder, signAt } : { ...there, signAt };
}

/** Nobody is with them, and nobody is sought until the next try. */
function alone(company: Company, since: number): Company {
  const { responder } = company;
  if (responder === null) return company;
  const { staffId: last, legId: lastLegId } = responder;
  const left = { state: "none", since, responder: null, last, lastLegId } as const;
  return { ...company, ...noRings, ...left, search: null, cover: false };
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
    lastLegId: company.responder.legId,
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
