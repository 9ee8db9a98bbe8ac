import { expect, test } from "vitest";

import { DANA, LUC, watched } from "../../support/watched.ts";

const seconds = (count: number) => count * 1_000;
const minutes = (count: number) => count * 60_000;

test("while all is well nobody hears of it", async () => {
  const { lasts, calls, texts, events, log } = watched();
  await lasts(minutes(3));
  expect([calls, texts, events, log.errors]).toEqual([[], [], [], []]);
});

test("a worker that stops: everybody is rung and written to within ten seconds, each in their language", async () => {
  const { lasts, world, calls, texts, events } = watched();
  await lasts(seconds(20));
  world.sweep = false;
  await lasts(seconds(10));
  expect(calls.map(({ to }) => to)).toEqual([DANA.phone, LUC.phone]);
  expect(calls[0]?.words).toMatch(
    /this is The line, for its own people\. The line's worker has st/,
  );
  expect(calls[0]?.press).toMatch(/Press 1/);
  expect(calls[1]?.words).toMatch(/Le moteur de la ligne s'est arrêté/);
  expect(texts.map(({ to }) => to)).toEqual([DANA.phone, LUC.phone]);
  expect(texts[1]?.body).toMatch(/^La ligne : Le moteur/);
  expect(events).toMatchObject([{ kind: "sweepSilent" }]);
});

test("when it is back, whoever was told hears that too, by text", async () => {
  const { lasts, world, calls, texts, events } = watched();
  world.sweep = false;
  await lasts(seconds(20));
  world.sweep = true;
  await lasts(seconds(20));
  expect(calls).toHaveLength(2);
  expect(texts.at(-2)).toEqual({ to: DANA.phone, body: "The line: The worker is back." });
  expect(events.at(-1)).toMatchObject({ kind: "troubleOver", data: { trouble: "sweepSilent" } });
});

test("with the database gone people are paged from memory within fifteen seconds, and it is written down later", async () => {
  const { lasts, world, calls, events } = watched();
  await lasts(seconds(20));
  world.database = false;
  await lasts(seconds(10));
  expect(calls.map(({ to }) => to)).toEqual([DANA.phone, LUC.phone]);
  expect(calls[0]?.words).toMatch(/has lost its database/);
  expect(events).toEqual([]);
  world.database = true;
  await lasts(seconds(30));
  expect(events.map(({ kind }) => kind)).toEqual(["databaseAway", "troubleOver"]);
});

test("with the carrier gone too it goes on looking, and pages as soon as there is a way", async () => {
  const { lasts, world, calls, log } = watched();
  await lasts(seconds(20));
  Object.assign(world, { database: false, carrier: false });
  await lasts(minutes(2));
  expect(calls).toEqual([]);
  expect(log.errors.join("\n")).toMatch(/A page did not go out/);
  world.carrier = true;
  await lasts(seconds(20));
  expect(calls.map(({ to }) => to)).toEqual([DANA.phone, LUC.phone]);
});

test("a carrier that is well is asked every five seconds or so, and one that failed at every look", async () => {
  const { lasts, world, asked, events } = watched();
  await lasts(minutes(1));
  expect(asked.carrier).toBeLessThanOrEqual(13);
  world.carrier = false;
  await lasts(seconds(12));
  expect(events.map(({ kind }) => kind)).toEqual(["carrierFailing"]);
});

test("what can wait until morning is written, not rung", async () => {
  const { lasts, found, calls, texts } = watched();
  found.books = { ...found.books, answering: 0 };
  await lasts(minutes(2));
  expect(calls).toEqual([]);
  expect(texts.map(({ to }) => to)).toEqual([DANA.phone, LUC.phone]);
  expect(texts[0]?.body).toMatch(/Nobody is on shift.*Reply OK/);
});

test("that nobody can be paged is an error of its own", async () => {
  const { lasts, found, world, log } = watched();
  found.people = [];
  world.sweep = false;
  await lasts(seconds(20));
  expect(log.errors.join("\n")).toMatch(/nobody to page/);
});

test("it says that it lives, and what is wrong, for /health and /metrics", async () => {
  const { lasts, world, rows } = watched();
  world.queue = false;
  await lasts(seconds(20));
  expect(rows.get("watchdog")?.says).toEqual({ id: "this watchdog", troubles: ["queueSilent"] });
});

test("left alone it stays until another watchdog has taken over and all that it said is over", async () => {
  const { lasts, world, rows, clock, watchdog } = watched();
  world.sweep = false;
  await lasts(seconds(20));
  rows.set("watchdog", { at: clock.now(), says: { id: "another" } });
  await lasts(seconds(2));
  expect(watchdog.idleSince()).toBeNull();
  world.sweep = true;
  for (let times = 0; times < 8; times += 1) {
    rows.set("watchdog", { at: clock.now(), says: { id: "another" } });
    await lasts(seconds(2));
  }
  expect(watchdog.idleSince()).not.toBeNull();
});
