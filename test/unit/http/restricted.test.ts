import { expect, test } from "vitest";
import type { Restricted } from "../../../src/domain/restrictions.ts";
import { call, carrier, pathsIn } from "../../support/carrier.ts";
import { fakeLine } from "../../support/fake-line.ts";

const incoming = "/twilio/voice/incoming";

const ringing = async (restriction: Restricted, given: Readonly<Record<string, string>> = {}) => {
  const restraints = {
    arriving: async () => restriction,
    rungLast: async () => [],
    eraseEnded: async () => [],
  };
  const line = carrier({ restraints });
  const { body } = await line.post(incoming, call(given));
  const [path = ""] = pathsIn(body);
  return { ...line, body, path };
};

test("a blocked caller is told what there is, and hung up on only after they had time", async () => {
  const { memory, body, path, post } = await ringing("blocked");
  expect(body).toContain("Press 9 now, or call 911");
  memory.now += 60_000;
  expect((await post(path, call())).body).toContain("<Gather");
  memory.now += 40_000;
  const { body: last } = await post(path, call());
  expect(last).toContain("<Hangup");
  expect(last).not.toContain("<Gather");
});

test("whoever pressed 7 in time is watched over, and not hung up on", async () => {
  const { memory, path, post } = await ringing("blocked");
  const watched = await post(path, call({ Digits: "7" }));
  memory.now += 100_000;
  const [next = path] = pathsIn(watched.body);
  const { body } = await post(next, call());
  expect(body).toContain("<Gather");
  expect(body).not.toContain("<Hangup");
});

test("a number that is withheld is not even looked up", async () => {
  const { body } = await ringing("blocked", { From: "anonymous" });
  expect(body).toContain("A real person will pick up");
});

test("before the session is opened nothing waits for what stands about its number, and whether it has a plan, one after the other", async () => {
  const asked: string[] = [];
  let both: () => void = () => undefined;
  const together = new Promise<void>((resolve) => {
    both = resolve;
  });
  const note = async (what: string) => {
    if (asked.push(what) === 2) both();
    await together;
    return null;
  };
  const { line } = fakeLine();
  const { post, memory } = carrier({
    restraints: { ...line.restraints, arriving: () => note("restriction") },
    plans: { ...line.plans, read: () => note("plan") },
  });
  await post("/twilio/voice/incoming", call());
  expect(asked.slice(0, 2)).toEqual(["restriction", "plan"]);
  expect(memory.sessions.size).toBe(1);
});
