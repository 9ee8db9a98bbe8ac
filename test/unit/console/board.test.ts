import { expect, test } from "vitest";

import { merged, withRow, type Board } from "../../../src/console/client/rows.ts";
import { gapsToday } from "../../../src/console/pages/board/gaps.ts";
import { heldOrder } from "../../../src/console/pages/board/order.ts";
import {
  alarmOf,
  clockOf,
  figuresOf,
  helpSaid,
  linesSaid,
} from "../../../src/console/pages/board/says.ts";
import { inCalls, standingsOf } from "../../../src/console/pages/board/standings.ts";
import { boardOrder, isLoud, urgencyOf } from "../../../src/domain/board.ts";
import type { SessionView } from "../../../src/http/contract.ts";
import { withCall } from "../../../src/console/softphone/asked.ts";
import { helping, row, watching } from "../../support/board-row.ts";

const NOW = 1_000_000;
const idsOf = (sessions: readonly SessionView[]) => boardOrder(sessions, NOW).map(({ id }) => id);
const withNobody = { ...row("x").company, state: "none", responderId: null } as const;

test("most urgent first: help nobody has taken, silence, somebody missing, help on its way, waiting, worry, the rest", () => {
  const inOrder = [
    row("help", { phase: "escalated", help: helping("asked") }),
    row("silent", { phase: "watching", watch: watching({ dueAt: NOW - 1, helpAt: NOW + 59_999 }) }),
    row("lost", {
      phase: "watching",
      watch: watching(),
      company: { ...withNobody, state: "lost" },
    }),
    row("taken", { phase: "escalated", help: helping("taken") }),
    row("waits", { phase: "waiting", company: withNobody }),
    row("drowsy", { phase: "watching", watch: watching({ pace: "drowsy" }) }),
    row("steady", { phase: "watching", watch: watching() }),
  ];
  expect(idsOf(inOrder.toReversed())).toEqual(inOrder.map(({ id }) => id));
});

test("within one urgency whoever's time comes first, and a rehearsal after every real call", () => {
  const later = row("later", { phase: "watching", watch: watching({ helpAt: NOW + 90_000 }) });
  const sooner = row("sooner", { phase: "watching", watch: watching({ helpAt: NOW + 70_000 }) });
  const played = row("played", { rehearsal: true, phase: "escalated", help: helping("asked") });
  expect(idsOf([played, later, sooner])).toEqual(["sooner", "later", "played"]);
});

test("who waits longest is met first", () => {
  const waits = (id: string, openedAt: number) =>
    row(id, { openedAt, phase: "waiting", company: withNobody });
  expect(idsOf([waits("new", NOW - 1_000), waits("old", NOW - 9_000)])).toEqual(["old", "new"]);
});

test("the same session is more urgent the moment its check-in is due", () => {
  const one = row("one", {
    phase: "watching",
    watch: watching({ dueAt: NOW, helpAt: NOW + 60_000 }),
  });
  expect([urgencyOf(one, NOW - 1), urgencyOf(one, NOW)]).toEqual(["steady", "silent"]);
});

test("a caller whose line is lost, or who has nobody while they are watched, stands out", () => {
  const { caller } = row("x");
  const lost = row("x", {
    phase: "watching",
    watch: watching(),
    caller: { ...caller, on: "lost" },
  });
  expect(urgencyOf(lost, NOW)).toBe("unwatched");
  expect(
    urgencyOf(row("x", { phase: "watching", watch: watching(), company: withNobody }), NOW),
  ).toBe("unwatched");
});

