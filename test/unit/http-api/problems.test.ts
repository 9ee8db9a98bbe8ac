import { expect, test } from "vitest";
import { standard } from "../../../src/domain/session/policy.ts";
import { newSession, type Session } from "../../../src/domain/session/session.ts";
import { fakeApi } from "../../support/fake-api.ts";

const id = "0199c000-0000-7000-8000-000000000001";
const jo = { authorization: "jo responder" };
const wish = { ...jo, "idempotency-key": "k" };

const held = (): Session => {
  const session = newSession(id, standard);
  const responder = { staffId: "jo", legId: "l", via: "softphone", confirmed: true } as const;
  return { ...session, version: 1, company: { ...session.company, state: "with", responder } };
};

test("our own failures are logged with their request, and nothing is told of them", async () => {
  const { app, line, logged } = await fakeApi();
  line.store.load = async () => {
    throw new Error("password of the database is hunter2");
  };
  const answer = await app.inject({ url: `/api/sessions/${id}`, headers: jo });
  expect(answer.statusCode).toBe(500);
  expect(answer.headers["content-type"]).toMatch("application/problem+json");
  expect(answer.body).not.toContain("hunter2");
  const { requestId, code } = answer.json<{ requestId: string; code: string }>();
  expect(code).toBe("away");
  expect(answer.headers["x-request-id"]).toBe(requestId);
  expect(logged.join("")).toContain(requestId);
});

test("a refusal says why, and what to do", async () => {
  const { app, sessions } = await fakeApi();
  sessions.set(id, held());
  const url = `/api/sessions/${id}/check-ins/1`;
  const payload = { mark: "well" };
  const answer = await app.inject({ method: "POST", url, headers: wish, payload });
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toMatchObject({
    type: "urn:the-line:problem:notWatching",
    status: 409,
    title: "No watch is running. Say “using now” to begin one.",
  });
});

test("what is wrong with a body is said by its place, never by its value", async () => {
  const { app, sessions, logged } = await fakeApi();
  sessions.set(id, held());
  const url = `/api/sessions/${id}/plan?from=5555550142`;
  const payload = { address: "1 Fictional Lane", callerNumber: "5555550142" };
  const answer = await app.inject({ method: "PUT", url, headers: wish, payload });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({
    code: "requestWrong",
    errors: expect.arrayContaining([
      { where: "body/callerNumber", what: "a whole number like +15555550100" },
    ]),
  });
  expect(answer.body).not.toMatch(/Fictional|5555550142/);
  expect(logged.join("")).not.toMatch(/Fictional|5555550142/);
});

test.each([
  ["text/plain", "mark=well", "notJson"],
  ["application/json", "{", "bodyUnreadable"],
  ["application/json", JSON.stringify({ mark: "x".repeat(70_000) }), "bodyTooLarge"],
])("a body of %s that cannot be read is refused", async (type, payload, code) => {
  const { app } = await fakeApi();
  const url = `/api/sessions/${id}/check-ins/1`;
  const headers = { ...wish, "content-type": type };
  const answer = await app.inject({ method: "POST", url, headers, payload });
  expect(answer.json()).toMatchObject({ code });
});
