import { expect, test } from "vitest";
import { call, carrier, pathsIn } from "../../support/carrier.ts";
import type { DeskCall, Session } from "../../../src/domain/session/session.ts";

const fallback = "/twilio/voice/fallback";
const incoming = "/twilio/voice/incoming";

test("a call of a session is kept company and brought back to its own address", async () => {
  const { post, memory } = carrier();
  await post(incoming, call());
  const { status, body } = await post(fallback, call({ ErrorCode: "11200" }));
  expect(status).toBe(200);
  expect(body).toContain("Stay with me");
  expect(body).toContain("Reste avec moi");
  const [leg] = memory.legs.keys();
  expect(pathsIn(body)).toEqual([`/twilio/legs/${leg}`]);
  expect(memory.logged.join()).toContain("11200");
});

test("a caller we know nothing of is brought to the beginning", async () => {
  const { body } = await carrier().post(fallback, call());
  expect(pathsIn(body)).toEqual([incoming]);
});

test("a call of ours that is nobody's leg ends", async () => {
  const { body } = await carrier().post(fallback, call({ Direction: "outbound-api" }));
  expect(body).toContain("<Response><Hangup/></Response>");
});

test("without the store the call is kept company all the same", async () => {
  const { routes } = carrier();
  const legs = { ...routes.line.legs, byCallSid: () => Promise.reject(new Error("away")) };
  const { body } = await carrier({ legs }).post(fallback, call());
  expect(body).toContain("Stay with me");
  expect(body).toContain("https://fallback.example.org/voice</Redirect>");
});

const desk: DeskCall = {
  deskId: "desk-1",
  attempt: 1,
  errand: "dispatch",
  legId: "duty-9",
  state: "ended",
  answeredAt: null,
  slow: false,
};

const deskRow = {
  id: "desk-1",
  name: "A desk",
  language: "en",
  number: "+15555550180",
  rehearsal: false,
} as const;

async function dispatched(...sessionIds: readonly string[]) {
  const line = carrier({ desks: { forPlace: async () => [], desk: async () => deskRow } });
  await line.post(incoming, call());
  const [first] = line.memory.sessions.values();
  if (first === undefined) throw new Error("No session");
  const asked: Partial<Session["help"]> = { state: "asked", reference: "472", desks: [desk] };
  for (const id of sessionIds) {
    line.memory.sessions.set(id, { ...first, id, help: { ...first.help, ...asked } });
  }
  return line;
}

const back = call({ CallSid: "CAdesk", To: "+15555550190", From: "+15555550180" });

test("a desk that rings back meets its dispatch, with no menu and no notice", async () => {
  const { post, memory } = await dispatched("s1");
  const { body } = await post(incoming, back);
  expect(body).not.toContain("A real person will pick up");
  expect(body).toContain(">s-s1</Conference>");
  const leg = [...memory.legs.values()].find(({ role }) => role === "desk");
  expect(leg).toMatchObject({ sessionId: "s1", party: "desk-1" });
});

test("whoever else dials that number is a caller, and neither hears of the dispatch nor takes it", async () => {
  const { post, memory } = await dispatched("s1");
  const { body } = await post(incoming, { ...back, From: "+15555550188" });
  expect(body).toContain("A real person will pick up");
  expect([...memory.legs.values()].some(({ role }) => role === "desk")).toBe(false);
});
