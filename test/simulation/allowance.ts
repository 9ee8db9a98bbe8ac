import type { Instant } from "../../src/domain/session/people.ts";
import type { Fault, FaultKind, Struck } from "../support/faults.ts";
import { cameLate, say, type Awaited, type Court } from "./court.ts";

/** On a good night: an alarm rings, an input is decided, a request is on its way. */
const ON_TIME_MS = 500;
/** For one failure that the line can outlive (promise 1); several at a time add up. */
const FAILURE_MS = 5_000;
const SLOT_MS = 1_000;
/** A call that passed the gate the moment before holds it for this long. */
const GATE_BUSY_MS = 1_000;
/** A failure is felt for this long after it is over. */
const FELT_MS = 15_000;
/** Nobody told us: the call is looked up (engine/reconcile.ts). */
const UNTOLD_MS = 16_000;

/** What must cost nothing: softer steps never gate harder ones, and what comes twice counts once (promise 4). */
const FREE: ReadonlySet<FaultKind> = new Set(["wordsFail", "queueTwice", "webhooksTwice"]);
/** The thing itself is away: what fell due meanwhile is done within one failure of its return. */
const AWAY: ReadonlySet<FaultKind> = new Set(["storeAway", "carrierAway", "tooMany"]);
/** What was set before them never rings: the sweep alone brings it, whenever it is due. */
const LOSES_ALARMS: ReadonlySet<FaultKind> = new Set(["queueEmptied", "queueGone", "queueLate"]);
const UNTOLD: ReadonlySet<FaultKind> = new Set(["webhooksLost", "webhooksLate"]);
/** The roles that promise 1 is about: no webhook is needed to ask for their calls. */
const HELP: ReadonlySet<string> = new Set(["desk", "trusted", "page"]);

/** The gate lets go before a call of this role whatever is of its class, or of one before. */
const GATE_CLASS: Readonly<Record<string, number>> = { desk: 1, caller: 4, trusted: 5 };

/** How late something may be by now: what went wrong around the moment it was due, and the calls that went before it. */
export function allowance(court: Court, { role, dueAt }: Omit<Awaited, "sessionId">): number {
  const { world } = court;
  const own = GATE_CLASS[role] ?? 0;
  const ahead = world.rows.passed.filter(
    ({ gateClass, at }) => gateClass <= own && at > dueAt - SLOT_MS,
  );
  const felt = world.troubles.struck.filter(
    ({ until, fault }) => until + FELT_MS >= dueAt || LOSES_ALARMS.has(fault.kind),
  );
  const failures = felt.reduce(
    (sum, one) =>
      sum + costOf(one, { failed: world.troubles.struck, dueAt, role }, world.time.now()),
    0,
  );
  const nobody = world.away
    .map(({ from, until }) => overlap(from, until ?? Infinity, dueAt, world.time.now()))
    .reduce((sum, ms) => sum + ms, 0);
  return ON_TIME_MS + GATE_BUSY_MS + ahead.length * SLOT_MS + failures + nobody;
}

const overlap = (from: Instant, until: Instant, dueAt: Instant, now: Instant): number =>
  Math.max(0, Math.min(until, now) - Math.max(from, dueAt));

type Feeling = {
  readonly failed: readonly Struck[];
  readonly dueAt: Instant;
  readonly role: string;
};

function costOf(
  { fault, at, until }: Struck,
  { failed, dueAt, role }: Feeling,
  now: Instant,
): number {
  const { kind } = fault;
  const lasts = overlap(at, until, dueAt, now);
  if (FREE.has(kind)) return 0;
  if (AWAY.has(kind)) return FAILURE_MS + lasts;
  if (UNTOLD.has(kind)) return HELP.has(role) ? 0 : UNTOLD_MS;
  switch (kind) {
    case "race":
    case "slow":
      return SLOT_MS;
    case "clockSteps":
      return Math.abs(fault.share);
    case "sweepOff":
      // The queue alone wakes us on time, but nobody comes back to what failed.
      return failed.some((one) => needsSweep(one, fault.at)) ? FAILURE_MS + lasts : 0;
    default:
      return FAILURE_MS;
  }
}

const needsSweep = ({ fault, until }: Struck, since: Instant): boolean =>
  (until + FELT_MS >= since || isNeverSet(fault)) && isSwept(fault.kind);

/** Struck just after a commit, whoever was to set its alarms did not: they never ring, whenever they are due. */
const isNeverSet = ({ kind, where, after }: Fault): boolean =>
  LOSES_ALARMS.has(kind) || (where === "store.commit" && after);

const isSwept = (kind: FaultKind): boolean =>
  kind !== "sweepOff" && kind !== "slow" && !FREE.has(kind) && !UNTOLD.has(kind);

const isTooLate = (court: Court, owed: Omit<Awaited, "sessionId">, ms: number): boolean =>
  ms > 0 && ms > allowance(court, owed);

export function whatIsOwedComes(court: Court): void {
  const { owing, world } = court;
  for (const [index, owed] of [...owing.entries()].toReversed()) {
    const { sessionId, promise, dueAt } = owed;
    const session = world.rows.sessions.get(sessionId)?.session;
    const keptAt = session === undefined || session.closed !== null ? "moot" : owed.keptAt(session);
    const late = (keptAt === null || keptAt === "moot" ? world.time.now() : keptAt) - dueAt;
    if (keptAt === "moot") {
      owing.splice(index, 1);
      continue;
    }
    if (keptAt !== null) cameLate(court, promise, late);
    const tooLate = isTooLate(court, owed, late);
    if (tooLate) say(court, promise, sessionId, `${late / 1_000} s late`);
    if (tooLate || keptAt !== null) owing.splice(index, 1);
  }
}

type Lasting = { readonly isSo: boolean; readonly mostMs: number; readonly say: () => void };

/** What may be so for a moment, and no longer; failures give it more. */
export function neverLasts(court: Court, key: string, { isSo, mostMs, say }: Lasting): void {
  const { lasting, world } = court;
  const now = world.time.now();
  if (!isSo) {
    lasting.delete(key);
    return;
  }
  const since = lasting.get(key) ?? now;
  lasting.set(key, since);
  if (now - since > mostMs && now - since > mostMs + allowance(court, { role: "", dueAt: since }))
    say();
}
