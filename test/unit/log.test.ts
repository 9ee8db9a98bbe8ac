import { expect, test } from "vitest";

import { createLog } from "../../src/adapters/log.ts";

function logged(fields: object, message: string): string {
  let lines = "";
  createLog({ write: (line) => void (lines += line) }).info(fields, message);
  return lines;
}

test("a line is JSON, with its fields and a message to be read alone", () => {
  const line = JSON.parse(logged({ sessionId: "s1", latenessMs: 12 }, "Dispatched"));
  expect(line).toMatchObject({ level: 30, sessionId: "s1", latenessMs: 12, msg: "Dispatched" });
});

test.each([
  { address: "12 Elm Street" },
  { address: 'behind the "Elm" bar', trusted: { number: ["] Elm", "Elm"] } },
  { plan: { address: "12 Elm Street", wayIn: "side door" } },
  { req: { body: { Body: "12 Elm Street" } } },
  { owed: { duty: { words: { text: "12 Elm Street" } } } },
])("what says where somebody is does not come through: %j", (fields) => {
  const line = logged(fields, "Careless");
  expect(line).not.toMatch(/Elm|side door/);
  expect(JSON.parse(line).msg).toBe("Careless");
});

test("no telephone number comes through, wherever it hides", () => {
  const err = new Error("Carrier refused +15555550123 (%2B15555550123)");
  const text = logged({ err, seen: ["+15555550123"] }, "Call to +15555550123 failed");
  expect(text).not.toContain("5550123");
  expect(JSON.parse(text).msg).toBe("Call to [number] failed");
});

test.each([
  "connect postgresql://line:hunter2-hunter2@db:5432/line",
  "redis://:hunter2-hunter2@cache:6379 is away",
  "sent Authorization: Basic aHVudGVyMi1odW50ZXIy",
  "came with __Secure-better-auth.session_token=hunter2-hunter2.signature; Path=/",
])("what opens a door does not come through in an error: %s", (words) => {
  const text = logged({ err: new Error(words), headers: [words] }, words);
  expect(text).not.toMatch(/hunter2|aHVudGVy/);
  expect(JSON.parse(text).err.message).toContain("[private]");
});

test.each([
  "password",
  "authToken",
  "hashKey",
  "vaultKeys",
  "databaseUrl",
  "authorization",
  "cookie",
])("a secret called %s does not come through, at any depth", (name) => {
  const text = logged(
    { settings: { secrets: { [name]: "hunter2" } }, [name]: ["hunter2"] },
    "Careless",
  );
  expect(text).not.toContain("hunter2");
  expect(JSON.parse(text).settings.secrets[name]).toBe("[private]");
});
