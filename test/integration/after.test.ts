import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import {
  debriefsAnswer,
  loadAnswer,
  ownAnswer,
  peersAnswer,
  sharedAnswer,
} from "../../src/http/contract-after.ts";
import type { ConsoleInput } from "../../src/domain/session/inputs.ts";
import { handle } from "../../src/engine/handle.ts";
import { perform } from "../../src/engine/perform.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
type Console = Awaited<ReturnType<typeof signedIn>>;
let api: Api;
let dana: Console;
let robin: Console;
let jo: Console;
const texts: { to: string; body: string }[] = [];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

beforeAll(async () => {
  api = await apiOnPostgres();
  api.line.phone.text = async (to, _from, body) => void texts.push({ to, body });
  dana = await signedIn(api.app, "dana@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
  jo = await signedIn(api.app, "jo@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(async () => {
  api.time.now = noon;
  texts.length = 0;
  await api.db.$executeRaw`
    TRUNCATE debriefs, duties, claims, after_entries, peer_turns, peer_asks, peer_contacts, not_rung,
      load_limits, supervision_meetings, shifts, call_log`;
});

type Wish = ConsoleInput extends infer I ? (I extends unknown ? Omit<I, "by"> : never) : never;
const did = (id: string, wish: Wish) =>
  handle(api.line, id, { ...wish, by: "robin", id: uuid(), at: api.time.now });

/** Robin's emergency, called off and closed. */
async function anEmergency(): Promise<string> {
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  await did(id, { kind: "helpSent", reason: "stoppedAnswering" });
  await did(id, { kind: "stoodDown", reason: "callerTalking" });
  await did(id, { kind: "closed", outcome: "calledOff" });
  return id;
}

const debriefsOf = async (by: Console, url = "/api/me/debriefs") =>
  debriefsAnswer.parse((await by.get(url)).body).debriefs;

test("a debrief is owed after an emergency, offered by name, and given: everybody sees when and by whom, nobody what", async () => {
  const sessionId = await anEmergency();
  const [owed] = await debriefsOf(robin);
  expect(owed).toMatchObject({ staffId: "robin", sessionId, offered: null, ended: null });
  expect(owed?.dueAt).toBe(noon + DAY);
  expect(await debriefsOf(jo)).toEqual([]);

  const url = `/api/debriefs/${owed?.id}`;
  const meetsAt = noon + 3 * HOUR;
  expect((await robin.post(`${url}/offer`, { withId: "jo", meetsAt })).status).toBe(403);
  expect((await dana.post(`${url}/offer`, { withId: "robin", meetsAt })).body["code"]).toBe(
    "debriefOwn",
  );
  expect((await dana.post(`${url}/offer`, { withId: "jo", meetsAt })).status).toBe(200);
  expect(await debriefsOf(robin)).toMatchObject([
    { offered: { by: "dana", withId: "jo", at: noon, meetsAt } },
  ]);

  api.time.now = noon + 4 * HOUR;
  expect((await dana.post(`${url}/done`, { withId: "jo" }, "given")).status).toBe(200);
  expect((await dana.post(`${url}/done`, { withId: "jo" }, "given")).status).toBe(200);
  expect((await dana.post(`${url}/done`, { withId: "dana" })).body["code"]).toBe("dutyEnded");
  const ended = { how: "given", withId: "jo", at: noon + 4 * HOUR };
  expect(await debriefsOf(robin)).toMatchObject([{ ended }]);
  expect(await debriefsOf(dana, "/api/debriefs")).toMatchObject([{ staffId: "robin", ended }]);
  expect(await api.db.lineEvent.count({ where: { kind: "debriefHeld" } })).toBe(1);
  const room = z.strictObject({
    by: z.string(),
    dutyId: z.string(),
    sessionId: z.string(),
    withId: z.string(),
  });
  const held = await api.db.lineEvent.findFirstOrThrow({ where: { kind: "debriefHeld" } });
  expect(room.safeParse(held.data).success).toBe(true);
});

test("they say themselves that they had it, or that they do not want it; of another's they learn nothing", async () => {
  await anEmergency();
  await anEmergency();
  const [one, two] = await debriefsOf(robin);
  const url = (id = "") => `/api/me/debriefs/${id}`;
  expect((await jo.post(`${url(one?.id)}/decline`)).status).toBe(404);
  expect((await jo.post(`${url(one?.id)}/done`, { withId: "dana" })).status).toBe(404);
  expect((await robin.post(`${url(one?.id)}/done`, { withId: "robin" })).status).toBe(422);
  expect((await robin.post(`${url(one?.id)}/done`, { withId: "jo" })).status).toBe(200);
  expect((await robin.post(`${url(two?.id)}/decline`)).status).toBe(200);
  const shown = await debriefsOf(dana, "/api/debriefs");
  expect(shown.map(({ ended }) => ended)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ how: "given", withId: "jo" }),
      expect.objectContaining({ how: "waived", by: "robin", because: "noLongerNeeded", at: noon }),
    ]),
  );
  const duties = await api.db.duty.findMany({ where: { kind: "debrief" } });
  expect(duties.map(({ waivedBy, doneAt }) => waivedBy ?? doneAt).every(Boolean)).toBe(true);
});

