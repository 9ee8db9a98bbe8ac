import { acceptPlace } from "./accept-place.ts";
import { inTurn, later, now, owe, record, when } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import { callsFor } from "./desk-calls.ts";
import { goesFirst, ringFirstDesk } from "./dispatch.ts";
import type { Duty } from "./duties.ts";
import type { Instant } from "./people.ts";
import type { HelpReason } from "./plan.ts";
import { seek } from "./ringing.ts";
import { helpChosen, helpIsOut, isAlone, numbersOf, type Session, type Watch } from "./session.ts";
import { openLineMoves } from "./open-line.ts";

type Asked = { readonly reason: HelpReason; readonly by: string; readonly at: Instant };

/** The hard deadline of check-in `checkIn`. Stale once the deadline has moved; gone off early, it is owed again. */
export function deadlinePassed(session: Session, checkIn: number, at: Instant): Decision {
  const { watch } = session;
  if (watch === null || watch.checkIn !== checkIn || helpIsOut(session)) return nothing;
  const { helpAt } = watch.deadline;
  if (helpAt === null) return nothing;
  if (at < helpAt) return owe(now(helpAt, { kind: "sendHelp", checkIn }));
  return inTurn(
    session,
    () => record(at, [{ kind: "checkInMissed" }]),
    (s) => sendHelp(s, { reason: reasonOf(s, watch), by: "silence", at }),
  );
}

function reasonOf(session: Session, watch: Watch): HelpReason {
  if (session.concerns.includes("selfHarm")) return "selfHarm";
  if (watch.deadline.kind === "reach") return "lineLost";
  return watch.deadline.kind === "asked" ? "askedForHelp" : "stoppedAnswering";
}

/**
 * A responder held "send help", or pressed it twice: the help the plan names. Said again where no desk has been rung, a
 * person has decided that one is (PRACTICE 6).
 */
export function personSendsHelp(session: Session, asked: Asked): Decision {
  if (!helpIsOut(session)) return sendHelp(session, asked);
  const { by, at } = asked;
  const mayRing = session.help.state === "asked" && session.plan.desks.length > 0;
  if (!mayRing || callsFor(session, "dispatch").length > 0) return refuse("helpAskedAlready");
  return inTurn(
    session,
    () => record(at, [{ kind: "deskOrdered", by }]),
    (s) => ringFirstDesk(s, at),
  );
}

/** The brief is true (PRACTICE 24): nobody reads before they send help, so a person says why afterwards. Whoever reads to a desk, and the recording, say it from then on. */
export function reasonGiven(session: Session, { reason, by, at }: Asked): Decision {
  if (!helpIsOut(session)) return refuse("helpNotAsked");
  return record(at, [{ kind: "helpReasonSet", reason, by }]);
}

/** 9, outside an ask: everybody free is rung, and help goes out as soon as there is a place (PRACTICE 2). */
export function emergencyNow(session: Session, at: Instant): Decision {
  if (session.emergency && helpIsOut(session)) return nothing;
  const searching = session.company.state !== "with";
  return inTurn(
    session,
    () =>
      record(
        at,
        [{ kind: "emergencyDeclared" }],
        [now(at, { kind: "page", because: "emergency" })],
      ),
    when(searching, seek(at)),
    when(!helpIsOut(session), (s) => sendHelp(s, { reason: "askedForHelp", by: "caller", at })),
  );
}

/** Together: the desk for that place and a person of ours to speak to it, the trusted person, supervisors. */
export function sendHelp(session: Session, { reason, by, at }: Asked): Decision {
  const reference = referenceOf(session.id);
  const moves = session.watch === null ? null : openLineMoves(session, at);
  return inTurn(
    session,
    () => record(at, [{ kind: "helpAsked", reason, by, reference, moves }]),
    when(isUnsought(session), seek(at)),
    (s) => acceptPlace(s, "line", at),
    (s) => helpThePlanNames(s, at),
    (s) => owe(...openLine(s, by, at)),
  );
}

/** Nobody is with them or rung for them, as for a restricted caller until now. */
const isUnsought = ({ company }: Session): boolean =>
  company.state !== "with" && company.search === null;

/** PRACTICE 6: what the caller chose decides who is rung; whatever cannot be done falls to people. */
export function helpThePlanNames(session: Session, at: Instant): Decision {
  const { plan } = session;
  const attempt = session.help.trustedTries + 1;
  const trusted = plan.trustedPerson ? [now(at, { kind: "trustedNext", attempt } as const)] : [];
  const chosen = helpChosen(session);
  if (chosen === "trusted") return owe(...trusted, ...people("helpSent", at));
  if (chosen === "nobody") return owe(...people("noPlace", at));
  if (plan.desks.length === 0) {
    return record(at, [{ kind: "noDesk" }], [...trusted, ...people("noPlace", at)]);
  }
  const speaker = people("helpSent", at);
  if (goesFirst(session)) {
    const after = { kind: "deskAfterTrusted", askedAt: at } as const;
    return owe(...trusted, later(at, numbersOf(session).trustedFirstMs, after), ...speaker);
  }
  return inTurn(
    session,
    (s) => ringFirstDesk(s, at),
    () => owe(...speaker, ...trusted),
  );
}

/** A person of ours is found, and supervisors are told. */
const people = (because: "helpSent" | "noPlace", at: Instant): readonly Duty[] => [
  now(at, { kind: "ringSpeaker", attempt: 1 }),
  now(at, { kind: "page", because }),
];

/** A caller who pressed the key hears the answer to it; everybody else is brought to the open line now. */
function openLine(session: Session, by: string, at: Instant): readonly Duty[] {
  const { caller } = session;
  const turn = session.help.openLineTurn + 1;
  const spoken = later(at, numbersOf(session).openLineMs, { kind: "openLine", turn });
  if (caller.on !== "line" || by === "caller") return [spoken];
  const bring = isAlone(session)
    ? ({ kind: "moveLeg", legId: caller.legId } as const)
    : ({ kind: "bringTogether", legId: caller.legId } as const);
  return [now(at, bring), spoken];
}

/** Three digits that tell two dispatches apart, the same for the whole session. */
function referenceOf(sessionId: string): string {
  let sum = 0;
  for (const letter of sessionId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 900;
  return String(100 + sum);
}
