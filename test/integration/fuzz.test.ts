import { randomInt } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { apiOnPostgres, signedIn } from "../support/api.ts";
import { dice, type Dice } from "../support/dice.ts";
import { converse } from "../support/fuzz-conversations.ts";
import { AIMS, type Aim, type Known, type Route } from "../support/fuzz-shots.ts";
import type { Schema } from "../support/example-of.ts";

/** Other requests each time: `FUZZ_SEED=<seed>` sends the same again. */
const SEED = Number(process.env["FUZZ_SEED"] ?? randomInt(1_000_000_000));
const REQUESTS = 10_000;
const MEASURED_FROM = 1_000;
const AT_ONCE = 5;
const MAY_GROW = 1.1;

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let known: Known;
let thrown: Dice;

beforeAll(async () => {
  api = await apiOnPostgres();
  const robin = await signedIn(api.app, "robin@rehearsal.example");
  const dana = await signedIn(api.app, "dana@rehearsal.example");
  thrown = dice(SEED, "fuzz");
  const said = await converse(api, robin, dice(SEED, "conversations"));
  const cookies = [robin.cookies, dana.cookies];
  known = { dice: thrown, said, routes: await routesOf(api.app), cookies };
});
afterAll(() => api[Symbol.asyncDispose]());

test(`seed ${SEED}: ${REQUESTS} forged, truncated, repeated and reordered requests get nothing done, break nothing and leave nothing in memory`, async () => {
  expect(known.said.webhooks.length).toBeGreaterThan(50);
  expect(known.said.wished.length).toBeGreaterThan(10);
  const wrong: string[] = [];
  let sent = 0;
  let before = 0;
  while (sent < REQUESTS) {
    const aim = aimed(thrown);
    const books = await written();
    wrong.push(...(await shoot(aim, 50)));
    wrong.push(...(await changed(aim, books)));
    if (wrong.length > 0) break;
    sent += 50;
    api.time.now += 1_000;
    if (sent === MEASURED_FROM) before = inMemory();
  }
  expect(wrong, `seed ${SEED}`).toEqual([]);
  expect(inMemory() / before, `seed ${SEED}: memory`).toBeLessThan(MAY_GROW);
}, 300_000);

/** A kind of request, each as often as its share. */
function aimed(dice: Dice): Aim {
  let left = dice.between(1, 100);
  const found = AIMS.find(({ share }) => (left -= share) <= 0);
  if (found === undefined) throw new Error("The shares are not a hundred");
  return found;
}

/** Several at a time, so that they also overtake each other. What was answered as it should not be. */
async function shoot(aim: Aim, count: number): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let done = 0; done < count; done += AT_ONCE) {
    const shots = Array.from({ length: AT_ONCE }, () => aim.shoot(known));
    const answers = await Promise.all(shots.map(({ sent }) => api.app.inject(sent)));
    for (const [n, { statusCode, body }] of answers.entries()) {
      const shot = shots[n];
      if (shot?.allowed(statusCode) === true) continue;
      wrong.push(
        `${aim.name}: ${statusCode} ${body} to ${JSON.stringify(shot?.sent)}`.slice(0, 2_000),
      );
    }
  }
  return wrong;
}

/** What was written down because of it, where nothing may be. */
async function changed(aim: Aim, books: Awaited<ReturnType<typeof written>>) {
  const after = await written();
  if (!aim.changesNothing || JSON.stringify(after) === JSON.stringify(books)) return [];
  return [`${aim.name}: ${JSON.stringify(books)} became ${JSON.stringify(after)}`];
}

/** How much is written down: of what happened, of calls, and of what is owed. */
async function written() {
  const { db } = api;
  const last = await db.sessionEvent.findMany({ orderBy: { at: "desc" }, take: 3 });
  return {
    newest: last.map(({ kind, cause, sessionId }) => `${sessionId}: ${kind}, because of ${cause}`),
    events: await db.sessionEvent.count(),
    sessions: await db.session.count(),
    legs: await db.leg.count(),
    duties: await db.duty.count(),
    lineEvents: await db.lineEvent.count(),
  };
}

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

/** What is still held after everything that can go is gone. */
function inMemory(): number {
  for (let times = 0; times < 3; times += 1) if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
}

const METHOD = z.enum(["GET", "POST", "PUT", "DELETE"]);

async function routesOf(app: typeof api.app): Promise<readonly Route[]> {
  type Operation = {
    readonly "x-act": string;
    readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
  };
  const document = (await app.inject("/api/openapi.json")).json<{
    paths: Record<string, Record<string, Operation>>;
  }>();
  return Object.entries(document.paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: METHOD.parse(method.toUpperCase()),
      url,
      act: operation["x-act"],
      body: operation.requestBody?.content["application/json"]?.schema ?? null,
    })),
  );
}
