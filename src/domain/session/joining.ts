import { ringOrder } from "../routing.ts";
import { now, record } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import type { Instant, Roster, Via } from "./people.ts";
import { helpIsOut, numbersOf, type Session } from "./session.ts";
import { isJoining, speakerIsUp, speakerJoins } from "./speaker.ts";

/** A person of ours wishes to speak to the desk: they are rung and put with it, whoever speaks to it now. */
export function joinDesk(session: Session, by: string, via: Via, at: Instant): Decision {
  if (!helpIsOut(session)) return refuse("helpNotAsked");
  const { company, help } = session;
  if (isPresent(session, by) || isJoining(session, by)) return nothing;
  if (company.state === "with" && company.responder?.staffId === by) {
    // They are with the caller already: the desk is brought to them.
    return speakerIsUp(session) ? nothing : speakerJoins(session, { staffId: by, legId: null }, at);
  }
  const isRung = help.speaker?.state === "rung" && help.speaker.staffId === by;
  return isRung ? nothing : rungToJoin(session, { staffId: by, via, by }, at);
}

/** Around again and nobody took it: somebody who supervises is rung on the phone, the next of them each round (PRACTICE 22). */
export function ringSupervisor(
  session: Session,
  round: number,
  roster: Roster,
  at: Instant,
): Decision {
  const { help, company, language } = session;
  const isRung = help.joining !== null && help.joining.until > at;
  if (help.state !== "asked" || isRung) return nothing;
  const people = ringOrder(roster, {
    circles: ["supervising", "on-call"],
    language,
    anyLanguage: true,
    first: null,
    except: [company.responder?.staffId, help.speaker?.staffId].filter((id) => id !== undefined),
  });
  const person = people[(round - 1) % Math.max(1, people.length)];
  if (person === undefined) return nothing;
  const { staffId, via } = person;
  return rungToJoin(session, { staffId, via, by: "line" }, at);
}

function rungToJoin(
  session: Session,
  who: { staffId: string; via: Via; by: string },
  at: Instant,
): Decision {
  const { staffId, via } = who;
  const until = at + numbersOf(session).ringHoldsMs;
  return record(
    at,
    [{ kind: "joinRung", ...who, until }],
    [now(at, { kind: "callSpeaker", staffId, via })],
  );
}

/** They speak to the desk, or are still on the call with whoever does. */
function isPresent({ help }: Session, staffId: string): boolean {
  const speaks = help.speaker?.state === "up" && help.speaker.staffId === staffId;
  return speaks || help.besides.some((one) => one.staffId === staffId);
}
