import { expect, test } from "vitest";
import type { Session } from "../../../src/domain/session/session.ts";
import { sealRecording } from "../../../src/adapters/twilio/recording-token.ts";
import { ANNOUNCEMENT_KEY, call, carrier, pathsIn } from "../../support/carrier.ts";
import { fakeLine } from "../../support/fake-line.ts";

const VOICE = Buffer.from("a voice");

/** Somebody alone, asked to say where they are; what they say lies sealed as number 1. */
async function saying() {
  const { recordings } = fakeLine().line;
  const line = carrier({
    recordings: { ...recordings, read: async (_id, take) => (take === 1 ? VOICE : null) },
  });
  await line.post("/twilio/voice/incoming", call());
  const legId = [...line.memory.legs.keys()][0] ?? "";
  const { post, memory } = line;
  await post(`/twilio/legs/${legId}?ask=menu&at=1&turn=1`, call({ Digits: "7" }));
  const asked = await post(`/twilio/legs/${legId}?ask=province&at=2&turn=2`, call({ Digits: "1" }));
  const session = (): Session => {
    const [only] = memory.sessions.values();
    if (only === undefined) throw new Error("No session");
    return only;
  };
  const play = (take: number, key = ANNOUNCEMENT_KEY, to = legId) =>
    line.get(`/twilio/recordings/${sealRecording({ legId: to, take }, key)}`);
  return { ...line, legId, asked, session, play, owed: (kind: string) => owedOf(memory, kind) };
}

const owedOf = (memory: Awaited<ReturnType<typeof carrier>>["memory"], kind: string) =>
  memory.owed.filter(({ duty }) => duty.kind === kind);

const told = (given: Readonly<Record<string, string>> = {}) => ({
  CallSid: call()["CallSid"] ?? "",
  RecordingSid: "RE1",
  RecordingStatus: "completed",
  RecordingDuration: "8",
  ...given,
});

test("what they say is recorded, and its end leads to its being fetched, once it is there", async () => {
  const { asked, post, owed, session } = await saying();
  const path = pathsIn(asked.body).find((one) => one.includes("ask=r1")) ?? "";
  const ended = { RecordingSid: "RE1", RecordingDuration: "8", Digits: "#" };
  const answer = await post(path, call(ended));
  expect(answer.body).toMatch(/One moment, I'll play it back/);
  expect(session().spoken.step).toBe("keeping");
  const status = pathsIn(asked.body).find((one) => one.includes("status/recordings")) ?? "";
  expect(await post(status, told())).toMatchObject({ status: 204, body: "" });
  expect(owed("keepRecording").map(({ duty }) => duty.dueAt - session().openedAt)).toEqual([
    8_000, 0,
  ]);
});

test("a recording of a call that is not this leg's, or is not whole, changes nothing", async () => {
  const { legId, post, owed } = await saying();
  const path = `/twilio/status/recordings/${legId}?take=1`;
  for (const given of [
    { CallSid: "CAother" },
    { RecordingStatus: "absent" },
    { RecordingSid: "" },
  ]) {
    expect((await post(path, told(given))).status).toBe(204);
  }
  expect((await post(path, told(), "not signed")).status).toBe(403);
  expect(owed("keepRecording")).toEqual([]);
});

test("a leg hears it while it is up; nobody else, and no other number, does", async () => {
  const { play, memory, legId } = await saying();
  expect(await play(1)).toMatchObject({ status: 200, body: "a voice", type: "audio/wav" });
  expect(memory.lineEvents.at(-1)).toMatchObject({ kind: "placeHeard" });
  expect((await play(1, "another key")).status).toBe(404);
  expect((await play(1, ANNOUNCEMENT_KEY, "another leg")).status).toBe(404);
  expect((await play(2)).status).toBe(404);
  const leg = memory.legs.get(legId);
  if (leg !== undefined) memory.legs.set(legId, { ...leg, endedAt: memory.now });
  expect((await play(1)).status).toBe(404);
});
