import { expect, test } from "vitest";
import { call, carrier } from "../../support/carrier.ts";
import { calledLeg } from "../../support/fake-line.ts";

const outgoing = () =>
  call({ CallSid: "CAresponder", Direction: "outbound-api", From: "+15555550100" });

/** A responder on a softphone, in the conference with a caller; their console has gone silent, and they were asked to press star. */
async function asked() {
  const line = carrier();
  await line.post("/twilio/voice/incoming", call());
  const [session] = line.memory.sessions.values();
  if (session === undefined) throw new Error("No session");
  calledLeg(line.memory, { sessionId: session.id });
  const joined = await line.post("/twilio/legs/duty-1", outgoing());
  const there = line.memory.sessions.get(session.id);
  const responder = there?.company.responder;
  if (there === undefined || responder == null) throw new Error("Nobody joined");
  const unheard = { ...responder, unheardUntil: line.memory.now + 3_000 };
  const company = { ...there.company, responder: unheard };
  line.memory.sessions.set(session.id, { ...there, company });
  const heard = () =>
    line.memory.sessions.get(session.id)?.company.responder?.unheardUntil === undefined;
  return { ...line, joined, heard };
}

const STAR = "/twilio/legs/duty-1?ask=conference&turn=1";

test("a responder in a browser can leave the conference by star, and so is known to be there", async () => {
  const { joined, post, heard } = await asked();
  expect(joined.body).toContain('hangupOnStar="true"');
  const answer = await post(STAR, outgoing());
  expect(heard()).toBe(true);
  expect(answer.body).toContain("press your key");
  expect(answer.body).toContain("<Conference");
});

test("a leg that we have just moved pressed nothing", async () => {
  const { memory, post, heard } = await asked();
  const leg = memory.legs.get("duty-1");
  if (leg === undefined) throw new Error("No leg");
  memory.legs.set(leg.id, { ...leg, movedAt: memory.now - 1_000 });
  await post(STAR, outgoing());
  expect(heard()).toBe(false);
});
