import { expect, test } from "vitest";
import { call, carrier } from "../../support/carrier.ts";
import { calledLeg } from "../../support/fake-line.ts";

const outgoing = (given: Readonly<Record<string, string>>) =>
  call({ CallSid: "CAresponder", Direction: "outbound-api", SequenceNumber: "2", ...given });

async function rung(given: Parameters<typeof calledLeg>[1] = {}) {
  const line = carrier();
  await line.post("/twilio/voice/incoming", call());
  const [session] = line.memory.sessions.values();
  if (session === undefined) throw new Error("No session");
  const ring = {
    staffId: "ana",
    via: "softphone",
    until: line.memory.now,
    languages: ["en"],
  } as const;
  const company = { ...session.company, ringing: [ring] };
  line.memory.sessions.set(session.id, { ...session, company });
  calledLeg(line.memory, { sessionId: session.id, ...given });
  const kinds = () => line.memory.events.get(session.id)?.map(({ kind }) => kind) ?? [];
  const leg = () => line.memory.legs.get("duty-1");
  return { ...line, kinds, leg };
}

const path = "/twilio/status/legs/duty-1";

test.each([
  ["no-answer", "noAnswer"],
  ["busy", "busy"],
  ["failed", "failed"],
  ["canceled", "canceled"],
  ["completed", "completed"],
])("%s ends the leg", async (CallStatus, how) => {
  const { post, leg, kinds } = await rung();
  const { status, body } = await post(path, outgoing({ CallStatus }));
  expect([status, body]).toEqual([204, ""]);
  expect(leg()).toMatchObject({ endedHow: how, callSid: "CAresponder" });
  expect(kinds()).toContain("ringMissed");
});

test("what has ended stays ended, in whatever order it is told", async () => {
  const { post, leg, kinds } = await rung();
  await post(path, outgoing({ CallStatus: "busy", SequenceNumber: "3" }));
  await post(path, outgoing({ CallStatus: "busy", SequenceNumber: "3" }));
  await post(path, outgoing({ CallStatus: "completed", SequenceNumber: "4" }));
  await post(path, outgoing({ CallStatus: "ringing", SequenceNumber: "1" }));
  expect(leg()).toMatchObject({ endedHow: "busy", answeredAt: null });
  expect(kinds().filter((kind) => kind === "ringMissed")).toHaveLength(1);
});

test("answered is noted, and is not taking the call", async () => {
  const { post, leg, kinds, memory } = await rung({ via: "phone" });
  await post(path, outgoing({ CallStatus: "in-progress" }));
  expect(leg()?.answeredAt).toBe(memory.now);
  expect(kinds()).not.toContain("responderJoined");
});

test("a desk that picked up is known before it asks for anything", async () => {
  const { post, kinds } = await rung({ role: "desk", party: "desk-1", via: null });
  await post(path, outgoing({ CallStatus: "in-progress" }));
  await post(path, outgoing({ CallStatus: "in-progress" }));
  expect(kinds().filter((kind) => kind === "deskAnswered")).toHaveLength(1);
});

test.each([
  ["machine_start", true],
  ["machine_end_beep", true],
  ["fax", true],
  ["human", false],
  ["unknown", false],
  ["", false],
])("%s is word of a machine at a desk: %s", async (AnsweredBy, isMachine) => {
  const { post, kinds } = await rung({ role: "desk", party: "desk-1", via: null });
  const found = { CallSid: "CAresponder", AnsweredBy };
  for (let n = 0; n < 2; n += 1) {
    expect(await post("/twilio/status/machines/duty-1", found)).toMatchObject({ status: 204 });
  }
  expect(kinds().filter((kind) => kind === "deskAnswered")).toHaveLength(isMachine ? 1 : 0);
});

test("another call made for the same leg ends nothing", async () => {
  const { post, leg } = await rung({ callSid: "CAfirst" });
  const { status } = await post(path, outgoing({ CallStatus: "completed" }));
  expect(status).toBe(204);
  expect(leg()?.endedAt).toBe(null);
});

test.each([
  ["/twilio/status/legs/forgotten", outgoing({ CallStatus: "completed" })],
  ["/twilio/status/incoming", call({ CallSid: "CAnobody", CallStatus: "completed" })],
  ["/twilio/status/legs/forgotten", { CallStatus: "completed" }],
  ["/twilio/status/conference/s", { StatusCallbackEvent: "participant-leave", CallSid: "CA1" }],
  ["/twilio/status/conference/s", {}],
])("%s is accepted though it changes nothing", async (unknown, fields) => {
  expect(await carrier().post(unknown, fields)).toMatchObject({ status: 204, body: "" });
});

test("what could not be taken in is asked for again", async () => {
  const { post, routes, leg } = await rung();
  const { store } = routes.line;
  const awake = { ...store };
  store.load = () => Promise.reject(new Error("away"));
  expect((await post(path, outgoing({ CallStatus: "busy" }))).status).toBe(503);
  expect(leg()?.endedAt).toBe(null);
  Object.assign(store, awake);
  expect((await post(path, outgoing({ CallStatus: "busy" }))).status).toBe(204);
  expect(leg()?.endedHow).toBe("busy");
});

test("a caller who hangs up while their session is being opened is known to be gone", async () => {
  const { post, memory, routes } = carrier();
  const { store } = routes.line;
  const usual = { ...store };
  store.commit = async (first) => {
    Object.assign(store, usual);
    await post("/twilio/status/incoming", call({ CallStatus: "completed", SequenceNumber: "1" }));
    return usual.commit(first);
  };
  await post("/twilio/voice/incoming", call());
  const [events] = memory.events.values();
  expect(events?.map(({ kind }) => kind)).toContain("callerLeft");
});
