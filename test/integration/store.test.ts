import { beforeAll, expect, test } from "vitest";
import type { Database } from "../../src/adapters/postgres/client.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { Alarm, Duty } from "../../src/domain/session/duties.ts";
import { brisk } from "../../src/domain/session/policy.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { ClaimChange } from "../../src/engine/ports.ts";
import type { Commit, Store } from "../../src/engine/ports-store.ts";
import { next, opening, owes } from "../support/commits.ts";
import { lineDatabase, noon } from "../support/line-database.ts";

const open = lineDatabase();
let db: Database;
let store: Store;
let other: Store;

beforeAll(() => {
  db = open(10).db;
  store = createStore(db);
  other = createStore(open(10).db);
});

async function opened(change: Partial<Commit> = {}): Promise<Session> {
  const first = opening(change);
  expect(await store.commit(first)).toBe("done");
  return first.session;
}

const ring = (staffId: string, until = noon + 20_000): ClaimChange => ({
  change: "hold",
  staffId,
  kind: "ring",
  until,
});
const call = (staffId: string): ClaimChange => ({
  change: "hold",
  staffId,
  kind: "call",
  until: null,
});
const holderOf = async (responderId: string) =>
  (await db.claim.findUnique({ where: { responderId } }))?.sessionId ?? null;
const tally = (answers: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
};

const alarm: Alarm & Duty = { kind: "sendHelp", checkIn: 1, dueAt: noon + 1_000 };
const page: Duty = { kind: "page", because: "callerWaiting", dueAt: noon };

test("what was committed is read back, events in order with their cause", async () => {
  const first = opening();
  await store.commit(first);
  const second = next(first.session, { cause: "key 9" });
  expect(await store.commit(second)).toBe("done");
  expect(await store.load(first.session.id)).toEqual(second.session);
  expect(await store.events(first.session.id)).toEqual([
    { ...first.events[0], seq: 1, cause: "call" },
    { ...second.events[0], seq: 2, cause: "key 9" },
  ]);
});

test("the row shows the session's phase, deadline and end", async () => {
  const session = await opened();
  const deadline = { kind: "checkIn", dueAt: noon + 60_000, helpAt: noon + 120_000 } as const;
  const watch: Session["watch"] = {
    began: noon,
    everyMs: 120_000,
    pace: "steady",
    prompt: 0,
    checkIn: 1,
    deadline,
    step: "counting",
    lastAnswerAt: noon,
    plannedEndAt: noon + 1_200_000,
    asksToGoOn: false,
    awayUsed: false,
    armed: null,
    armedAtAsk: false,
  };
  const watching = next({ ...session, watch });
  await store.commit(watching);
  const row = await db.session.findUniqueOrThrow({ where: { id: session.id } });
  expect(row).toMatchObject({
    phase: "watching",
    dueAt: new Date(deadline.dueAt),
    helpAt: new Date(deadline.helpAt),
    openedAt: new Date(noon),
    closedAt: null,
  });
  const closed = { at: noon + 5_000, outcome: "well" } as const;
  await store.commit(next({ ...watching.session, watch: null, closed }));
  expect(await db.session.findUniqueOrThrow({ where: { id: session.id } })).toMatchObject({
    phase: "closed",
    dueAt: null,
    helpAt: null,
    closedAt: new Date(closed.at),
    outcome: "well",
  });
});

test("an input that is known, though nothing came of it, is not committed", async () => {
  const session = await opened();
  const input = { id: "nothing came of it", at: noon };
  await store.know(session.id, input);
  await other.know(session.id, input);
  await store.know("0199c000-0000-7000-8000-00000000000f", input);
  expect(await store.commit(next(session, { input }))).toBe("repeated");
  expect(await store.commit(next(session))).toBe("done");
});

