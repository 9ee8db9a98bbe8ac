import { erasedAtClose } from "./choosing.ts";
import { owedDebrief } from "../after/debriefs.ts";
import { mayFollowUp } from "../retention.ts";
import { inTurn, later, now, owe, record, when } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import type { Duty } from "./duties.ts";
import { outcomeOf } from "./kinds.ts";
import type { Instant } from "./people.ts";
import type { Outcome } from "./plan.ts";
import { helpIsOut, numbersOf, type Session } from "./session.ts";
import { trustedToldOver } from "./trusted.ts";

type Closing = { readonly outcome: Outcome; readonly by: string };

/** A goodbye is a responder's, named, or the caller's own keys (promise 9). It cannot end help that is on its way. */
export function goodbye(session: Session, by: string, at: Instant): Decision {
  if (helpIsOut(session)) return refuse("helpAskedAlready");
  return inTurn(
    session,
    () => record(at, [{ kind: "goodbyeSaid", by }]),
    when(session.watch !== null, () => record(at, [{ kind: "watchEnded", because: "goodbye" }])),
    (s) => closeSession(s, { outcome: outcomeOf(s), by }, at),
  );
}

/** A person closes the session. Help that is out has to be with the caller, or called off, first. */
export function closeByPerson(session: Session, closing: Closing, at: Instant): Decision {
  if (helpIsOut(session)) return refuse("helpAskedAlready");
  return inTurn(
    session,
    when(session.watch !== null, () => record(at, [{ kind: "watchEnded", because: "person" }])),
    (s) => closeSession(s, closing, at),
  );
}

/** Whatever was still to be kept is now to be ended, erased and looked after. */
export function closeSession(session: Session, { outcome, by }: Closing, at: Instant): Decision {
  if (session.closed !== null) return nothing;
  return inTurn(
    session,
    () => record(at, [{ kind: "sessionClosed", outcome, by }]),
    () => owe(...farewell(session, by, at), ...support(session, at)),
  );
}

/** A caller whose own key ended it hears the goodbye as the answer to that key, and is moved to it only if something else came between; others are moved at once. */
const GOODBYE_MS = 30_000;

function farewell(before: Session, by: string, at: Instant): readonly Duty[] {
  const spoken = before.caller.on === "line";
  return [
    ...(spoken
      ? [
          later(at, by === "caller" ? GOODBYE_MS : 0, {
            kind: "moveLeg",
            legId: before.caller.legId,
          }),
        ]
      : []),
    now(at, { kind: "endLegs", role: "all", except: spoken ? before.caller.legId : null }),
    ...(before.help.trusted === "none" ? [] : trustedToldOver(before, at)),
    now(at, { kind: "forgetNumber" }),
    ...erasedAtClose(before, at),
    ...afterlife(before, at),
  ];
}

/**
 * How long where they were is kept. After an emergency until the follow-up they agreed to, seven days at most; without one
 * there is only the day in which a desk or the trusted person may still ring us about it (decision 018).
 */
function afterlife(session: Session, at: Instant): readonly Duty[] {
  const n = numbersOf(session);
  if (session.help.state === "none") return [later(at, n.planKeptMs, { kind: "erasePlan" })];
  if (!mayFollowUp(session)) return [later(at, n.followUpMs, { kind: "erasePlan" })];
  return [
    later(at, n.followUpMs, { kind: "followUp" }),
    later(at, n.planKeptEmergencyMs, { kind: "erasePlan" }),
  ];
}

/**
 * After an emergency the responder is off routing until they return, and everybody who was in it is owed a debrief (PRACTICE 29).
 * A rehearsed one rests nobody: practice must not take people from callers (33).
 */
function support(session: Session, at: Instant): readonly Duty[] {
  const staffId = session.company.responder?.staffId ?? session.company.last;
  const { debriefWithinMs } = numbersOf(session);
  const rests = session.help.state !== "none" && staffId !== null && !session.rehearsal;
  return [
    ...(rests ? [now(at, { kind: "rest", staffId })] : []),
    ...owedDebrief(session).map((owedTo) =>
      later(at, debriefWithinMs, { kind: "debrief", staffId: owedTo }),
    ),
  ];
}

/** A wish to be called back: the line stays open without them, and somebody calls by then. */
export function askCallBack(session: Session, at: Instant): Decision {
  const by = at + numbersOf(session).callBackPromiseMs;
  const { caller, company, watch } = session;
  if (!caller.numberKnown || watch !== null || company.state === "with") return nothing;
  return record(at, [{ kind: "callBackAsked", by }], [now(by, { kind: "callBackPromised", by })]);
}
