import { closeSession } from "./closing.ts";
import { inTurn, later, now, owe, record, when } from "./compose.ts";
import { nothing, refuse, type Decision, type Refusal } from "./decision.ts";
import type { Duty, ThirdWords } from "./duties.ts";
import type { EventBody } from "./events.ts";
import { isTheirs, type Transfer } from "./evolve-transfer.ts";
import type { TransferReach, TransferTarget } from "./inputs.ts";
import { outcomeOf } from "./kinds.ts";
import { listenersOf } from "./listening.ts";
import { isAskedApart } from "./no-desk.ts";
import type { Ending, Instant } from "./people.ts";
import { seek } from "./ringing.ts";
import { helpIsOut, isAlone, numbersOf, type Session } from "./session.ts";

/** A line of others may let it ring a while. */
export const LINE_RINGS_MS = 40_000;
/** To hear who we are twice over, and press. */
const TAKES_MS = 45_000;
/** Who took the call by picking it up hears first who we are; until then the caller would be alone. */
const INTRODUCED_MS = 25_000;
const APART_MS = 1_000;
/** Gone so soon after we left, they were no help: the caller is ours again. */
const RIGHT_AFTER_MS = 60_000;

type Asked = {
  readonly to: TransferTarget;
  readonly reach: TransferReach;
  readonly by: string;
};

/** The caller agreed. Whoever is to join is rung; the responder stays, and nothing else about the call changes. */
export function askTransfer(session: Session, { to, reach, by }: Asked, at: Instant): Decision {
  const refused = whyNot(session);
  if (refused !== null) return refuse(refused);
  const rings = to.kind === "line" ? LINE_RINGS_MS : numbersOf(session).ringHoldsMs;
  const until = at + rings;
  return record(
    at,
    [
      { kind: "transferAgreed", to, by },
      { kind: "thirdRung", to, reach, by, until },
    ],
    [
      now(at, { kind: "callThird", to, until }),
      later(until, TAKES_MS, { kind: "thirdRungOut", until }),
    ],
  );
}

/** Null: it may be asked for. Who cannot speak has nothing of a third person who hears nothing. */
function whyNot(session: Session): Refusal | null {
  const { company, caller, keysOnly, transfer } = session;
  if (company.state !== "with") return "noResponder";
  if (caller.on !== "line") return "lineLost";
  if (keysOnly) return "cannotTalk";
  if (helpIsOut(session)) return "helpAskedAlready";
  return transfer !== undefined && transfer.state !== "ended" ? "transferAlready" : null;
}

/** The responder, or the caller who told them, thinks better of it. */
export function takeTransferBack(session: Session, by: string, at: Instant): Decision {
  const { transfer } = session;
  if (transfer?.state !== "ringing" && transfer?.state !== "joined") return refuse("noTransfer");
  return inTurn(
    session,
    () => record(at, [{ kind: "thirdEnded", how: "takenBack", by }], [endThird(at)]),
    (s) => owe(...backToUs(s, at)),
  );
}

const endThird = (at: Instant): Duty => now(at, { kind: "endThird", before: at });

/** Whose leg it is: a line's id, or one of ours. */
export const partyOf = (to: TransferTarget): string =>
  to.kind === "line" ? to.lineId : to.staffId;

type ThirdLeg = { readonly legId: string; readonly party: string | null };

type Gone = ThirdLeg & { readonly how: Ending; readonly requestedAt?: Instant };

/** Of a ring before this one, that we ended: it tells of its end only now. Two processes' clocks may be apart by less. */
const isEarlier = ({ rungAt }: Transfer, { how, requestedAt }: Gone): boolean =>
  how === "canceled" || (requestedAt !== undefined && requestedAt + APART_MS < rungAt);

/** They took the call by a key, or in their softphone. Should ours be gone meanwhile, the caller hears them rather than nobody. */
export function thirdAccepted(session: Session, { legId, party }: ThirdLeg, at: Instant): Decision {
  const { transfer, caller, company } = session;
  if (transfer?.state !== "ringing" || party !== partyOf(transfer.to)) return nothing;
  const alone = company.state !== "with" && caller.on === "line";
  const brought = now(at, { kind: "bringTogether", legId: caller.legId } as const);
  return record(at, [{ kind: "thirdJoined", legId }], alone ? [brought] : []);
}

/** Somebody picked up, and no machine: that takes the call where nobody there can be asked for a key. */
export function thirdAnswered(session: Session, leg: ThirdLeg, at: Instant): Decision {
  return session.transfer?.reach.takesBy === "answer" ? thirdAccepted(session, leg, at) : nothing;
}

/** Busy, not picked up, a machine, or gone: said in the call, and the caller keeps whoever they have. After we left they are ours again. */
export function thirdGone(session: Session, gone: Gone, at: Instant): Decision {
  const { transfer } = session;
  const { legId, party, how } = gone;
  if (transfer === undefined || transfer.state === "ended") return nothing;
  if (party !== partyOf(transfer.to)) return nothing;
  if (transfer.state === "ringing") {
    return isEarlier(transfer, gone) ? nothing : notReached(session, how, at);
  }
  if (transfer.legId !== legId) return nothing;
  return isTheirs(session) ? lostThem(session, at) : leftUs(session, how, at);
}

/** Nobody took it in its time, and nobody told us so. */
export function thirdRungOut(session: Session, until: Instant, at: Instant): Decision {
  const { transfer } = session;
  const isThisRing = transfer?.state === "ringing" && transfer.until === until;
  return isThisRing ? notReached(session, "noAnswer", at) : nothing;
}