test("of twenty inputs deciding on one version exactly one is written, five times over", async () => {
  const { id } = await opened();
  for (let round = 0; round < 5; round += 1) {
    const session = await store.load(id);
    if (session === null) throw new Error("The session is gone.");
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? store : other).commit(next(session)),
      ),
    );
    expect(tally(answers)).toEqual({ done: 1, moved: 19 });
  }
  expect((await store.events(id)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("of twenty arrivals of one call one opens the session", async () => {
  const first = opening();
  const answers = await Promise.all(Array.from({ length: 20 }, () => store.commit(first)));
  expect(tally(answers)).toEqual({ done: 1, repeated: 19 });
  expect(await store.commit(opening({}, first.session.id))).toBe("repeated");
  const another = { ...opening({}, first.session.id), input: { id: "another", at: noon } };
  expect(await store.commit(another)).toBe("moved");
});

test("an input handled before changes nothing, even decided on the newest version", async () => {
  const session = await opened();
  const press = next(session, { input: { id: "press", at: noon } });
  await store.commit(press);
  const owed = owes(session.id, page);
  const again = next(press.session, {
    input: press.input,
    duties: [owed],
    claims: [ring("again")],
  });
  expect(await store.commit(again)).toBe("repeated");
  expect(await store.load(session.id)).toEqual(press.session);
  expect(await store.owed(owed.id)).toBeNull();
  expect(await holderOf("again")).toBeNull();
});

test("a repeated input still ends the duty that brought it", async () => {
  const owed = owes("", alarm);
  const session = await opened({ duties: [owed] });
  const input = { id: "seen", at: noon + 1_000 };
  const seen = next(session, { input });
  await store.commit(seen);
  expect(await store.commit(next(seen.session, { input, completes: owed.id }))).toBe("repeated");
  expect(await store.owed(owed.id)).toBeNull();
});

test("an alarm is completed by what it caused, once, however many workers bring it", async () => {
  const owed = owes("", alarm);
  const session = await opened({ duties: [owed] });
  expect(await store.owed(owed.id)).toMatchObject({ sessionId: session.id, duty: alarm });
  const change = next(session, { input: { id: owed.id, at: noon + 1_000 }, completes: owed.id });
  const answers = await Promise.all([store, other, store, other].map((s) => s.commit(change)));
  expect(tally(answers)).toEqual({ done: 1, repeated: 3 });
  const row = await db.duty.findUniqueOrThrow({ where: { id: owed.id } });
  expect(row.doneAt).toEqual(new Date(noon + 1_000));
});

test("a duty waived meanwhile is not done as well: nothing is written", async () => {
  const owed = owes("", alarm);
  const session = await opened({ duties: [owed] });
  await store.finish(owed.id, { how: "waived", by: "dana", because: "doneByHand" }, noon);
  expect(await store.commit(next(session, { completes: owed.id }))).toBe("repeated");
  expect(await store.load(session.id)).toEqual(session);
});

test("two sessions want one responder at the same moment: one has them, the other writes nothing", async () => {
  for (let round = 0; round < 10; round += 1) {
    const who = `wanted-${round}`;
    const [a, b] = [await opened(), await opened()];
    const answers = await Promise.all([
      store.commit(next(a, { claims: [ring(`free-a-${round}`), ring(who)] })),
      other.commit(next(b, { claims: [ring(who), ring(`free-b-${round}`)] })),
    ]);
    expect(tally(answers)).toEqual({ done: 1, claimed: 1 });
    const [winner, loser] = answers[0] === "done" ? [a, b] : [b, a];
    expect(await holderOf(who)).toBe(winner.id);
    expect(await store.load(loser.id)).toEqual(loser);
    expect(await db.claim.count({ where: { sessionId: loser.id } })).toBe(0);
  }
});

test("many sessions ringing many people at once never deadlock, and nobody is in two", async () => {
  const people = ["p1", "p2", "p3", "p4"];
  const sessions = await Promise.all(Array.from({ length: 12 }, () => opened()));
  const answers = await Promise.all(
    sessions.map((session, index) => {
      const claims = people.map((staffId) => ring(staffId));
      const change = next(session, { claims: index % 2 === 0 ? claims : claims.toReversed() });
      return (index % 3 === 0 ? other : store).commit(change);
    }),
  );
  expect(tally(answers)).toEqual({ done: 1, claimed: 11 });
});

test("a ring that ran out is taken over, a call never, a closed session's hold is nobody's", async () => {
  const [ringing, calling] = [
    await opened({ claims: [ring("ann")] }),
    await opened({ claims: [call("bob")] }),
  ];
  const session = await opened();
  const late = { id: "late", at: noon + 20_000 };
  const soon = { id: "soon", at: noon + 19_999 };
  expect(await store.commit(next(session, { input: soon, claims: [ring("ann")] }))).toBe("claimed");
  expect(await store.commit(next(session, { input: late, claims: [call("bob")] }))).toBe("claimed");
  const taken = next(session, { input: late, claims: [ring("ann", noon + 40_000)] });
  expect(await store.commit(taken)).toBe("done");
  expect(await holderOf("ann")).toBe(session.id);

  const closed = { at: noon, outcome: "well" } as const;
  await store.commit(next({ ...calling, closed }));
  expect(await store.commit(next(taken.session, { claims: [call("bob")] }))).toBe("done");
  expect(await holderOf("bob")).toBe(session.id);
  expect(
    await store.commit(next(ringing, { claims: [{ change: "release", staffId: "ann" }] })),
  ).toBe("done");
  expect(await holderOf("ann")).toBe(session.id);
});

test("a session's own ring becomes its call, and letting go leaves the responder idle since then", async () => {
  await db.staff.create({
    data: {
      id: "eve",
      name: "Eve",
      email: "eve@test.example",
      emailVerified: true,
      createdAt: new Date(noon),
      updatedAt: new Date(noon),
      reach: "softphone",
      presence: { create: { state: "here", since: new Date(noon) } },
    },
  });
  const session = await opened({ claims: [ring("eve")] });
  const accepted = next(session, { claims: [call("eve")] });
  expect(await store.commit(accepted)).toBe("done");
  expect(await db.claim.findUnique({ where: { responderId: "eve" } })).toMatchObject({
    kind: "call",
    until: null,
  });
  const left = next(accepted.session, { claims: [{ change: "release", staffId: "eve" }] });
  expect(await store.commit(left)).toBe("done");
  expect(await holderOf("eve")).toBeNull();
  const presence = await db.presence.findUnique({ where: { staffId: "eve" } });
  expect(presence?.lastCallEndedAt).toEqual(new Date(left.input.at));
});

test("a duty is one worker's until its lease runs out", async () => {
  const owed = owes("", { ...page, dueAt: noon + 5_000 });
  await opened({ duties: [owed] });
  expect(await store.claim(owed.id, "w1", noon + 4_999)).toBeNull();
  expect(await store.claim(owed.id, "w1", noon + 5_000)).toMatchObject({
    id: owed.id,
    attempts: 1,
  });
  expect(await other.claim(owed.id, "w2", noon + 6_000)).toBeNull();
  expect(await store.renew(owed.id, "w1", noon + 6_500)).toBe(true);
  expect(await other.claim(owed.id, "w2", noon + 8_499)).toBeNull();
  expect(await other.claim(owed.id, "w2", noon + 8_500)).toMatchObject({ attempts: 2 });
  expect(await store.renew(owed.id, "w1", noon + 8_600)).toBe(false);
  await other.release(owed.id, "carrier away", noon + 9_000);
  expect(await other.renew(owed.id, "w2", noon + 8_700)).toBe(false);
  expect(await store.claim(owed.id, "w1", noon + 8_999)).toBeNull();
  expect(await store.claim(owed.id, "w1", noon + 9_000)).toMatchObject({ attempts: 3 });
  await store.finish(owed.id, { how: "overtaken", by: "3 goodbyeSaid" }, noon + 9_100);
  await store.finish(owed.id, { how: "done" }, noon + 9_200);
  expect(await db.duty.findUnique({ where: { id: owed.id } })).toMatchObject({
    overtakenBy: "3 goodbyeSaid",
    doneAt: null,
    heldBy: null,
  });
  expect(await store.claim(owed.id, "w1", noon + 60_000)).toBeNull();
});

test("twenty workers want one duty: one gets it", async () => {
  const owed = owes("", page);
  await opened({ duties: [owed] });
  const got = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? store : other).claim(owed.id, `w${index}`, noon),
    ),
  );
  expect(got.filter((one) => one !== null)).toHaveLength(1);
});

