import { expect, test } from "vitest";
import { call, carrier, pathsIn } from "../../support/carrier.ts";

const incoming = "/twilio/voice/incoming";
const again = (given: Readonly<Record<string, string>> = {}) =>
  call({ CallSid: "CAagain", ...given });

/** Somebody began to use, and their line dropped. */
async function lost(given: Readonly<Record<string, string>> = {}) {
  const line = carrier();
  const { body } = await line.post(incoming, call(given));
  await line.post(pathsIn(body)[0] ?? "", call({ Digits: "7", ...given }));
  const [session] = line.memory.sessions.values();
  if (session === undefined) throw new Error("No session");
  const ended = call({ CallStatus: "completed", SequenceNumber: "3", ...given });
  expect((await line.post("/twilio/status/incoming", ended)).status).toBe(204);
  expect(line.memory.sessions.get(session.id)?.caller.on).toBe("lost");
  const kinds = () => line.memory.events.get(session.id)?.map(({ kind }) => kind) ?? [];
  return { ...line, session, kinds };
}

const asksIn = (body: string) => pathsIn(body).find((path) => path.includes("ask=redial")) ?? "";

test("a number whose line is lost is asked first of all, and 1 puts them back", async () => {
  const { post, memory, session, kinds } = await lost();
  const { body } = await post(incoming, again());
  expect(body).toContain("Were we just cut off?");
  expect(body).not.toContain("A real person");
  await post(asksIn(body), again({ Digits: "1" }));
  expect(kinds()).toContain("lineRestored");
  expect(memory.sessions.size).toBe(1);
  const caller = memory.sessions.get(session.id)?.caller;
  expect(caller).toMatchObject({ on: "line" });
  expect(memory.legs.get(caller?.legId ?? "")?.role).toBe("caller");
});

test("any other key is a new caller", async () => {
  const { post, memory, kinds } = await lost();
  const { body } = await post(incoming, again());
  const welcomed = await post(asksIn(body), again({ Digits: "5" }));
  expect(welcomed.body).toContain("A real person will pick up");
  expect(kinds()).toContain("redialDeclined");
  expect(memory.sessions.size).toBe(2);
});

test("somebody who presses nothing is not kept in silence: they are welcomed as new", async () => {
  const { post, memory } = await lost();
  let { body } = await post(incoming, again());
  for (let turn = 0; turn < 4 && asksIn(body) !== ""; turn += 1) {
    ({ body } = await post(asksIn(body), again()));
  }
  expect(body).toContain("A real person will pick up");
  expect(memory.sessions.size).toBe(2);
});

test("who rang again and hung up opens no session when the carrier tells of it again", async () => {
  const { post, memory, session } = await lost();
  const { body } = await post(incoming, again());
  const ended = { CallStatus: "completed", SequenceNumber: "3" };
  await post("/twilio/status/incoming", again(ended));
  // Their session no longer asks whether they are back.
  memory.sessions.set(session.id, { ...session, redial: null });
  await post(incoming, again());
  await post(asksIn(body), again({ Digits: "5" }));
  expect(memory.sessions.size).toBe(1);
});

test("another number is nobody's redial", async () => {
  const { post } = await lost();
  const { body } = await post(incoming, again({ From: "+15555550124" }));
  expect(body).toContain("A real person will pick up");
});

test("a withheld number is asked while any line is lost", async () => {
  const { post } = await lost();
  const { body } = await post(incoming, again({ From: "anonymous" }));
  expect(body).toContain("Were we just cut off?");
});

test("a rehearsal's lost line is not offered to a caller, nor a caller's to a rehearsal", async () => {
  const { post } = await lost();
  const { body } = await post(incoming, again({ To: "+15555550150" }));
  expect(body).toContain("practice call");
  const rehearsal = await lost({ To: "+15555550150" });
  const real = await rehearsal.post(incoming, again());
  expect(real.body).toContain("A real person will pick up");
});

test("the same question is asked when the webhook comes again", async () => {
  const { post, kinds } = await lost();
  await post(incoming, again());
  const { body } = await post(incoming, again());
  expect(body).toContain("Were we just cut off?");
  expect(kinds().filter((kind) => kind === "redialAsked")).toHaveLength(1);
});

test("1 by text from the lost number is an answer, once", async () => {
  const { post, kinds } = await lost();
  const message = { MessageSid: "SM1", From: "+15555550123", To: "+15555550100", Body: " 1 " };
  const { status, body } = await post("/twilio/messages/incoming", message);
  expect(status).toBe(200);
  expect(body).toContain("<Response/>");
  await post("/twilio/messages/incoming", message);
  expect(kinds().filter((kind) => kind === "reachExtended")).toHaveLength(1);
});

test("a 1 that came while their line was up says nothing once it is lost", async () => {
  const { post, kinds } = await lost();
  const text = { MessageSid: "SM4", From: "+15555550124", To: "+15555550100", Body: "1" };
  await post("/twilio/messages/incoming", text);
  await post("/twilio/messages/incoming", { ...text, From: "+15555550123" });
  expect(kinds()).not.toContain("reachExtended");
});

test.each([
  ["other words", { Body: "hello, I am at 12 Main" }],
  ["another number", { Body: "1", From: "+15555550124" }],
])("a text with %s is noted without what it says", async (_what, given) => {
  const { post, memory, kinds } = await lost();
  const message = { MessageSid: "SM2", From: "+15555550123", To: "+15555550100", ...given };
  expect((await post("/twilio/messages/incoming", message)).body).toContain("<Response/>");
  expect(kinds()).not.toContain("reachExtended");
  expect(memory.lineEvents).toHaveLength(1);
  expect(JSON.stringify([memory.lineEvents, memory.logged])).not.toContain("Main");
});

test("1 from a phone two lost callers share moves no deadline", async () => {
  const { post, memory, session, kinds } = await lost();
  const other = { ...session, ...memory.sessions.get(session.id), id: "other" };
  memory.sessions.set("other", other);
  memory.plans.set("other", { ...[...memory.plans.values()][0]! });
  await post("/twilio/messages/incoming", { MessageSid: "SM3", From: "+15555550123", Body: "1" });
  expect(kinds()).not.toContain("reachExtended");
});
