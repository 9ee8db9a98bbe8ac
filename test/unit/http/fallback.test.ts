import { expect, test } from "vitest";
import { call, carrier, pathsIn } from "../../support/carrier.ts";
import type { DeskCall } from "../../../src/domain/session/help.ts";
import type { Session } from "../../../src/domain/session/session.ts";
import { aDesk } from "../../support/desks.ts";

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
  rungAt: 0,
  answeredAt: null,
  endedAt: 0,
  how: "busy",
  slow: false,
  machine: false,
  person: false,
  byHand: false,
  hungUp: false,
};

const deskRow = { ...aDesk, rehearsal: false };

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

const stranger = { ...back, From: "+15555550188" };

/** Follows the address the answer listens at, with these keys; none: silence. */
async function keys({ post }: Awaited<ReturnType<typeof dispatched>>, body: string, Digits = "") {
  const [, action = ""] = /<Gather action="https:\/\/[^/]+([^"#]+)/.exec(body) ?? [];
  return (await post(action.replaceAll("&amp;", "&"), { ...stranger, Digits })).body;
}

const asksForReference = "Please key the three digits of the reference.";

test("whoever else dials that number keys the reference, and is joined to its people", async () => {
  const line = await dispatched("s1");
  const { body } = await line.post(incoming, stranger);
  expect(body).toContain(asksForReference);
  expect(body).toContain("Veuillez composer les trois chiffres de la référence.");
  expect(body).not.toContain("A real person will pick up");
  expect(await keys(line, body, "472")).toContain(">s-s1</Conference>");
  const leg = [...line.memory.legs.values()].find(({ role }) => role === "desk");
  expect(leg).toMatchObject({ sessionId: "s1", party: "desk-1" });
});

test("three wrong references, or silence, lead to a person, and to no dispatch", async () => {
  const line = await dispatched("s1");
  let { body } = await line.post(incoming, stranger);
  for (const wrong of ["111", "222"]) {
    body = await keys(line, body, wrong);
    expect(body).toContain("That's not a reference we have open.");
    expect(body).toContain(asksForReference);
  }
  body = await keys(line, body, "333");
  expect(body).toContain("A real person will pick up");
  expect([...line.memory.legs.values()].some(({ role }) => role === "desk")).toBe(false);
  const silent = await dispatched("s1");
  const asked = await silent.post(incoming, stranger);
  expect(await keys(silent, asked.body)).toContain("A real person will pick up");
});

test("no key of somebody unproven takes a dispatch", async () => {
  const line = await dispatched("s1");
  const { body } = await line.post(incoming, stranger);
  await keys(line, body, "1");
  expect(line.memory.sessions.get("s1")?.help).toMatchObject({ state: "asked", takenBy: null });
});

test("a desk rung for two dispatches says which by its reference; two that share one need a person", async () => {
  const line = await dispatched("s1", "s2");
  const second = line.memory.sessions.get("s2");
  if (second === undefined) throw new Error("No session");
  const other = { ...second, help: { ...second.help, reference: "815" } };
  line.memory.sessions.set("s2", other);
  const { body } = await line.post(incoming, back);
  expect(body).toContain(asksForReference);
  expect(await keys(line, body, "815")).toContain(">s-s2</Conference>");
  const same = await dispatched("s1", "s2");
  const asked = await same.post(incoming, back);
  const wrong = await keys(same, asked.body, "472");
  expect(wrong).toContain(asksForReference);
  expect(await keys(same, wrong)).toContain("A real person will pick up");
});

test("with no dispatch open whoever dials it is a caller", async () => {
  const { post } = await dispatched();
  const { body } = await post(incoming, stranger);
  expect(body).toContain("A real person will pick up");
});
