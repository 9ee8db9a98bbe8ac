import { setTimeout as pause } from "node:timers/promises";

import { claimsOf } from "../../src/domain/session/claims.ts";
import { decide } from "../../src/domain/session/decide.ts";
import type { Duty } from "../../src/domain/session/duties.ts";
import type { Event } from "../../src/domain/session/events.ts";
import { evolve } from "../../src/domain/session/evolve.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { standard, type Protocol } from "../../src/domain/session/policy.ts";
import { newSession, type Session } from "../../src/domain/session/session.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Leg } from "../../src/engine/ports.ts";
import type { Composed } from "../../src/line.ts";
import { inHands, rowsOf, say, type Stage } from "./stage.ts";

/** Somebody who is watched, with a responder of ours beside them. */
export type Watch = {
  readonly id: string;
  readonly legId: string;
  readonly callSid: string;
  readonly staffId: string;
};

export type Wanted = {
  readonly count: number;
  /** Between two check-ins of one of them; they fall due evenly over it. */
  readonly everyMs: number;
  /** Whether their caller's leg is known too, for webhooks. */
  readonly withLegs?: boolean;
  /** People of ours who are with the first of them; with the others is somebody nobody knows. */
  readonly staff?: readonly string[];
};

export type Opened = {
  readonly watches: readonly Watch[];
  /** All are open, and the first falls due. */
  readonly beginsAt: number;
};

const AT_ONCE = 10;
/** For opening one, on a small machine: what falls due before all are open is answered by nobody. */
const EACH_MS = 6;
const EACH_WITH_LEG_MS = 10;
const AHEAD_MS = 3_000;
const CALLER = "+15555551000";

/**
 * Opens so many watches as the line itself would have: each a call that a responder took and in which somebody said "using
 * now", written by the line's own commit, with the alarms of its first deadline set.
 */
export async function openWatches(composed: Composed, wanted: Wanted): Promise<Opened> {
  const { line, database } = composed;
  const { count, everyMs, withLegs = false, staff = [] } = wanted;
  const protocol = protocolOf(everyMs);
  await database.db.protocol.createMany({
    data: [{ ...published(protocol), publishedAt: new Date(line.clock.now()) }],
    skipDuplicates: true,
  });
  say(`  opening ${count} watches`);
  const eachMs = withLegs ? EACH_WITH_LEG_MS : EACH_MS;
  const dueFrom = line.clock.now() + AHEAD_MS + count * eachMs;
  const watches = Array.from({ length: count }, (_, index) =>
    aWatch(line.ids.uuid(), staff[index]),
  );
  const open = async (watch: Watch, index: number): Promise<void> => {
    const dueAt = Math.round(dueFrom + (index / count) * everyMs);
    await write(composed, watch, begun(watch, protocol, dueAt));
    if (withLegs) await line.legs.add(legOf(watch, dueAt));
  };
  await inHands(watches, AT_ONCE, open, "open");
  if (line.clock.now() > dueFrom)
    throw new Error("Check-ins fell due before all watches were open");
  return { watches, beginsAt: dueFrom };
}

const aWatch = (id: string, staffId = `bench_${id.slice(-12)}`): Watch => ({
  id,
  legId: `${id}-caller`,
  callSid: `CA${id.replaceAll("-", "")}`,
  staffId,
});

/** The line's own, or one like it with other intervals. */
function protocolOf(everyMs: number): Protocol {
  if (everyMs === standard.numbers.accompaniedMs) return standard;
  const own = { firstCheckInMs: everyMs, accompaniedMs: everyMs };
  const numbers = { ...standard.numbers, ...own };
  return { id: `bench-${everyMs}`, rehearsalOnly: true, numbers };
}

const published = ({ id, numbers, rehearsalOnly }: Protocol) => ({
  id,
  name: id,
  numbers,
  rehearsalOnly,
  signedBy: "a bench",
});

type Begun = {
  readonly session: Session;
  readonly events: readonly Event[];
  readonly duties: readonly Duty[];
};

/** What of it is still owed once the watch has begun. */
const OWED: ReadonlySet<string> = new Set(["checkInStep", "sendHelp", "plannedEnd"]);

function begun({ id, legId, staffId }: Watch, protocol: Protocol, dueAt: number): Begun {
  const at = dueAt - protocol.numbers.firstCheckInMs;
  const inputs: readonly InputBody[] = [
    { kind: "callArrived", legId, language: "en", protocol, rehearsal: true, numberKnown: true },
    {
      kind: "legAccepted",
      legId: `${id}-responder`,
      role: "responder",
      staffId,
      via: "softphone",
    },
    { kind: "watchStarted", by: staffId },
  ];
  let session = newSession(id, protocol);
  const events: Event[] = [];
  const duties: Duty[] = [];
  for (const [index, input] of inputs.entries()) {
    const decision = decide(session, { ...input, id: `${id}:${index}`, at });
    session = decision.events.reduce(evolve, session);
    events.push(...decision.events);
    duties.push(...decision.duties.filter(({ kind }) => OWED.has(kind)));
  }
  if (session.watch?.deadline.dueAt !== dueAt) throw new Error("That is no watch");
  return { session, events, duties };
}

