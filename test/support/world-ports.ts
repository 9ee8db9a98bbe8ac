import type { Instant } from "../../src/domain/session/people.ts";
import type { PresenceParts } from "../../src/worker/presence.ts";
import type { Line, Phone, Plan } from "../../src/engine/ports.ts";
import type { Fault, FaultKind } from "./faults.ts";
import { memoryWaitingList } from "./memory-waiting-list.ts";
import { presenceOf } from "./memory-presence.ts";
import { memoryGate, memoryLegs, memoryStore, oweForLine, end } from "./memory-store.ts";
import { memoryPresenceBook } from "./memory-roster.ts";
import { memoryProfiles } from "./memory-profiles.ts";
import { noMetrics } from "./no-metrics.ts";
import { noSynthetic } from "./no-synthetic.ts";
import { noTraining } from "./no-training.ts";
import { never, StoreFailed, whileAlive, type Life } from "./process.ts";
import {
  isMeant,
  LINE_NUMBER,
  RETURN_NUMBER,
  wording,
  type Inner,
  type LineEvent,
} from "./world.ts";

/** What a dead Postgres costs everybody who asks it. */
const STORE_SILENT_MS = 800;

/**
 * The ports of one process. They are all the engine ever waits for, so that every operation of every one of them, before it is done
 * and after, is a place where a process may die, and the store may fail.
 */
export function portsOf(world: Inner, process: Life, alarms: Line["alarms"]): Line {
  const { time, rows } = world;
  const now = () => time.now() + process.skewMs;
  const roster = world.roster;
  const meets = <T extends Operations>(name: string, port: T): T =>
    troubled(world, process, name, port);
  return {
    clock: {
      now,
      ...meets("clock", { until: (at: Instant) => time.until(at - process.skewMs) }),
    },
    store: meets("store", racing(world, memoryStore(rows))),
    legs: meets("legs", memoryLegs(rows)),
    alarms,
    phone: meets("phone", phoneOf(world)),
    plans: {
      ...meets("plans", plansOf(world)),
      hashNumber: (number) => `hash of ${number}`,
      heldUntil: async () => null,
      shut: async () => false,
    },
    keeping: {
      destroyKeys: async () => ({ destroyed: [], nextAt: null }),
      sweep: async () => ({}),
      deleteAtCarrier: async () => ({ deleted: 0, more: false }),
      endHold: async () => false,
    },
    recordings: meets("recordings", recordingsOf(world)),
    profiles: memoryProfiles(),
    roster: meets("roster", {
      now: async (at: Instant) => roster(at),
      member: async (staffId: string) => rows.staff.get(staffId) ?? null,
      rest: async (staffId: string, at: Instant) => {
        Object.assign(presenceOf(rows, staffId, at), { state: "resting", since: at });
      },
      missedRing: async (staffId: string, at: Instant) =>
        void (presenceOf(rows, staffId, at).missedAt = at),
    }),
    presence: memoryPresenceBook(rows, roster),
    staffCalls: { ring: async () => undefined },
    desks: meets("desks", {
      forPlace: async (plan: Plan, rehearsal: boolean) =>
        plan.province === COVERED
          ? [...world.desks.values()].filter((d) => d.rehearsal === rehearsal).map(({ id }) => id)
          : [],
      desk: async (deskId: string) => world.desks.get(deskId) ?? null,
    }),
    otherLines: { line: async () => null },
    waitingList: meets("waitingList", memoryWaitingList(rows)),
    gate: meets("gate", memoryGate(rows)),
    restraints: {
      arriving: async () => null,
      rungLast: async () => [],
      eraseEnded: async () => [],
    },
    shiftsAhead: {
      look: async (owed, at) => {
        if (!rows.open.has(owed.id)) return [];
        end(rows, owed.id, { how: "done" });
        return oweForLine(rows, world.lookAhead(at), at);
      },
      stillOn: async ({ staffId, startsAt }) =>
        rows.shifts.some((one) => one.staffId === staffId && one.startsAt === startsAt),
    },
    pageLinks: { make: async () => null },
    live: { changed: () => undefined },
    lineEvents: meets("lineEvents", {
      append: async (event: LineEvent) => void world.lineEvents.push(event),
    }),
    log: logOf(world, process),
    metrics: noMetrics,
    synthetic: noSynthetic,
    training: noTraining,
    ids: { uuid: () => world.uuid() },
    voice: {
      lineName: { en: "the line", fr: "la ligne" },
      timeZone: "America/Toronto",
      fromNumber: () => LINE_NUMBER,
      deskReturnNumber: () => RETURN_NUMBER,
    },
  };
}

/** What looks at who can be reached goes by. */
export function presencePartsOf(world: Inner, process: Life, line: Line): PresenceParts {
  const { rows, roster, time } = world;
  const book = memoryPresenceBook(rows, roster);
  const meets = <T extends Operations>(port: T): T => troubled(world, process, "presence", port);
  const { silent } = meets({ silent: (before: Instant) => book.silent(before, time.now()) });
  const presences = { silent, ...unlooked };
  const heartbeats = { read: async () => rows.heartbeats };
  return { line, presences, presenceBook: book, heartbeats };
}

/** Other parts of presence, which nothing here asks. */
const unlooked = {
  beat: async () => undefined,
  standing: async () => ({ reachable: true, why: null }),
  wishTestRing: async () => undefined,
  seen: async () => [],
  note: async () => [],
};

type Operations = object;