test("what is counted: to the check-in, to help, since help was asked, since they wait", () => {
  const seconds = (session: SessionView) => clockOf(session, NOW);
  expect(
    seconds(row("a", { phase: "watching", watch: watching({ dueAt: NOW + 30_000 }) })),
  ).toEqual({ label: "clock.checkIn", seconds: 30, tone: "calm" });
  expect(
    seconds(
      row("b", {
        phase: "watching",
        watch: watching({ dueAt: NOW - 40_000, helpAt: NOW + 20_000 }),
      }),
    ),
  ).toEqual({ label: "clock.help", seconds: 20, tone: "late" });
  expect(seconds(row("c", { phase: "escalated", help: helping("asked", NOW - 65_000) }))).toEqual({
    label: "board.clock.help",
    seconds: 65,
    tone: "late",
  });
  expect(
    seconds(row("d", { phase: "waiting", company: { ...withNobody, since: NOW - 61_000 } })),
  ).toEqual({ label: "board.clock.waits", seconds: 61, tone: "due" });
});

test("loud until a desk or a person has taken it, and again when help is asked for anew", () => {
  const asked = row("a", { phase: "escalated", help: helping("asked", NOW) });
  expect(isLoud(asked)).toBe(true);
  expect(isLoud(row("a", { phase: "escalated", help: helping("taken", NOW) }))).toBe(false);
  expect(alarmOf(asked)).not.toBe(
    alarmOf(row("a", { phase: "escalated", help: helping("asked", NOW + 1) })),
  );
});

test("how far help is, in one line", () => {
  const desk = (state: "rung" | "answered" | "ended"): SessionView["help"]["desks"][number] => ({
    deskId: "north",
    errand: "dispatch",
    state,
    rungAt: 0,
    answeredAt: null,
    endedAt: null,
    how: null,
    machine: false,
    slow: false,
  });
  const asked = (given: Partial<SessionView["help"]>) =>
    helpSaid(row("a", { phase: "escalated", help: { ...helping("asked"), ...given } }));
  expect(asked({ desks: [desk("ended"), desk("rung")] })).toBe("board.help.rings");
  expect(asked({ desks: [desk("answered"), desk("rung")] })).toBe("board.help.onLine");
  expect(asked({ trusted: "going" })).toBe("board.help.going");
  expect(asked({})).toBe("board.help.nowhere");
  expect(helpSaid(row("a", { phase: "escalated" }))).toBe("board.help.noPlace");
  expect(helpSaid(row("a"))).toBeNull();
});

test("whose line is lost is said, the caller's and the responder's", () => {
  const { caller, company } = row("x");
  expect(linesSaid(row("x"))).toEqual([]);
  expect(
    linesSaid(
      row("x", { caller: { ...caller, on: "lost" }, company: { ...company, state: "lost" } }),
    ),
  ).toEqual(["board.caller.lost", "board.responder.lost"]);
  expect(linesSaid(row("x", { company: { ...company, unheardUntil: NOW } }))).toEqual([
    "board.responder.unheard",
  ]);
});

test("what is counted at a glance", () => {
  const all = [
    row("a", { phase: "escalated" }),
    row("b", { phase: "waiting" }),
    row("c", { phase: "watching", watch: watching() }),
    row("d"),
  ];
  expect(figuresOf(all)).toEqual({ loud: 1, waiting: 1, watched: 1, others: 1 });
});

const board = (...sessions: SessionView[]): Board => ({ now: NOW, sessions });
const gone = { at: NOW, outcome: "well" } as const;

