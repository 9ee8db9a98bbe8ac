import { afterAll, beforeAll, expect, test } from "vitest";
import { handle } from "../../src/engine/handle.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let robin: Awaited<ReturnType<typeof signedIn>>;
let dana: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  api = await apiOnPostgres();
  robin = await signedIn(api.app, "robin@rehearsal.example");
  dana = await signedIn(api.app, "dana@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

/** A plan as the console sends it: everything asked for, nothing known. */
const asked = {
  callerName: null,
  place: "none",
  address: null,
  municipality: null,
  province: null,
  wayIn: null,
  othersThere: null,
  callerNumber: null,
  naloxone: "unknown",
  people: null,
  trusted: null,
  help: "ambulance",
  trustedFirst: false,
  mayText: false,
  numberGiven: false,
} as const;

/** Robin is with a caller; the one before has gone. */
async function withRobin(): Promise<string> {
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  return id;
}

let told = 0;
const tell = (id: string, body: InputBody) => {
  told += 1;
  return handle(api.line, id, { ...body, id: `told:${told}`, at: api.time.now });
};

test("a place without a desk is answered as such, told, shown and read back; then the session ends", async () => {
  const id = await withRobin();
  const far = {
    ...asked,
    place: "exact",
    address: "7 Far Road.",
    province: "ON",
    unit: "4",
  } as const;
  await api.db.desk.updateMany({
    where: { province: "ON" },
    data: { municipalities: ["Elsewhere"] },
  });
  const put = await robin.put(`/api/sessions/${id}/plan`, far);
  expect(put.body).toMatchObject({ noDesk: true, desks: [] });
  const said = await robin.post(`/api/sessions/${id}/no-desk-told`, {});
  expect(said.body).toMatchObject({ sends: { noDeskTold: true } });
  await robin.put(`/api/sessions/${id}/plan`, { ...far, naloxone: "yes" });
  const same = await robin.get(`/api/sessions/${id}`);
  expect(same.body).toMatchObject({ sends: { noDeskTold: true } });
  await robin.put(`/api/sessions/${id}/plan`, { ...far, address: "9 Far Road" });
  const other = await robin.get(`/api/sessions/${id}`);
  expect(other.body).toMatchObject({ sends: { noDeskTold: false } });

  const { body } = await robin.get(`/api/sessions/${id}/plan`);
  expect(body["readBack"]).toMatchObject({
    en: [
      { part: "address", say: "You're at 9 Far Road." },
      { part: "unit", say: "It's unit 4." },
      { part: "town", say: "That's in Ontario." },
      { part: "whoComes", say: expect.stringMatching(/I have nobody to send/) },
    ],
    fr: [{ say: "Tu es ici : 9 Far Road." }, {}, {}, {}],
  });
  await robin.post(`/api/sessions/${id}/read-back`, { parts: ["address", "town"] });
  const events = await api.line.store.events(id);
  expect(events.at(-1)).toMatchObject({ kind: "placeReadBack", parts: ["address", "town"] });
  expect(JSON.stringify(events)).not.toMatch(/Far Road/);
  await robin.post(`/api/sessions/${id}/goodbye`, {});
});

test("a place they said themselves is sealed, heard by their responder, and stands in the plan until one is written", async () => {
  const id = await withRobin();
  const spokenOf = async () => (await api.line.store.load(id))?.spoken;
  expect(
    (await robin.put(`/api/sessions/${id}/plan`, { ...asked, place: "exact", spoken: true }))
      .status,
  ).toBe(409);
  await robin.post(`/api/sessions/${id}/ask-place`, {});
  const key = { kind: "keyPressed", legId: "", role: "caller", party: null } as const;
  const legId = (await api.line.store.load(id))?.caller.legId ?? "";
  await tell(id, { ...key, legId, ask: "province", digits: "2" });
  const take = (await spokenOf())?.take ?? 0;
  const ended = { legId, take, recordingSid: "RE1", lastsMs: 8_000, digits: "#" };
  await tell(id, { kind: "recordingEnded", ...ended });
  await api.line.recordings.write(id, take, Buffer.from("a voice"), api.time.now);
  await tell(id, { kind: "recordingKept", take, lastsMs: 8_000, desks: ["rehearsal_qc_1"] });
  await tell(id, { ...key, legId, ask: "rightPlace", digits: "1" });

  const row = await api.db.recording.findFirst({ where: { sessionId: id } });
  expect(Buffer.from(row?.sealed ?? []).toString("latin1")).not.toMatch(/a voice|YSB2b2ljZQ/);
  const heard = await api.app.inject({
    method: "GET",
    url: `/api/sessions/${id}/spoken-place`,
    cookies: robin.cookies,
  });
  expect([heard.statusCode, heard.headers["content-type"], heard.body]).toEqual([
    200,
    "audio/wav",
    "a voice",
  ]);
  const read = await api.db.auditRecord.findFirst({
    where: { kind: "placeHeard", who: "robin" },
  });
  expect(read?.about).toBe(id);

  const { body } = await robin.get(`/api/sessions/${id}/plan`);
  expect(body["plan"]).toMatchObject({
    place: "exact",
    spoken: true,
    province: "QC",
    address: null,
  });
  const kept = await robin.put(`/api/sessions/${id}/plan`, {
    ...asked,
    place: "exact",
    spoken: true,
    province: "QC",
    wayIn: "side door",
  });
  expect(kept.body).toMatchObject({ noDesk: false });
  expect((await robin.get(`/api/sessions/${id}`)).body).toMatchObject({ sends: { spoken: true } });
  const stale = await robin.put(`/api/sessions/${id}/plan`, { ...asked, people: 2 });
  expect(stale.body).toMatchObject({ noDesk: false, desks: kept.body["desks"] });
  expect((await robin.get(`/api/sessions/${id}`)).body).toMatchObject({ sends: { spoken: true } });
  expect((await robin.get(`/api/sessions/${id}/plan`)).body["plan"]).toMatchObject({
    place: "exact",
    spoken: true,
    province: "QC",
    wayIn: "side door",
    people: 2,
  });
  await robin.post(`/api/sessions/${id}/goodbye`, {});
});

test("a recording opens only for its own session and number, and is erased with the plan", async () => {
  const id = await withRobin();
  const { recordings } = api.line;
  await recordings.write(id, 1, Buffer.from("one"), api.time.now);
  await recordings.write(id, 1, Buffer.from("twice"), api.time.now);
  expect(Buffer.from((await recordings.read(id, 1)) ?? []).toString()).toBe("one");
  await api.db.recording.updateMany({ where: { sessionId: id }, data: { take: 2 } });
  await expect(recordings.read(id, 2)).rejects.toThrow(/does not open/);
  await recordings.erase(id);
  expect(await recordings.has(id, 2)).toBe(false);
  await robin.post(`/api/sessions/${id}/goodbye`, {});
});

test("a follow-up is ended by saying it was done, or waived; either way the place is to be erased now", async () => {
  for (const end of ["done", "waive"] as const) {
    const id = await withRobin();
    await robin.put(`/api/sessions/${id}/plan`, {
      ...asked,
      place: "exact",
      address: "7 Near Road",
      province: "QC",
      mayFollowUp: true,
    });
    await robin.post(`/api/sessions/${id}/help`, { reason: "stoppedAnswering" });
    await robin.post(`/api/sessions/${id}/help-arrived`, { heardFrom: "crew" });
    await robin.post(`/api/sessions/${id}/close`, { outcome: "revived" });
    const duty = await api.db.duty.findFirst({ where: { sessionId: id, kind: "followUp" } });
    const wish = end === "done" ? {} : { reason: "cannotBeDone" };
    expect(await dana.post(`/api/duties/${duty?.id}/${end}`, wish)).toMatchObject({ status: 200 });
    expect((await dana.post(`/api/duties/${duty?.id}/${end}`, wish)).status).toBe(409);
    const erasing = await api.db.duty.findMany({ where: { sessionId: id, kind: "erasePlan" } });
    expect(erasing.map(({ dueAt }) => dueAt.getTime())).toContain(api.time.now);
    await api.db.claim.deleteMany();
  }
});