test("anybody asks for one after any call; no timeline says so, and it stays owed until it ends", async () => {
  await robin.post("/api/me/debriefs", undefined, "ask");
  await robin.post("/api/me/debriefs", undefined, "ask");
  await robin.post("/api/me/debriefs");
  const [owed, ...more] = await debriefsOf(robin);
  expect(more).toEqual([]);
  expect(owed).toMatchObject({ sessionId: null, since: noon, dueAt: noon + DAY });
  await api.roster.goOnShift("dana", "supervising", noon);
  api.time.now = noon + DAY;
  await perform(api.line, "a worker", owed?.id ?? "");
  expect(await debriefsOf(dana, "/api/debriefs")).toMatchObject([{ ended: null }]);
  const duty = await api.db.duty.findUniqueOrThrow({ where: { id: owed?.id ?? "" } });
  expect(duty.heldUntil?.getTime()).toBe(noon + 2 * DAY);
  expect(await api.db.lineEvent.count({ where: { kind: "debriefOwed" } })).toBe(1);
  const waived = { reason: "cannotBeDone" };
  expect((await dana.post(`/api/debriefs/${owed?.id}/waive`, waived)).status).toBe(200);
  expect(await debriefsOf(robin)).toMatchObject([
    { ended: { how: "waived", by: "dana", because: "cannotBeDone" } },
  ]);
  const anew = await robin.post("/api/me/debriefs");
  expect(anew.status).toBe(200);
  expect((await debriefsOf(robin)).filter(({ ended }) => ended === null)).toHaveLength(1);
});

test("somebody has arranged it: nobody is reminded before they had time to meet", async () => {
  await anEmergency();
  const [owed] = await debriefsOf(robin);
  const meetsAt = noon + 2 * DAY;
  await dana.post(`/api/debriefs/${owed?.id}/offer`, { withId: "dana", meetsAt });
  api.time.now = noon + DAY + 1;
  expect(await api.line.store.overdue(api.time.now, 50)).not.toContain(owed?.id);
  api.time.now = meetsAt + 2 * HOUR + 1;
  expect(await api.line.store.overdue(api.time.now, 50)).toContain(owed?.id);
});

const WORDS = "The flamingo wept over Kettlewick";
const entry = { sessionId: null, difficulty: 4, energy: 2, words: WORDS, shared: false };
const mine = async (by: Console) => ownAnswer.parse((await by.get("/api/me/after")).body);

