import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { v7 as uuid } from "uuid";

import { handle } from "../../src/engine/handle.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { call, sign } from "../support/carrier.ts";
import { FORM } from "../support/fuzz-conversations.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
let api: Api;
let robin: Awaited<ReturnType<typeof signedIn>>;
let id = "";

beforeAll(async () => {
  api = await apiOnPostgres();
  robin = await signedIn(api.app, "robin@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

beforeEach(async () => {
  await api.db.$executeRaw`TRUNCATE claims`;
  id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
});

const kinds = async () => (await api.line.store.events(id)).map(({ kind }) => kind);

/** As the carrier sends it, signed. */
async function posted(path: string, fields: Readonly<Record<string, string>>) {
  const answer = await api.app.inject({
    method: "POST",
    url: path,
    headers: { "content-type": FORM, "x-twilio-signature": sign(path, fields, api.authToken) },
    payload: new URLSearchParams(fields).toString(),
  });
  expect(answer.statusCode).toBe(200);
  return answer.body;
}

test("a wish that was refused stays refused: sent again once it could be granted, it does nothing, and nobody is told that it is done", async () => {
  const url = `/api/sessions/${id}/check-ins/1`;
  const key = uuid();
  expect((await robin.post(url, { mark: "well" }, key)).status).toBe(409);
  await robin.post(`/api/sessions/${id}/using-now`);
  const before = await kinds();
  const again = await robin.post(url, { mark: "well" }, key);
  expect([again.status, again.body["code"]]).toEqual([422, "keyReused"]);
  expect(await kinds()).toEqual(before);
  expect((await robin.post(url, { mark: "well" })).status).toBe(200);
  expect(await kinds()).toContain("checkInKept");
});

test("a key that meant nothing, told again by the carrier when it would mean something, changes nothing", async () => {
  await api.line.legs.add({
    id,
    sessionId: id,
    role: "caller",
    party: null,
    dutyId: null,
    attempt: 0,
    callSid: `CA${id}`,
    rehearsal: true,
    language: "en",
    via: null,
    requestedAt: api.time.now,
    answeredAt: api.time.now,
    endedAt: null,
    endedHow: null,
    movedAt: null,
  });
  const pressedAt = (turn: number) => {
    const asked = { ask: "c1.1", at: String(api.time.now), turn: String(turn) };
    return `/twilio/legs/${id}?${new URLSearchParams(asked).toString()}`;
  };
  const pressed = call({ CallSid: `CA${id}`, Digits: "5" });
  const [first, second] = [pressedAt(1), pressedAt(2)];
  const before = await kinds();
  await posted(first, pressed);
  expect(await kinds()).toEqual(before);

  await robin.post(`/api/sessions/${id}/using-now`);
  const watched = await kinds();
  await posted(first, pressed);
  expect(await kinds()).toEqual(watched);
  await posted(second, pressed);
  expect(await kinds()).toEqual([...watched, "checkInKept"]);
});

test("a page is taken once by each call: its key told again, hours later, silences nothing", async () => {
  const taken = () => api.db.lineEvent.findMany({ where: { kind: "pageTaken", subject: "dana" } });
  const first = call({ CallSid: "CApage1", Digits: "1" });
  expect(await posted("/twilio/pages/dana", first)).toContain("<Say");
  expect(await taken()).toMatchObject([{ cause: "CApage1", at: new Date(api.time.now) }]);
  api.time.now += 2 * 3_600_000;
  await posted("/twilio/pages/dana", first);
  expect(await taken()).toHaveLength(1);
  await posted("/twilio/pages/dana", call({ CallSid: "CApage2", Digits: "1" }));
  expect(await taken()).toHaveLength(2);
});

test("so is being asked to cover, or rung to try: one call, one answer", async () => {
  const covers = async () =>
    (await api.db.presence.findUnique({ where: { staffId: "jo" } }))?.coversUntil ?? null;
  const pressed = call({ CallSid: "CAcover", Digits: "1" });
  await posted("/twilio/asked/cover/jo", pressed);
  const until = await covers();
  expect(until).not.toBeNull();
  api.time.now += 3_600_000;
  await posted("/twilio/asked/cover/jo", pressed);
  expect(await covers()).toEqual(until);

  await posted("/twilio/asked/test/jo", call({ CallSid: "CAtest", Digits: "1" }));
  await api.roster.missedRing("jo", api.time.now);
  await posted("/twilio/asked/test/jo", call({ CallSid: "CAtest", Digits: "1" }));
  const { lastRingMissedAt } = await api.db.presence.findUniqueOrThrow({
    where: { staffId: "jo" },
  });
  expect(lastRingMissedAt).not.toBeNull();
});

test("what the carrier tells of a call is no word of anybody's: told too soon, it still counts when it is told again", async () => {
  const heard = { kind: "machineHeard", legId: uuid(), role: "trusted", party: null } as const;
  const { events } = await handle(api.line, id, { ...heard, id: "told", at: api.time.now });
  expect(events).toEqual([]);
  const known = await api.db.sessionInput.count({ where: { sessionId: id, inputId: "told" } });
  expect(known).toBe(0);
});
