import { expect, test } from "vitest";
import { DESK, LINE, rig, twiml } from "./harness.ts";

const create = { to: DESK, from: LINE, twiml: twiml('<Pause length="3600"/>') };
const many = () => rig({}, { callsPerSecond: 30 });

test("what is new meanwhile moves nothing from page to page", async () => {
  const { client } = await many();
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1) made.unshift((await client.calls.create(create)).sid);
  const first = await client.calls.page({ pageSize: 2 });
  await client.calls.create(create);
  const second = await first.nextPage();
  const third = await second?.nextPage();
  const pages = [first, second, third].flatMap((page) => page?.instances.map(({ sid }) => sid));
  expect(pages).toEqual(made);
  expect(await third?.nextPage()).toBeUndefined();
  const back = await third?.previousPage();
  expect(back?.instances.map(({ sid }) => sid)).toEqual(made.slice(2, 4));
});

test("`each` comes by everything once, and stops where it is told", async () => {
  const { client } = await many();
  for (let count = 0; count < 5; count += 1) await client.calls.create(create);
  const seen = await new Promise<number>((resolve, reject) => {
    let count = 0;
    client.calls.each({
      pageSize: 2,
      limit: 4,
      callback: () => {
        count += 1;
      },
      done: (error?: Error) => (error ? reject(error) : resolve(count)),
    });
  });
  expect(seen).toBe(4);
});

test("calls are found by their status and by when they began and ended", async () => {
  const { client, network, passes, clock } = await many();
  network.phone(DESK, { answers: { afterMs: 0 } });
  const first = await client.calls.create(create);
  await passes(60_000);
  const between = new Date(clock.now());
  await client.calls(first.sid).update({ status: "completed" });
  const second = await client.calls.create(create);
  await passes(60_000);
  const sids = (found: { sid: string }[]) => found.map(({ sid }) => sid);
  expect(sids(await client.calls.list({ startTimeAfter: between }))).toEqual([second.sid]);
  expect(sids(await client.calls.list({ startTimeBefore: between }))).toEqual([first.sid]);
  expect(sids(await client.calls.list({ endTimeAfter: between }))).toEqual([first.sid]);
  expect(sids(await client.calls.list({ status: "in-progress" }))).toEqual([second.sid]);
  expect(await client.calls.list({ status: "queued" })).toEqual([]);
});

test("a call can be given less time, or more", async () => {
  const { client, network, passes } = await many();
  network.phone(DESK, { answers: { afterMs: 0 } });
  const { sid } = await client.calls.create({ ...create, timeLimit: 60 });
  await passes(30_000);
  await client.calls(sid).update({ timeLimit: 120 });
  await passes(60_000);
  expect(await client.calls(sid).fetch()).toMatchObject({ status: "in-progress" });
  await client.calls(sid).update({ timeLimit: 100 });
  await passes(20_000);
  expect(await client.calls(sid).fetch()).toMatchObject({ status: "completed", duration: "100" });
});
