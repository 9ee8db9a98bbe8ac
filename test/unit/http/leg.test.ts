import { expect, test, vi } from "vitest";
import type { Session } from "../../../src/domain/session/session.ts";
import { call, carrier, pathsIn } from "../../support/carrier.ts";
import { calledLeg, type Memory } from "../../support/fake-line.ts";

async function arrived(given: Readonly<Record<string, string>> = {}) {
  const line = carrier();
  const { body } = await line.post("/twilio/voice/incoming", call(given));
  const [session] = line.memory.sessions.values();
  if (session === undefined) throw new Error("No session");
  const asked = pathsIn(body).find((path) => path.includes("ask=")) ?? "";
  const kinds = () => line.memory.events.get(session.id)?.map(({ kind }) => kind) ?? [];
  return { ...line, session, asked, kinds };
}

const outgoing = (given: Readonly<Record<string, string>> = {}) =>
  call({ CallSid: "CAresponder", Direction: "outbound-api", From: "+15555550100", ...given });

const set = (memory: Memory, session: Session, change: Partial<Session>) =>
  memory.sessions.set(session.id, { ...session, ...change });

test("silence is no input: nothing is recorded, the next document comes", async () => {
  const { post, asked, kinds } = await arrived();
  const before = kinds();
  for (const answer of [{}, { Digits: "" }, { SpeechResult: "" }, { SpeechResult: "  " }]) {
    const { status, body } = await post(asked, call(answer));
    expect(status).toBe(200);
    expect(body).toContain("<Gather");
  }
  expect(kinds()).toEqual(before);
});

test("a key is one input, however often it comes", async () => {
  const { post, asked, kinds } = await arrived();
  const { body } = await post(asked, call({ Digits: "9" }));
  expect(body).toContain("Okay, I'm getting someone");
  await post(asked, call({ Digits: "9" }));
  expect(kinds().filter((kind) => kind === "emergencyDeclared")).toHaveLength(1);
});

test("the same key counts again at a later ask, even of the same turn after a move", async () => {
  const { post, asked, kinds, memory, session } = await arrived();
  memory.now += 10_000;
  await post(asked, call({ Digits: "3" }));
  memory.now += 10_000;
  const moved = await post(`/twilio/legs/${session.caller.legId}`, call());
  await post(pathsIn(moved.body)[0] ?? "", call({ Digits: "3" }));
  expect(kinds().filter((kind) => kind === "privacyAsked")).toHaveLength(2);
});

test("keys that no telephone has are silence", async () => {
  const { post, asked, kinds } = await arrived();
  const before = kinds();
  await post(asked, call({ Digits: "<9>" }));
  expect(kinds()).toEqual(before);
});

test("speech is kept only as what it came to", async () => {
  const { post, asked, memory, session } = await arrived();
  await post(asked, call({ Digits: "7" }));
  const watched = memory.sessions.get(session.id);
  if (watched?.watch == null) throw new Error("No watch");
  set(memory, watched, { watch: { ...watched.watch, step: "ask1" } });
  memory.now += 60_000;
  const leg = `/twilio/legs/${watched.caller.legId}`;
  const asks = await post(leg, call());
  expect(asks.body).toContain('input="dtmf speech"');
  const { body } = await post(
    pathsIn(asks.body)[0] ?? "",
    call({ SpeechResult: "Yes, I'm okay." }),
  );
  expect(body).toContain("right here");
  const told = JSON.stringify([memory.logged, [...memory.events.values()]]);
  expect(told).toContain("checkInKept");
  expect(told).not.toContain("I'm okay");
});

test("a second call for the same leg hears nothing", async () => {
  const { post, memory, session } = await arrived();
  const { body } = await post(`/twilio/legs/${session.caller.legId}`, call({ CallSid: "CAother" }));
  expect(body).toContain("<Response><Hangup/></Response>");
  expect(memory.sessions.size).toBe(1);
});

test("a caller whose leg nobody knows has newly arrived", async () => {
  const { post, memory } = carrier();
  const { body } = await post("/twilio/legs/forgotten", call());
  expect(body).toContain("A real person will pick up");
  expect(memory.sessions.size).toBe(1);
});

test("a call of ours whose leg nobody knows hears nothing", async () => {
  const { post, memory } = carrier();
  const { body } = await post("/twilio/legs/forgotten", outgoing());
  expect(body).toContain("<Hangup/>");
  expect(memory.sessions.size).toBe(0);
});

test("a softphone that fetches its address has taken the call", async () => {
  const { post, memory, session, kinds } = await arrived();
  calledLeg(memory, { sessionId: session.id });
  const { body } = await post("/twilio/legs/duty-1", outgoing());
  expect(kinds()).toContain("responderJoined");
  expect(body).toContain(`>s-${session.id}</Conference>`);
  await post("/twilio/legs/duty-1", outgoing());
  expect(kinds().filter((kind) => kind === "responderJoined")).toHaveLength(1);
});

