import { evolveStory } from "../call-log/story.ts";
import { evolveCompany } from "./evolve-company.ts";
import { evolveCaller, evolveRedial } from "./evolve-caller.ts";
import { evolveKeeping } from "./evolve-keeping.ts";
import { evolveHelp } from "./evolve-help.ts";
import { evolveListening } from "./evolve-listening.ts";
import { evolveSeal } from "./evolve-seal.ts";
import { evolveSpoken } from "./evolve-spoken.ts";
import { evolveTransfer } from "./evolve-transfer.ts";
import { evolveWatch } from "./evolve-watch.ts";
import type { Event, Moves } from "./events.ts";
import type { Session } from "./session.ts";

/** What a session is after one more event. Total: it refuses nothing, for what happened has happened. */
export function evolve(session: Session, event: Event): Session {
  const whole = evolveWhole(session, event);
  return {
    ...whole,
    version: session.version + 1,
    caller: evolveCaller(session.caller, event),
    redial: evolveRedial(session.redial, event),
    company: evolveCompany(session.company, event),
    deadlines: movesOf(event)?.checkIn ?? session.deadlines,
    watch: evolveWatch(session.watch, event, session.protocol.numbers),
    help: evolveHelp(session.help, event),
    spoken: evolveSpoken(session.spoken, event),
    keeping: evolveKeeping(session, event),
    ...listeningAfter(session, event),
    ...sealAfter(session, event),
    ...transferAfter(session, event),
    ...traineesAfter(session, event),
    story: evolveStory(session, event),
  };
}

/** Nothing is kept of it in a session in which nobody ever listened. */
function listeningAfter({ listeners = [] }: Session, event: Event): Pick<Session, "listeners"> {
  const after = evolveListening(listeners, event);
  return after === listeners ? {} : { listeners: after };
}

function sealAfter({ seal: before }: Session, event: Event): Pick<Session, "seal"> {
  const seal = evolveSeal(before, event);
  return seal === undefined ? {} : { seal };
}

function transferAfter({ transfer: before }: Session, event: Event): Pick<Session, "transfer"> {
  const transfer = evolveTransfer(before, event);
  return transfer === undefined ? {} : { transfer };
}

const traineesAfter = ({ trainees = [] }: Session, event: Event): Pick<Session, "trainees"> =>
  event.kind === "traineeIntroduced" ? { trainees: [...trainees, event.staffId] } : {};

const movesOf = (event: Event): Moves | null => ("moves" in event ? event.moves : null);

/** Told once of a place without a desk, they are told again only of another such place. */
function evolvePlan(session: Session, event: Event & { kind: "planRecorded" }): Session {
  const same = event.placeChanged === false && event.plan.desks.length === 0;
  return { ...session, plan: event.plan, noDeskToldAt: same ? session.noDeskToldAt : null };
}

function opened(session: Session, event: Event & { kind: "callArrived" }): Session {
  const { protocol, rehearsal, language, restriction, saysListeners, at } = event;
  const begun = { ...session, protocol, rehearsal, language, openedAt: at };
  return {
    ...begun,
    ...(restriction === undefined ? {} : { restriction }),
    ...(saysListeners === undefined ? {} : { saysListeners }),
  };
}

function evolveWhole(session: Session, event: Event): Session {
  switch (event.kind) {
    case "callArrived":
      return opened(session, event);
    case "restrictionLifted":
      return { ...session, restriction: null };
    case "languageChosen":
      return { ...session, language: event.language };
    case "keysOnlyChosen":
      return { ...session, keysOnly: event.on };
    case "kindChosen":
      return { ...session, kind: event.sessionKind };
    case "emergencyDeclared":
      return { ...session, emergency: true };
    case "concernMarked":
      return { ...session, concerns: [...new Set([...session.concerns, event.concern])] };
    case "planRecorded":
      return evolvePlan(session, event);
    case "placeSpoken": {
      const { desks, province } = event;
      const plan = { ...session.plan, place: "exact", spoken: true, desks, province } as const;
      return { ...session, plan, noDeskToldAt: null };
    }
    case "noDeskTold":
      return { ...session, noDeskToldAt: event.at };
    case "planErased":
      return { ...session, planErased: true };
    case "doseTaken": {
      const { at, substance, route } = event;
      return { ...session, doses: [...session.doses, { at, substance, route }] };
    }
    case "questionAsked":
      return { ...session, question: { question: event.question, turn: event.turn, answer: null } };
    case "questionAnswered":
      return session.question?.turn === event.turn
        ? { ...session, question: { ...session.question, answer: event.yes } }
        : session;
    case "sessionClosed":
      return { ...session, closed: { at: event.at, outcome: event.outcome } };
    case "outcomeAmended":
      return session.closed === null
        ? session
        : { ...session, closed: { ...session.closed, outcome: event.outcome } };
    default:
      return session;
  }
}