async function write({ line }: Composed, { id }: Watch, { session, events, duties }: Begun) {
  const owed = duties.map((duty) => ({
    id: line.ids.uuid(),
    sessionId: id,
    duty,
    attempts: 0,
  }));
  const committed = await line.store.commit({
    session,
    before: 0,
    input: { id: `${id}:opened`, at: session.openedAt },
    cause: `${id}:opened`,
    events,
    duties: owed,
    claims: claimsOf(newSession(id, session.protocol), events),
    completes: null,
  });
  if (committed !== "done") throw new Error(`A watch was not opened: ${committed}`);
  line.alarms.set(owed);
}

const legOf = ({ id, legId, callSid }: Watch, at: number): Leg => ({
  id: legId,
  sessionId: id,
  role: "caller",
  party: null,
  dutyId: null,
  attempt: 0,
  callSid,
  rehearsal: true,
  language: "en",
  via: null,
  requestedAt: at,
  answeredAt: at,
  endedAt: null,
  endedHow: null,
  movedAt: null,
});

/** How a check-in is answered. */
export type Answer = (watch: Watch, checkIn: number, at: number) => Promise<unknown>;

/** By a responder's click, without the web server that would take it. */
export const byHand =
  ({ line }: Composed): Answer =>
  ({ id, staffId }, checkIn, at) => {
    const said = { kind: "confirmed", by: staffId, checkIn, mark: "well" } as const;
    return handle(line, id, { ...said, id: `${id}:kept:${checkIn}`, at });
  };

/** What a caller's telephone sends when they press a key. */
export const keyOf = ({ callSid }: Watch, to: string): Readonly<Record<string, string>> => ({
  CallSid: callSid,
  CallStatus: "in-progress",
  Direction: "inbound",
  From: CALLER,
  To: to,
  Digits: "5",
});

export type Followed = {
  /** When it was heard that a check-in fell due, by `nameOf`. */
  readonly told: ReadonlyMap<string, number>;
  /** Answers that came to nothing. */
  readonly unanswered: () => number;
  stop(): void;
};

export const nameOf = (id: string, checkIn: number): string => `${id} ${checkIn}`;

/** Hears which check-in fell due, as the console does, and has it answered at once, each as long as this goes on. */
export function followWatches(
  { line, live }: Composed,
  watches: readonly Watch[],
  { everyMs, answer }: { readonly everyMs: number; readonly answer: Answer },
): Followed {
  const told = new Map<string, number>();
  const states = new Map(watches.map((watch) => [watch.id, atFirst(watch)]));
  let failed = 0;
  const keep = async (state: Standing): Promise<void> => {
    const at = line.clock.now();
    state.busy = true;
    try {
      await answer(state.watch, state.checkIn, at);
      state.checkIn += 1;
      // Word of the answer itself, and of softer steps that were overtaken, is no check-in.
      state.notBefore = at + everyMs - SLACK_MS;
    } catch {
      failed += 1;
    }
    state.busy = false;
  };
  const stop = live.subscribe((id) => {
    const state = id === null ? undefined : states.get(id);
    const now = line.clock.now();
    if (state === undefined || state.busy || now < state.notBefore) return;
    const name = nameOf(state.watch.id, state.checkIn);
    if (!told.has(name)) told.set(name, now);
    void keep(state);
  });
  return { told, unanswered: () => failed, stop };
}

const SLACK_MS = 20;

type Standing = { readonly watch: Watch; checkIn: number; notBefore: number; busy: boolean };

const atFirst = (watch: Watch): Standing => ({ watch, checkIn: 1, notBefore: 0, busy: false });

export type Due = {
  readonly dueAt: number;
  /** After its moment, a worker took it in hand; Infinity: never. */
  readonly takenMs: number;
  /** It was written down, and whoever looks was told. */
  readonly toldMs: number;
};

/** How late each check-in was that fell due in this time. */
export async function lateness(
  stage: Stage,
  { told }: Followed,
  from: number,
  to: number,
): Promise<readonly Due[]> {
  const rows = await rowsOf<{ id: string; n: number; due: number; done: number | null }>(
    stage,
    `SELECT id, n, due, done FROM (
      SELECT DISTINCT ON (session_id, (data->>'checkIn')::int) session_id AS id, (data->>'checkIn')::int AS n,
        (extract(epoch FROM due_at) * 1000)::float8 AS due, (extract(epoch FROM done_at) * 1000)::float8 AS done
      FROM duties WHERE kind = 'checkInStep' ORDER BY session_id, (data->>'checkIn')::int, due_at
    ) AS first WHERE due >= $1 AND due < $2`,
    [from, to],
  );
  return rows.map(({ id, n, due, done }) => ({
    dueAt: due,
    takenMs: (done ?? Infinity) - due,
    toldMs: (told.get(nameOf(id, n)) ?? Infinity) - due,
  }));
}

/** Waits until then by the line's clock, and says every ten seconds that it still does. */
export async function passes({ line }: Composed, until: number, doing: string): Promise<void> {
  for (;;) {
    const left = until - line.clock.now();
    if (left <= 0) return;
    say(`  ${doing}: ${Math.ceil(left / 1_000)} s`);
    await pause(Math.min(left, 10_000));
  }
}