test("how it was is for whoever wrote it; what they share are two numbers, and they take that back", async () => {
  const sessionId = await anEmergency();
  await robin.post("/api/me/after", { ...entry, sessionId }, "once");
  await robin.post("/api/me/after", { ...entry, sessionId }, "once");
  const { entries, calls } = await mine(robin);
  expect(entries).toMatchObject([
    { shared: false, said: { sessionId, difficulty: 4, energy: 2, words: WORDS } },
  ]);
  expect(calls).toEqual([{ sessionId, openedAt: noon }]);
  expect((await mine(jo)).entries).toEqual([]);
  const shared = async () => sharedAnswer.parse((await dana.get("/api/after/shared")).body).shared;
  expect(await shared()).toEqual([]);

  const id = entries[0]?.id ?? "";
  expect((await jo.put(`/api/me/after/${id}/shared`, { shared: true })).status).toBe(404);
  await robin.put(`/api/me/after/${id}/shared`, { shared: true });
  expect(await shared()).toEqual([{ id, staffId: "robin", at: noon, difficulty: 4, energy: 2 }]);
  expect((await robin.get("/api/after/shared")).status).toBe(403);
  await robin.put(`/api/me/after/${id}/shared`, { shared: false });
  expect(await shared()).toEqual([]);
  expect((await jo.del(`/api/me/after/${id}`)).status).toBe(404);
  await robin.del(`/api/me/after/${id}`);
  expect((await mine(robin)).entries).toEqual([]);
});

test.each([
  [{ ...entry, difficulty: 0 }],
  [{ ...entry, energy: 6 }],
  [{ ...entry, difficulty: 2.5 }],
  [{ ...entry, staffId: "jo" }],
])("what does not fit is refused: %o", async (wrong) => {
  expect((await robin.post("/api/me/after", wrong)).status).toBe(400);
});

test("a limit is one's own: it is kept, seen by nobody else, and counts the callers of this shift", async () => {
  const load = async (by: Console) => loadAnswer.parse((await by.get("/api/me/load")).body);
  await api.roster.goOnShift("robin", "line", noon - HOUR);
  await robin.put("/api/me/load", { limit: 2 });
  await anEmergency();
  await api.roster.back("robin", noon);
  expect(await load(robin)).toMatchObject({ limit: 2, calls: 1 });
  expect(await load(jo)).toMatchObject({ limit: null, calls: 0 });
  const atLimit = async () =>
    (await api.line.roster.now(api.time.now)).find(({ staffId }) => staffId === "robin")?.atLimit;
  expect(await atLimit()).toBeUndefined();
  await anEmergency();
  await api.roster.back("robin", noon);
  expect(await atLimit()).toBe(true);
  await robin.put("/api/me/load", { limit: null });
  expect(await atLimit()).toBeUndefined();
  expect((await robin.put("/api/me/load", { limit: 0 })).status).toBe(400);
  await robin.put("/api/me/load", { limit: 1 });
  api.time.now = noon + HOUR;
  await api.roster.goOffShift("robin", api.time.now);
  await api.roster.goOnShift("robin", "line", api.time.now);
  expect(await load(robin)).toMatchObject({ limit: 1, calls: 0 });
});

const peers = async (by: Console) => peersAnswer.parse((await by.get("/api/me/peers")).body);

