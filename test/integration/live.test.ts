import { once, EventEmitter } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLive } from "../../src/adapters/postgres/live.ts";
import { cableTo } from "../support/cable.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { fakeLine } from "../support/fake-line.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** A process of the line with its live updates; `hears` resolves with the next thing heard. */
function processOn(url: string) {
  const live = createLive(url, fakeLine().line.log);
  const heard = new EventEmitter();
  live.subscribe((sessionId) => heard.emit("heard", sessionId));
  const hears = async (): Promise<unknown> => (await once(heard, "heard"))[0];
  return { live, hears };
}

test("a change in one process is heard in another", async () => {
  const api = processOn(database.url);
  const worker = processOn(database.url);
  expect(await api.hears()).toBeNull();
  const hears = api.hears();
  worker.live.changed("session-1");
  expect(await hears).toBe("session-1");
  await Promise.all([api.live.close(), worker.live.close()]);
});

test("a lost connection comes back, says that some may have been missed, and tells what waited", async () => {
  await using cable = await cableTo(new URL(database.url));
  const { live, hears } = processOn(cable.url);
  expect(await hears()).toBeNull();
  await cable.goAway();
  live.changed("meanwhile");
  await cable.comeBack();
  expect(await hears()).toBeNull();
  expect(await hears()).toBe("meanwhile");
  await live.close();
});