const notReached = (session: Session, how: Ending, at: Instant): Decision =>
  record(
    at,
    [{ kind: "thirdEnded", how, by: "line" }],
    [endThird(at), ...said(session, how === "busy" ? "thirdBusy" : "thirdNotReached", at)],
  );

const leftUs = (session: Session, how: Ending, at: Instant): Decision =>
  inTurn(
    session,
    () =>
      record(
        at,
        [{ kind: "thirdEnded", how, by: "line" }],
        [endThird(at), ...said(session, "thirdGone", at)],
      ),
    (s) => owe(...backToUs(s, at)),
  );

/** Said to both who are still together; alone, the caller is with us and hears us anyway. */
const said = ({ company, caller }: Session, words: ThirdWords, at: Instant): readonly Duty[] =>
  company.state === "with" && caller.on === "line" ? [now(at, { kind: "announce", words })] : [];

/** A caller who had only them hears us again, not an empty conference. */
function backToUs(session: Session, at: Instant): readonly Duty[] {
  const { caller } = session;
  if (caller.on !== "line" || !isAlone(session)) return [];
  return [now(at, { kind: "moveLeg", legId: caller.legId })];
}

/** Ours have left, and nothing has begun since that is ours to end: no watch, no help on its way. */
export const isLeftToThem = (session: Session): boolean =>
  isTheirs(session) && session.watch === null && !helpIsOut(session);

/** Whichever of the two hangs up, it was their goodbye; not right after we left, nor ever with a worry marked. */
export function isTheirGoodbye(session: Session, at: Instant): boolean {
  const { concerns, transfer } = session;
  const late = at - (transfer?.leftAt ?? at) >= RIGHT_AFTER_MS;
  return late && concerns.length === 0 && isLeftToThem(session);
}

/** We had left. Right after that, or with a worry marked, the caller is brought back and is ahead of all; later it was their goodbye. */
function lostThem(session: Session, at: Instant): Decision {
  const { caller } = session;
  if (isTheirGoodbye(session, at))
    return closeSession(session, { outcome: outcomeOf(session), by: "line" }, at);
  return inTurn(
    session,
    () =>
      record(
        at,
        [{ kind: "thirdLost" }],
        [endThird(at), now(at, { kind: "moveLeg", legId: caller.legId })],
      ),
    seek(at),
  );
}

/** With neither the caller nor anybody of ours there, they would hear nothing: their call ends, rung or taken. */
export function thirdLeaves({ transfer, caller, company }: Session, at: Instant): Decision {
  const isOn = transfer !== undefined && transfer.state !== "ended";
  if (!isOn || caller.on === "line" || company.state === "with") return nothing;
  return record(at, [{ kind: "thirdEnded", how: "takenBack", by: "line" }], [endThird(at)]);
}

/** The caller put down the phone on whoever they were handed to: they had no more to do with us. */
export const hungUpOnThird = (session: Session, at: Instant): Decision =>
  inTurn(
    session,
    () => record(at, [{ kind: "callerLeft" }]),
    (s) => closeSession(s, { outcome: outcomeOf(session), by: "caller" }, at),
  );

type Leaving = { readonly by: string; readonly endsWatch?: true };

/**
 * We leave last (PRACTICE 28). Never while help is out, nor from an open watch, whose deadline is ours: it ends first, by the
 * responder's word that the caller has finished.
 */
export function leaveTogether(session: Session, leaving: Leaving, at: Instant): Decision {
  const refused = whyStay(session, leaving, at);
  if (refused !== null) return refuse(refused);
  const { company, watch, caller } = session;
  const apart = isAskedApart(session, at);
  return inTurn(
    session,
    when(watch !== null, () => record(at, [{ kind: "watchEnded", because: "person" }])),
    () => record(at, leaves(session, leaving.by), oursLeave(session, at)),
    when(apart, () => owe(now(at, { kind: "bringTogether", legId: caller.legId }))),
    when(company.search !== null, () =>
      owe(now(at, { kind: "endRings", except: "", role: "responder" })),
    ),
  );
}

function whyStay(session: Session, { endsWatch }: Leaving, at: Instant): Refusal | null {
  const { transfer, company, caller, watch, keysOnly } = session;
  if (transfer?.state !== "joined") return "noTransfer";
  if (company.responder === null) return "noResponder";
  if (keysOnly) return "cannotTalk";
  if (caller.on !== "line") return "lineLost";
  if (helpIsOut(session)) return "helpAskedAlready";
  if (watch !== null && endsWatch !== true) return "watchOpen";
  const heardWho =
    transfer.reach.takesBy === "key" || at - (transfer.joinedAt ?? at) >= INTRODUCED_MS;
  return heardWho ? null : "transferTooSoon";
}

/** Whoever listened leaves too: what they say from now on is between the two of them. */
const leaves = (session: Session, by: string): readonly EventBody[] => [
  ...listenersOf(session).map(({ staffId }) => ({ kind: "listenerLeft", staffId }) as const),
  { kind: "transferLeft", by },
];

function oursLeave(session: Session, at: Instant): readonly Duty[] {
  const legs = [session.company.responder, ...listenersOf(session)].map((one) => one?.legId);
  return legs.flatMap((legId) =>
    typeof legId === "string" ? [now(at, { kind: "moveLeg", legId } as const)] : [],
  );
}
