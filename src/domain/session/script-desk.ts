import { deskAnswering, deskBrief, deskOpening, deskSpelled, type BriefFacts } from "../brief.ts";
import type { Language } from "../language.ts";
import type { Spoken } from "../words/template.ts";
import { deskLine, say } from "../words/words.ts";
import { wantsPerson, whoHasIt } from "./desk-calls.ts";
import type { DeskErrand } from "./duties.ts";
import type { Hearing } from "./script.ts";
import { conference, gather, lastingMs, played, says, type Script, type Sound } from "./steps.ts";
import { numbersOf, type Session } from "./session.ts";
import { speakerIsUp } from "./speaker.ts";
import { isBeingTold } from "./telling.ts";

const BRIEF_LISTEN_MS = 4_000;

/** The recording bridges until a person of ours speaks; it never waits for one (PRACTICE 22). */
export function deskScript(hearing: Hearing): Script {
  const { session, leg, pressed } = hearing;
  const facts = briefFacts(hearing);
  if (meetsUs(session, leg.id) || facts === null) return [conference()];
  const errand = errandNow(session, leg.id);
  const sayIt = (key: "taken" | "personComing") => says(leg.language, deskLine(key, leg.language));
  switch (pressed?.digits) {
    case "1":
      if (isSent(session)) return [...sayIt("taken"), conference()];
      return reading(facts, errand, hearing);
    case "2":
      return hasDecided(session, leg.party) ? [conference()] : reading(facts, errand, hearing);
    case "3":
      return [...sayIt("personComing"), ...reading(facts, errand, hearing)];
    case "4":
      return [brief(errand, leg.language, spoken(deskSpelled(facts, leg.language)))];
    default:
      if (hasDecided(session, leg.party)) return [conference()];
      return errand === "dispatch" && holdsNow(hearing)
        ? [hold(hearing)]
        : reading(facts, errand, hearing);
  }
}

/** A person of ours is up for it; but not for a machine, which would keep their voices. */
const meetsUs = (session: Session, legId: string): boolean =>
  speakerIsUp(session) && !session.help.desks.some((call) => call.legId === legId && call.machine);

/** It has said whether it sends: it is not asked again and again. */
function hasDecided(session: Session, deskId: string | null): boolean {
  const { deskStill, notSending, state } = session.help;
  if (deskId !== null && notSending.includes(deskId)) return true;
  return deskStill !== null && (state !== "stoodDown" || deskId === whoHasIt(session));
}

/** Help was called off, or the caller answers: a desk still on the recording is asked about that instead. */
function errandNow(session: Session, legId: string): DeskErrand {
  const { help } = session;
  if (help.state === "stoodDown") return "answering";
  const errand = help.desks.find((call) => call.legId === legId)?.errand;
  return errand === "answering" && isBeingTold(session) ? "answering" : "dispatch";
}

const isSent = ({ help }: Session): boolean => help.state === "taken";

/** A desk that refused the recording, or has twice hung up on it, is only asked to hold until a person comes. */
const holds = ({ session, leg, recording }: Hearing): boolean =>
  recording === "refused" || (leg.party !== null && wantsPerson(session, leg.party));

/** And no longer than that: unheard, the place would help nobody. */
function holdsNow(hearing: Hearing): boolean {
  const { session, leg, at } = hearing;
  const call = session.help.desks.find((one) => one.legId === leg.id);
  if (call?.errand !== "dispatch" || call.answeredAt === null) return false;
  return holds(hearing) && at < call.answeredAt + numbersOf(session).fullBriefMs;
}

const HOLD_LISTEN_MS = 3_000;

const hold = ({ leg: { language } }: Hearing) =>
  gather("brief", language, {
    says: says(language, deskLine("hold", language)),
    listenMs: HOLD_LISTEN_MS,
  });

/**
 * The first words of a call to a desk, sent with it: heard even with us gone. Opening until 20 s, then the brief, again and
 * again. A desk that would not listen to it meets a person of ours at pick-up, or is asked to hold for one.
 */
export function deskFirstWords(hearing: Hearing, errand: DeskErrand, byHand: boolean): Script {
  const facts = briefFacts(hearing);
  if (facts === null) return [];
  const { language } = hearing.leg;
  if (errand === "answering") return reading(facts, errand, hearing);
  if (byHand && holds(hearing) && speakerIsUp(hearing.session)) return [conference()];
  const first = holds(hearing)
    ? hold(hearing)
    : gather("brief", language, { says: spoken(deskOpening(facts, language)), listenMs: 1_000 });
  const lastsMs = lastingMs(first.says) + first.listenMs;
  const times = Math.max(1, Math.ceil(numbersOf(hearing.session).fullBriefMs / lastsMs));
  return [
    ...notice(hearing),
    ...Array.from({ length: times }, () => first),
    ...reading(facts, errand, hearing),
  ];
}

const notice = ({ session, leg }: Hearing): readonly Sound[] =>
  session.rehearsal ? says(leg.language, say("rehearsalNotice", leg.language)) : [];

function reading(facts: BriefFacts, errand: DeskErrand, { leg, session }: Hearing): Script {
  if (errand === "dispatch")
    return [brief(errand, leg.language, spoken(deskBrief(facts, leg.language)))];
  const answeringSince = session.help.answeringSince ?? facts.now;
  return [
    brief(errand, leg.language, spoken(deskAnswering({ ...facts, answeringSince }, leg.language))),
  ];
}

const brief = (errand: DeskErrand, language: Language, sounds: readonly Sound[]) =>
  gather(errand === "dispatch" ? "brief" : "answering", language, {
    says: sounds,
    listenMs: BRIEF_LISTEN_MS,
  });

const spoken = (pieces: readonly Spoken[]): readonly Sound[] =>
  pieces.map(({ text, language, take }) =>
    take === undefined ? { step: "say", text, language } : played(take),
  );

/** As much of a hearing as the brief is made of. */
type Briefed = Pick<Hearing, "session" | "plan" | "at" | "names"> & {
  readonly leg: Pick<Hearing["leg"], "language">;
};

/** Null when there is no place to name: then only a person can speak to a desk. */
export function briefFacts(hearing: Briefed): BriefFacts | null {
  const { session, plan, at, names, leg } = hearing;
  const { help, watch } = session;
  if (plan?.place == null || help.reference === null) return null;
  return {
    reason: help.reason ?? "stoppedAnswering",
    place: plan.place,
    stoppedAt: stoppedAt(session),
    lastAnswerAt: watch?.lastAnswerAt ?? null,
    now: at,
    doses: session.doses,
    people: plan.people,
    naloxone: plan.naloxone,
    line: session.caller.on === "line" ? "open" : "lost",
    callBackNumber: names.callUs,
    reference: help.reference,
    trouble: help.trouble,
    repeat: help.desks.filter((call) => call.errand === "dispatch").length > 1,
    timeZone: plan.timeZone ?? names.timeZone,
    lineName: names.line[leg.language],
  };
}

/** When the reason began: the last answer they stopped after, the drop, or the wish for help. */
function stoppedAt({ help, caller, watch, openedAt }: Session): number {
  if (help.reason === "lineLost" && caller.lost !== null) return caller.lost.at;
  if (help.reason === "stoppedAnswering" && watch !== null) return watch.lastAnswerAt;
  return help.askedAt ?? openedAt;
}
