import { expect, test } from "vitest";
import { after, given, type Scene } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  alone,
  arrived,
  confirms,
  does,
  hangsUp,
  key,
  planned,
  sendHelp,
} from "../../support/steps.ts";

const dose = does({ kind: "doseMarked", substance: "opioid", route: "smoked" });
const due = (line: Scene) => ((line.session.watch?.deadline.dueAt ?? 0) - line.now) / 1_000;
const end = (line: Scene) => ((line.session.watch?.plannedEndAt ?? 0) - line.now) / 60_000;

/** Kept company, answering every 40 s, until this many minutes are over. */
const kept = (minutes: number) => (line: Scene) => {
  while (line.seconds < minutes * 60)
    line.when(after(Math.min(40, minutes * 60 - line.seconds)), confirms());
};

test("doses at 0, 25 and 60 minutes each restart the watch and its planned end", () => {
  const line = given(arrived(), accepts("ana"), planned(), dose);
  expect([due(line), end(line)]).toEqual([60, 20]);
  line.when(kept(25), dose);
  expect([due(line), end(line)]).toEqual([60, 20]);
  line.when(kept(60), dose);
  expect([due(line), end(line)]).toEqual([60, 20]);
  expect(line.session.doses.map((d) => [(d.at - line.now) / 60_000 + 60, d.substance])).toEqual([
    [0, "opioid"],
    [25, "opioid"],
    [60, "opioid"],
  ]);
  line.when(kept(79));
  const since = line.since();
  line.when(after(60));
  expect(since.happened("plannedTimeOver")).toBe(true);
});

test("an interval stays within 120 s for ten minutes after every dose", () => {
  const line = given(
    arrived(),
    accepts("ana"),
    planned(),
    dose,
    does({ kind: "intervalSet", everyMs: 180_000 }),
    kept(25),
    dose,
    after(30),
    confirms(),
  );
  expect(due(line)).toBe(120);
});

test("a dose is the last time we heard from them", () => {
  const line = given(...alone, after(30), key("7"), after(119.9));
  expect(line.session.help.state).toBe("none");
  expect(line.session.watch?.lastAnswerAt).toBe(line.now - 119_900);
});

test("a dose marked on a lost line changes the planned end and not the reach deadline", () => {
  const line = given(...accompanied, after(30), hangsUp);
  const { deadline } = line.session.watch ?? {};
  line.when(after(10), dose);
  expect(line.session.watch?.deadline).toEqual(deadline);
  expect(end(line)).toBe(20);
});

test("a dose marked once help is out is written down and moves nothing", () => {
  const line = given(...accompanied, sendHelp, dose);
  expect(line.session.doses).toHaveLength(1);
  expect(line.session.watch?.deadline.kind).toBe("open");
});

test("7 pressed again alone is another dose", () => {
  const line = given(...alone, after(30), key("7"));
  expect(line.session.doses).toMatchObject([{ substance: "unknown" }]);
  expect(due(line)).toBe(60);
});