test("a peer on the rota is asked past everybody else: a text without a name, and only the two see it", async () => {
  const turn = { startsAt: noon - HOUR, endsAt: noon + HOUR };
  expect((await robin.post("/api/me/peers/asks", { toId: "jo" })).body["code"]).toBe("notAPeerNow");
  await jo.post("/api/me/peers/turns", turn);
  expect((await jo.post("/api/me/peers/turns", { ...turn, endsAt: noon - 1 })).status).toBe(422);
  const asked = await robin.post("/api/me/peers/asks", { toId: "jo" }, "ask");
  expect(asked.body).toEqual({ done: true, told: "noNumber" });
  await robin.post("/api/me/peers/asks", { toId: "jo" }, "ask");
  const [ask, ...more] = (await peers(jo)).asks;
  expect(more).toEqual([]);
  expect(ask).toMatchObject({ fromId: "robin", toId: "jo", answeredAt: null });
  expect((await peers(dana)).asks).toEqual([]);
  expect((await dana.post(`/api/me/peers/asks/${ask?.id}/answered`)).status).toBe(404);
  await jo.post(`/api/me/peers/asks/${ask?.id}/answered`);
  expect((await peers(robin)).asks).toMatchObject([{ answeredAt: noon }]);
  const [row] = await api.db.peerAsk.findMany();
  expect(JSON.stringify(row)).not.toContain("robin");
  const [onRota] = (await peers(robin)).turns;
  expect((await robin.del(`/api/me/peers/turns/${onRota?.id}`)).status).toBe(404);
  expect((await jo.del(`/api/me/peers/turns/${onRota?.id}`)).status).toBe(200);
});

test("whoever has a phone is texted, and neither who asks nor why is in it", async () => {
  const casey = await api.db.staff.findFirstOrThrow({ where: { phoneSealed: { not: null } } });
  await api.db.peerTurn.create({
    data: {
      id: uuid(),
      staffId: casey.id,
      fromAt: new Date(noon - HOUR),
      toAt: new Date(noon + HOUR),
    },
  });
  const by = casey.id === "dana" ? robin : dana;
  const asked = await by.post("/api/me/peers/asks", { toId: casey.id });
  expect(asked.body).toMatchObject({ told: "texted" });
  expect(texts).toHaveLength(1);
  expect(texts[0]?.body).not.toMatch(/robin|dana/i);
});

test("supervision is a date and two names; whoever met sees it, and supervisors keep it", async () => {
  const met = { staffId: "robin", withId: "dana", day: "2026-11-20" };
  expect((await robin.post("/api/supervision", met)).status).toBe(403);
  expect((await dana.post("/api/supervision", { ...met, notes: "long" })).status).toBe(400);
  expect((await dana.post("/api/supervision", { ...met, withId: "robin" })).status).toBe(422);
  await dana.post("/api/supervision", met);
  await dana.post("/api/supervision", met);
  const { meetings } = await peers(robin);
  expect(meetings).toMatchObject([met]);
  expect((await peers(jo)).meetings).toEqual([]);
  expect((await dana.del(`/api/supervision/${meetings[0]?.id}`)).status).toBe(200);
  expect((await peers(robin)).meetings).toEqual([]);
});

test("whom one turns to, one's words and who asked whom are in no table, no event and no log but sealed", async () => {
  const secrets = [WORDS, "Quixby +15555550187", "robin asks"];
  await jo.post("/api/me/peers/turns", { startsAt: noon - HOUR, endsAt: noon + HOUR });
  await robin.put("/api/me/peers/contact", { contact: secrets[1] });
  await robin.post("/api/me/after", { ...entry, shared: true });
  await robin.post("/api/me/peers/asks", { toId: "jo" });
  expect((await peers(robin)).contact).toBe(secrets[1]);
  expect((await peers(dana)).contact).toBeNull();
  const tables = await api.db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await api.db.$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_json(t)::text AS row FROM "${name}" t`,
    );
    for (const { row } of rows) if (tells(row)) found.push(`${name}: ${row}`);
  }
  expect(found).toEqual([]);
  for (const url of ["/api/debriefs", "/api/after/shared", "/api/supervision", "/api/duties"])
    expect(JSON.stringify((await dana.get(url)).body)).not.toMatch(/flamingo|Quixby/);
});

/** In words, or as the bytes of them. */
function tells(row: string): boolean {
  const words = ["flamingo", "Quixby", "5555550187", '"fromId"'];
  const bytes = words.map((word) => Buffer.from(word).toString("hex"));
  return [...words, ...bytes].some((word) => row.includes(word));
}
