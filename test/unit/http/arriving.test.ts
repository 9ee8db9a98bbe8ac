import { expect, test } from "vitest";
import { arrive } from "../../../src/engine/arrive.ts";
import { call, carrier, pathsIn } from "../../support/carrier.ts";

const incoming = "/twilio/voice/incoming";

const only = <T>(values: Iterable<T>): T => {
  const [first, ...others] = values;
  if (first === undefined || others.length > 0) throw new Error("Expected exactly one");
  return first;
};

test("a caller is greeted, heard, and led back to their own address", async () => {
  const { post, memory } = carrier();
  const { status, body, type } = await post(incoming, call());
  expect(status).toBe(200);
  expect(type).toContain("text/xml");
  expect(body).toContain("A real person will pick up");
  const leg = only(memory.legs.values());
  const session = only(memory.sessions.values());
  expect(leg).toMatchObject({ role: "caller", sessionId: session.id, rehearsal: false });
  expect(session).toMatchObject({ language: "en", caller: { legId: leg.id, numberKnown: true } });
  expect(pathsIn(body).filter((path) => !path.startsWith("/twilio/sounds/"))).toSatisfy(
    (paths: string[]) => paths.every((path) => path.startsWith(`/twilio/legs/${leg.id}`)),
  );
  expect(memory.owed.map(({ duty }) => duty.kind)).toContain("ringNext");
});

test("the caller's number is sealed with the plan and written nowhere else", async () => {
  const { post, memory } = carrier();
  await post(incoming, call());
  expect(only(memory.plans.values()).callerNumber).toBe("+15555550123");
  const told = JSON.stringify([
    ...memory.events.values(),
    ...memory.sessions.values(),
    memory.logged,
  ]);
  expect(told).not.toContain("5555550123");
});

test("a webhook that comes again meets the same session", async () => {
  const { post, memory } = carrier();
  const first = await post(incoming, call());
  const second = await post(incoming, call());
  expect(pathsIn(second.body).map((path) => path.split("?")[0])).toEqual(
    pathsIn(first.body).map((path) => path.split("?")[0]),
  );
  const session = only(memory.sessions.values());
  expect(only(memory.legs.values()).sessionId).toBe(session.id);
  const arrivals = memory.events.get(session.id)?.filter(({ kind }) => kind === "callArrived");
  expect(arrivals).toHaveLength(1);
});

test("two at once are one", async () => {
  const { post, memory } = carrier();
  await Promise.all([post(incoming, call()), post(incoming, call())]);
  expect(memory.sessions.size).toBe(1);
  expect(memory.legs.size).toBe(1);
});

test("a softphone never dials", async () => {
  const { post, memory } = carrier();
  const { status, body } = await post(incoming, call({ From: "client:ana" }));
  expect(status).toBe(200);
  expect(body).toContain("<Reject/>");
  expect(memory.legs.size).toBe(0);
});

test.each([
  "anonymous",
  "",
  "sip:someone@example.org",
  "unknown",
  "☎",
  "+266696687",
  "+15555550100",
])("%o is a caller without a number", async (From) => {
  const { post, memory } = carrier();
  const { body } = await post(incoming, call({ From }));
  expect(body).toContain("A real person will pick up");
  expect(only(memory.sessions.values()).caller.numberKnown).toBe(false);
  expect(memory.plans.size).toBe(0);
});

test("the number dialled decides the language", async () => {
  const { post, memory } = carrier();
  const { body } = await post(incoming, call({ To: "+15555550110" }));
  expect(body).toContain("Une vraie personne va te répondre");
  expect(only(memory.sessions.values()).language).toBe("fr");
});

test("only the number dialled makes a rehearsal", async () => {
  const { post, memory } = carrier();
  const { body } = await post(incoming, call({ To: "+15555550150" }));
  expect(body).toContain("practice call");
  expect(only(memory.sessions.values()).rehearsal).toBe(true);
  await post(incoming, call({ CallSid: "CA2", From: "+15555550150" }));
  expect([...memory.sessions.values()].map(({ rehearsal }) => rehearsal)).toEqual([true, false]);
});

test("a desk's return number with no dispatch open is answered as for anybody", async () => {
  const { post, memory } = carrier();
  const { body } = await post(incoming, call({ To: "+15555550190" }));
  expect(body).toContain("A real person will pick up");
  expect(only(memory.legs.values()).role).toBe("caller");
});

test("a number that cannot be sealed does not cost the caller their answer", async () => {
  const { routes, memory } = carrier();
  const { post } = carrier({
    ...routes.line,
    plans: { ...routes.line.plans, write: () => Promise.reject(new Error("no key")) },
  });
  expect((await post(incoming, call())).body).toContain("A real person will pick up");
  expect(memory.logged.join()).toContain("could not be sealed");
});

test("a malformed call hears an apology in both languages and is asked again", async () => {
  const { post, memory } = carrier();
  const { status, body } = await post(incoming, { From: "+15555550123" });
  expect(status).toBe(200);
  expect(body).toContain("Sorry about that");
  expect(body).toContain("excuse");
  expect(pathsIn(body)[0]).toContain(`${incoming}?away=`);
  expect(memory.legs.size).toBe(0);
  memory.now += 60_000;
  const later = await post(pathsIn(body)[0] ?? "", { From: "+15555550123" });
  expect(later.body).toContain("fallback.example.org");
});

test("with nowhere to write it down, a call hears one sentence and goes another way", async () => {
  const { routes } = carrier();
  const { post } = carrier({
    legs: { ...routes.line.legs, byCallSid: () => Promise.reject(new Error("away")) },
  });
  const { status, body } = await post(incoming, call());
  expect(status).toBe(200);
  expect(body).toContain("another way");
  expect(body).toContain("https://fallback.example.org/voice</Redirect>");
});

test("on a line that seals places, a call says so from its first event on; on another it does not", async () => {
  const { post, memory, routes } = carrier();
  await post(incoming, call());
  expect(only(memory.sessions.values())).not.toHaveProperty("seal");
  const arrivals = { ...routes.arrivals, sealsPlaces: true };
  const arrival = { callSid: "CAsealed", from: "+15555550124", to: "+15555550100" };
  const { session, events } = await arrive(routes.line, arrivals, arrival);
  expect(events).toMatchObject([{ kind: "callArrived", sealsPlace: true }]);
  expect(session.seal).toEqual({ readBack: [], shut: false, opened: [] });
});
