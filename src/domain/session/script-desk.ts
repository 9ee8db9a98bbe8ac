import { deskAnswering, deskBrief, deskOpening, deskSpelled, type BriefFacts } from "../brief.ts";
import type { Language } from "../language.ts";
import type { Spoken } from "../words/template.ts";
import { spokenMs } from "../words/spoken.ts";
import { deskLine, say } from "../words/words.ts";
import type { DeskErrand } from "./duties.ts";
import type { Hearing } from "./script.ts";
import { conference, gather, says, type Script, type Sound } from "./steps.ts";
import { numbersOf, type Session } from "./session.ts";
import { speakerIsUp } from "./speaker.ts";

const BRIEF_LISTEN_MS = 4_000;

/** The recording bridges until a person of ours speaks; it never waits for one (PRACTICE 22). */
export function deskScript(hearing: Hearing): Script {
  const { session, leg, pressed } = hearing;
  const facts = briefFacts(hearing);
  if (speakerIsUp(session) || facts === null) return [conference()];
  const errand = errandNow(session, leg.id);
  const sayIt = (key: "taken" | "personComing") => says(leg.language, deskLine(key, leg.language));
  switch (pressed?.digits) {
    case "1":
      if (isSent(session)) return [...sayIt("taken"), conference()];
      return reading(facts, errand, hearing);
    case "3":
      return [...sayIt("personComing"), ...reading(facts, errand, hearing)];
    case "4":
      return [brief(errand, leg.language, spoken(deskSpelled(facts, leg.language)))];
    default:
      return session.help.deskStill === null ? reading(facts, errand, hearing) : [conference()];
  }
}

/** Help was called off, or the caller answers: a desk still on the recording is asked about that instead. */
function errandNow({ help }: Session, legId: string): DeskErrand {
  if (help.state === "stoodDown") return "answering";
  const errand = help.desks.find((call) => call.legId === legId)?.errand;
  return errand === "answering" ? "answering" : "dispatch";
}

const isSent = ({ help }: Session): boolean => help.state === "taken";

/** The first words of a call to a desk, sent with it: heard even with us gone. Opening until 20 s, then the brief, again and again. */
export function deskFirstWords(hearing: Hearing, errand: DeskErrand): Script {
  const facts = briefFacts(hearing);
  if (facts === null) return [];
  const { language } = hearing.leg;
  if (errand === "answering") return reading(facts, errand, hearing);
  const opening = spoken(deskOpening(facts, language));
  const openingMs = opening.reduce(
    (sum, sound) => sum + (sound.step === "say" ? spokenMs(sound.text) : 0),
    0,
  );
  const times = Math.max(
    1,
    Math.ceil(numbersOf(hearing.session).fullBriefMs / (openingMs + 1_000)),
  );
  const openings = Array.from({ length: times }, () =>
    gather("brief", language, { says: opening, listenMs: 1_000 }),
  );
  return [...notice(hearing), ...openings, ...reading(facts, errand, hearing)];
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
  pieces.map(({ text, language }) => ({ step: "say", text, language }));

/** Null when there is no place to name: then only a person can speak to a desk. */
function briefFacts({ session, plan, at, names, leg }: Hearing): BriefFacts | null {
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
    repeat: help.desks.filter((call) => call.errand === "dispatch").length > 1,
    timeZone: names.timeZone,
    lineName: names.line[leg.language],
  };
}

/** When the reason began: the last answer they stopped after, the drop, or the wish for help. */
function stoppedAt({ help, caller, watch, openedAt }: Session): number {
  if (help.reason === "lineLost" && caller.lost !== null) return caller.lost.at;
  if (help.reason === "stoppedAnswering" && watch !== null) return watch.lastAnswerAt;
  return help.askedAt ?? openedAt;
}