/** A port each of whose operations meets what may go wrong with it. */
function troubled<T extends Operations>(world: Inner, process: Life, name: string, port: T): T {
  const operations = Object.entries(port).map(([operation, does]: [string, unknown]) => {
    if (typeof does !== "function") throw new Error(`${name}.${operation} is no operation`);
    const where = `${name}.${operation}`;
    const troubled = (...given: unknown[]) =>
      through(world, process, where, async () => {
        const did: unknown = await does(...given);
        return did;
      });
    return [operation, troubled];
  });
  return Object.fromEntries(operations);
}

const CRASHES: readonly FaultKind[] = ["crash", "allCrash"];
const OF_THE_STORE: readonly FaultKind[] = [...CRASHES, "storeFails"];

async function through<T>(
  world: Inner,
  process: Life,
  where: string,
  operation: () => Promise<T>,
): Promise<T> {
  const { troubles } = world;
  if (!process.alive) return never<T>();
  const inStore = !where.startsWith("phone.") && !where.startsWith("clock.");
  const trouble = troubles.strikes(inStore ? OF_THE_STORE : CRASHES, where);
  if (trouble !== null && !trouble.after) suffer(world, process, trouble);
  if (!process.alive) return never<T>();
  if (inStore) await storeIsThere(world, process, where);
  if (!process.alive) return never<T>();
  const result = await whileAlive(process, operation());
  if (trouble !== null && trouble.after) suffer(world, process, trouble);
  return process.alive ? result : never<T>();
}

async function storeIsThere(world: Inner, process: Life, where: string): Promise<void> {
  const { troubles, time } = world;
  const slow = troubles.meets("slow", where);
  if (slow !== null) await time.until(time.now() + troubles.luckOf(slow).between(1, 60));
  if (troubles.meets("storeAway", where) === null) return;
  await whileAlive(process, time.until(time.now() + STORE_SILENT_MS));
  throw new StoreFailed("Postgres is away");
}

function suffer(world: Inner, process: Life, { kind, lastsMs, where, after }: Fault): void {
  world.note(`${kind} of ${process.name} ${after ? "after" : "before"} ${where ?? "anything"}`);
  if (kind === "storeFails") throw new StoreFailed("The store failed");
  process.dies(lastsMs, kind === "allCrash");
}

/** Losing a race is nobody's failure: it may happen any time, and to the same commit twice. */
function racing(world: Inner, store: Line["store"]): Line["store"] {
  return {
    ...store,
    async finishForLine(dutyId, ending, outcome, now) {
      const owed = await store.finishForLine(dutyId, ending, outcome, now);
      if (owed !== null) world.lineEvents.push({ cause: dutyId, ...outcome.event, at: now });
      return owed;
    },
    commit: (commit) =>
      world.troubles.meets("race", "store.commit") === null
        ? store.commit(commit)
        : Promise.resolve("moved"),
  };
}

/** Desks of ours are in one province; callers elsewhere have none. */
const COVERED = "ON";

/** What callers said of where they are: the carrier's until it is sealed here. */
function recordingsOf({ recorded, sealed }: Inner): Line["recordings"] {
  const name = (sessionId: string, take: number) => `${sessionId} ${take}`;
  return {
    fetch: async (sid) => recorded.get(sid) ?? null,
    drop: async (sid) => void recorded.delete(sid),
    has: async (sessionId, take) => sealed.has(name(sessionId, take)),
    write: async (sessionId, take, audio) => void sealed.set(name(sessionId, take), audio),
    read: async (sessionId, take) => sealed.get(name(sessionId, take)) ?? null,
    async erase(sessionId) {
      for (const key of sealed.keys()) if (key.startsWith(`${sessionId} `)) sealed.delete(key);
    },
  };
}

function plansOf(world: Inner) {
  return {
    read: async (sessionId: string) => world.plans.get(sessionId) ?? null,
    write: async (sessionId: string, plan: Plan) => void world.plans.set(sessionId, plan),
    amend: async (sessionId: string, change: (before: Plan | null) => Plan) =>
      void world.plans.set(sessionId, change(world.plans.get(sessionId) ?? null)),
    erase: async (sessionId: string) => world.plans.delete(sessionId),
  };
}

function phoneOf(world: Inner): Phone {
  const phone = (): Phone => {
    if (world.phone === null) throw new Error("No carrier is connected");
    return world.phone;
  };
  return {
    call: (call) => phone().call(call),
    move: (leg) => phone().move(leg),
    hangUp: (leg) => phone().hangUp(leg),
    announce: (sessionId, script, to) => phone().announce(sessionId, script, to),
    text: (to, from, body) => phone().text(to, from, body),
    look: (leg) => phone().look(leg),
  };
}

/** Errors that are nobody's fault: there are nights with nobody to ring. */
const SAID_OF_PEOPLE: ReadonlySet<string> = new Set(["Nobody could be rung to cover the line"]);

function logOf(world: Inner, process: Life): Line["log"] {
  const write = (fields: object, message: string): void => {
    if (!process.alive) return;
    const text = `${process.name}: ${message}`;
    world.timeline.push({ at: world.time.now(), text, fields });
  };
  return {
    info: write,
    warn: write,
    error(fields, message) {
      if (!process.alive) return;
      write(fields, message);
      const err = "err" in fields ? fields.err : undefined;
      if (!isMeant(err) && !SAID_OF_PEOPLE.has(message))
        world.unexpected.push(`${message} (${wording(err)})`);
    },
  };
}