test("somebody's own phone takes the call with 1, not by picking up", async () => {
  const { post, memory, session, kinds } = await arrived();
  const ring = {
    staffId: "ana",
    via: "phone",
    until: memory.now + 20_000,
    languages: ["en"],
  } as const;
  set(memory, session, { company: { ...session.company, ringing: [ring] } });
  calledLeg(memory, { sessionId: session.id, via: "phone" });
  const { body } = await post("/twilio/legs/duty-1", outgoing());
  expect(kinds()).not.toContain("responderJoined");
  expect(body).toContain("Press 1 to take the call");
  const accept = pathsIn(body)[0] ?? "";
  await post(accept, outgoing());
  expect(kinds()).not.toContain("responderJoined");
  const taken = await post(accept, outgoing({ Digits: "1" }));
  expect(kinds()).toContain("responderJoined");
  expect(taken.body).toContain('hangupOnStar="true"');
});

test("star opens the menu, unless we have just moved the leg", async () => {
  const { post, memory, session } = await arrived();
  calledLeg(memory, { sessionId: session.id });
  await post("/twilio/legs/duty-1", outgoing());
  const leg = memory.legs.get("duty-1");
  if (leg === undefined) throw new Error("No leg");
  memory.legs.set(leg.id, { ...leg, via: "phone" });
  const star = "/twilio/legs/duty-1?ask=conference&turn=1";
  expect((await post(star, outgoing())).body).toContain("<Gather");
  memory.legs.set(leg.id, { ...leg, via: "phone", movedAt: memory.now - 1_000 });
  const moved = await post(star, outgoing());
  expect(moved.body).not.toContain("<Gather");
  expect(moved.body).toContain("<Conference");
});

test.each(["machine_start", "machine_end_beep", "fax"])("%s hears nothing", async (AnsweredBy) => {
  const { post, memory, session } = await arrived();
  calledLeg(memory, { sessionId: session.id, role: "caller", party: null, via: null });
  const { body } = await post("/twilio/legs/duty-1", outgoing({ AnsweredBy }));
  expect(body).toContain("<Response><Hangup/></Response>");
  expect(memory.legs.get("duty-1")).toMatchObject({ endedHow: "machine" });
});

test("a caller who hangs up inside a conference is known to be gone", async () => {
  const { post, session, kinds } = await arrived();
  const path = `/twilio/legs/${session.caller.legId}?ask=conference&turn=1`;
  await post(path, call({ CallStatus: "completed" }));
  expect(kinds()).toContain("callerLeft");
});

test("a malformed request hears an apology and comes back to the same address", async () => {
  const { post, asked, kinds } = await arrived();
  const before = kinds();
  const { status, body } = await post(asked, { Digits: "9" });
  expect(status).toBe(200);
  expect(body).toContain("Sorry about that");
  expect(pathsIn(body)[0]).toContain("ask=menu");
  expect(kinds()).toEqual(before);
});

test("a person is told of a caller alone with us whose telephone makes no sense", async () => {
  const { post, asked, memory } = await arrived();
  await post(asked, { Digits: "9" });
  const owed = memory.owed.map(({ duty }) => duty);
  expect(owed).toContainEqual(expect.objectContaining({ kind: "page", because: "callerWaiting" }));
  expect(owed).toContainEqual(expect.objectContaining({ kind: "ringNext" }));
});

test("while the store is silent a caller is kept company, their answer kept, and in a minute they go another way", async () => {
  const { post, memory, routes, asked, kinds } = await arrived();
  const { store } = routes.line;
  const awake = { ...store };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const waiting = Promise.withResolvers<void>();
  store.load = () => {
    waiting.resolve();
    return new Promise(() => undefined);
  };
  const silent = post(asked, call({ Digits: "9" }));
  await waiting.promise;
  await vi.advanceTimersByTimeAsync(2_000);
  const { status, body } = await silent;
  vi.useRealTimers();
  expect(status).toBe(200);
  expect(body).toContain("Stay with me");
  expect(body).toContain("Reste avec moi");
  expect(body).toContain('<Pause length="5"/>');

  Object.assign(store, awake);
  memory.now += 7_000;
  const again = pathsIn(body)[0] ?? "";
  expect((await post(again, call())).body).toContain("Okay, I'm getting someone");
  expect(kinds().filter((kind) => kind === "emergencyDeclared")).toHaveLength(1);

  store.load = () => Promise.reject(new Error("away"));
  memory.now += 53_000;
  expect((await post(again, call())).body).toContain("fallback.example.org");
});