test("what is overdue: alarms and desks first, never what is held, ended or later", async () => {
  const longAgo = noon - 1_000_000;
  const rung: Duty = {
    kind: "ringResponder",
    staffId: "jo",
    via: "softphone",
    until: noon + 20_000,
    dueAt: longAgo,
  };
  const desk: Duty = {
    kind: "callDesk",
    deskId: "d",
    attempt: 1,
    errand: "dispatch",
    beside: false,
    dueAt: longAgo + 20,
  };
  const duties = [
    rung,
    { kind: "callCaller", attempt: 1, dueAt: longAgo + 10 } as const,
    desk,
    { ...desk, dueAt: longAgo + 5 },
    { ...alarm, dueAt: longAgo + 30 },
    { ...page, dueAt: longAgo + 1_000 },
    { ...page, dueAt: longAgo + 40 },
    { ...page, dueAt: longAgo + 40 },
  ].map((duty) => owes("", duty));
  const [ring, caller, late, early, help, later, held, done] = duties.map(({ id }) => id);
  await opened({ duties });
  await store.claim(held ?? "", "w", longAgo + 99);
  await store.finish(done ?? "", { how: "done" }, longAgo + 99);
  expect(await store.overdue(longAgo + 100, 10)).toEqual([help, early, late, caller, ring]);
  expect(await store.overdue(longAgo + 100, 2)).toEqual([help, early]);
  expect((await store.overdue(longAgo + 10_000, 10)).slice(0, 3)).toEqual([help, held, later]);
});