test("one change draws one row: the others stay the very same", () => {
  const before = board(row("a"), row("b"));
  const after = withRow(before, row("b", { version: 2 }));
  expect(after.sessions[0]).toBe(before.sessions[0]);
  expect(after.sessions[1]?.version).toBe(2);
  expect(withRow(after, row("b", { version: 1 }))).toBe(after);
  expect(withRow(after, row("c")).sessions.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(withRow(after, row("a", { closed: gone })).sessions.map(({ id }) => id)).toEqual(["b"]);
});

test("asked for whole, nothing goes back: neither to what was, nor to what is over", () => {
  const shown = board(row("a", { version: 5 }), row("b"));
  const fresh = board(row("a", { version: 4 }), row("b", { version: 2 }), row("over"));
  const now = merged(shown, fresh, new Set(["over"]));
  expect(now.sessions.map(({ id, version }) => [id, version])).toEqual([
    ["a", 5],
    ["b", 2],
  ]);
  expect(now.sessions[0]).toBe(shown.sessions[0]);
});

test("nothing moves from under a finger: what is shown stays, what is new comes last", () => {
  expect(heldOrder(["b", "a", "over"], ["new", "a", "b"])).toEqual(["b", "a", "new"]);
});

test("who can be reached: the free first, and why a ring may not reach somebody", () => {
  const on = (state: "free" | "busy" | "away") => ({ circle: "line", since: 0, state }) as const;
  const person = (id: string, state: "free" | "busy" | "away" | null) => ({
    id,
    name: id,
    languages: ["en"] as const,
    answers: true,
    on: state === null ? null : on(state),
  });
  const people = [
    person("away", "away"),
    person("deaf", "free"),
    person("off", null),
    person("busy", "busy"),
    person("free", "free"),
  ];
  const reach = [
    { staffId: "deaf", reachable: false, why: "noHeartbeat" },
    { staffId: "away", reachable: false, why: "resting" },
    { staffId: "busy", reachable: true, why: null },
    { staffId: "free", reachable: true, why: null },
  ] as const;
  const shown = standingsOf(people, [...reach], new Set(["busy"])).map(({ id, state, why }) => [
    id,
    state,
    why,
  ]);
  expect(shown).toEqual([
    ["free", "free", null],
    ["busy", "busy", null],
    ["deaf", "deaf", "noHeartbeat"],
    ["away", "away", null],
  ]);
});

test("who is in a call is busy at once, and free at once when it is over", () => {
  const { help } = row("x");
  const calls = [
    row("a", {
      listeners: [
        { staffId: "dana", how: "listen", isIn: true },
        { staffId: "luc", how: "talk", isIn: false },
      ],
    }),
    row("b", { company: withNobody, help: { ...help, speaker: { staffId: "sol", state: "up" } } }),
  ];
  expect([...inCalls(calls)].toSorted()).toEqual(["ana", "dana", "sol"]);
  const on = { circle: "line", since: 0, state: "busy" } as const;
  const people = ["ana", "bea"].map((id) => ({
    id,
    name: id,
    languages: ["en"] as const,
    answers: true,
    on,
  }));
  const shown = standingsOf(people, [], inCalls(calls)).map(({ id, state }) => [id, state]);
  expect(shown).toEqual([
    ["bea", "free"],
    ["ana", "busy"],
  ]);
});

test("of the gaps ahead, those of the next day", () => {
  const gap = (from: number, to: number) => ({ from, to, language: null, on: 0, least: 1 });
  const hour = 3_600_000;
  const gaps = [
    gap(NOW - hour, NOW + hour),
    gap(NOW + 23 * hour, NOW + 30 * hour),
    gap(NOW + 25 * hour, NOW + 26 * hour),
  ];
  expect(gapsToday({ now: NOW, gaps }).map(({ from, to }) => [from - NOW, to - NOW])).toEqual([
    [0, hour],
    [23 * hour, 24 * hour],
  ]);
});

test("a ring one asked for is taken by itself, once, and not a later one", () => {
  const rings = { id: "CA1", state: "ringing" } as const;
  const taken = withCall({ taken: null }, rings);
  expect(taken).toEqual({ asked: { taken: "CA1" }, takes: true });
  expect(withCall(taken.asked, rings)).toEqual({ asked: { taken: "CA1" }, takes: false });
  expect(withCall(taken.asked, { id: "CA1", state: "talking" }).asked).toBeNull();
  expect(withCall(taken.asked, { id: "CA2", state: "ringing" })).toEqual({
    asked: null,
    takes: false,
  });
  expect(withCall(null, rings)).toEqual({ asked: null, takes: false });
});
