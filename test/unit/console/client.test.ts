import { expect, test } from "vitest";
import { z } from "zod";

import { CONFIRM_WITHIN_MS, createClient } from "../../../src/console/client/client.ts";

const answer = z.object({ now: z.number(), done: z.boolean() });
const confirmation = {
  method: "POST",
  path: "/api/x",
  body: {},
  answer,
  withinMs: CONFIRM_WITHIN_MS,
} as const;

/** A network that answers as it is told, on a clock of its own. */
function network(...answers: readonly (Response | "silence" | "broken")[]) {
  const at = { now: 0 };
  const keys: string[] = [];
  const heard: unknown[] = [];
  let next = 0;
  const ask = createClient({
    tick: () => at.now,
    pause: async (ms) => {
      at.now += ms;
    },
    newKey: () => `key-${keys.length}`,
    heard: (one) => heard.push(one),
    async fetch(_path, { headers }) {
      keys.push(new Headers(headers).get("idempotency-key") ?? "none");
      const given = answers[next] ?? "broken";
      next += 1;
      at.now += given === "silence" ? CONFIRM_WITHIN_MS : 100;
      if (given instanceof Response) return given;
      throw new DOMException("no answer", "TimeoutError");
    },
  });
  return { ask, at, keys, heard };
}

const said = (body: object, status = 200) => new Response(JSON.stringify(body), { status });

test("an answer is data, and its time is heard", async () => {
  const { ask, heard } = network(said({ now: 7, done: true }));
  expect(await ask(confirmation)).toEqual({ ok: true, value: { now: 7, done: true } });
  expect(heard).toEqual([{ askedAt: 0, heardAt: 100, now: 7 }]);
});

test("a broken connection is tried again with the same key, so nothing is done twice", async () => {
  const { ask, keys } = network("broken", "broken", said({ now: 7, done: true }));
  expect((await ask(confirmation)).ok).toBe(true);
  expect(keys).toEqual(["key-0", "key-0", "key-0"]);
});

test("a confirmation is never sent past three seconds, and says not sent", async () => {
  const silent = network("silence", said({ now: 7, done: true }));
  expect(await silent.ask(confirmation)).toEqual({ ok: false, trouble: { kind: "notSent" } });
  expect(silent.keys).toHaveLength(1);

  const broken = network();
  expect(await broken.ask(confirmation)).toEqual({ ok: false, trouble: { kind: "notSent" } });
  expect(broken.at.now).toBeLessThanOrEqual(CONFIRM_WITHIN_MS + 100);
});

test("a no is not asked again, and says why in a word", async () => {
  const no = {
    type: "urn:x",
    title: "That check-in is over",
    status: 409,
    code: "checkInMoved",
    requestId: "1",
  };
  const { ask, keys } = network(said(no, 409));
  const trouble = { kind: "refused", code: "checkInMoved", wrong: [] };
  expect(await ask(confirmation)).toEqual({ ok: false, trouble });
  expect(keys).toHaveLength(1);
});

test("an answer nobody understands is said to be one", async () => {
  const { ask } = network(said({ now: 7 }), new Response("<html>", { status: 502 }));
  expect(await ask(confirmation)).toEqual({ ok: false, trouble: { kind: "unreadable" } });
  expect(await ask(confirmation)).toEqual({ ok: false, trouble: { kind: "unreadable" } });
});