test("a lost line is found by its number while it is lost", async () => {
  const lost = { at: noon, settled: false, tries: 0, extended: false };
  const session = await opened();
  await store.rememberLostLine("hash", session.id, noon + 60_000);
  expect(await store.lostLines("hash", noon)).toEqual([]);
  const gone = next({ ...session, caller: { ...session.caller, on: "lost", lost } });
  await store.commit(gone);
  expect(await store.lostLines("hash", noon)).toEqual([session.id]);
  expect(await store.lostLines("other", noon)).toEqual([]);
  expect(await store.lostLines(null, noon)).toEqual([session.id]);
  expect(await store.lostLines("hash", noon + 60_000)).toEqual([]);
  await store.rememberLostLine("hash", session.id, noon + 90_000);
  expect(await store.lostLines("hash", noon + 60_000)).toEqual([session.id]);
  await store.forgetLostLine(session.id);
  expect(await store.lostLines("hash", noon)).toEqual([]);
  await store.commit(next({ ...gone.session, closed: { at: noon, outcome: "unknown" } }));
  expect(await store.lostLines(null, noon)).toEqual([]);
});

test("a real session cannot run on the protocol for rehearsals", async () => {
  const first = opening();
  const short = { ...first, session: { ...first.session, protocol: brisk } };
  await expect(store.commit(short)).rejects.toThrow(/rehearsals only/);
  expect(await store.load(first.session.id)).toBeNull();
});

test("times mean the same on a server that lives in another zone", async () => {
  const [row] = await db.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  await db.$executeRawUnsafe(`ALTER DATABASE ${row?.name} SET timezone TO 'America/St_Johns'`);
  const elsewhere = open(1).db;
  const session = await opened();
  const read = await elsewhere.session.findUniqueOrThrow({ where: { id: session.id } });
  expect(read.openedAt).toEqual(new Date(noon));
});
