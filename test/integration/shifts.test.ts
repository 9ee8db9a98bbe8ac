import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { onWhenAnswer, shiftCoverageAnswer, swapsAnswer } from "../../src/http/contract-shifts.ts";
import { ringOrder } from "../../src/domain/routing.ts";
import { perform } from "../../src/engine/perform.ts";
import type { Line } from "../../src/engine/ports.ts";
import type { Owed } from "../../src/engine/ports-store.ts";
import { sweep } from "../../src/engine/sweep.ts";
import { problem } from "../../src/http/contract.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";
import { toronto } from "../support/shifts.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let dana: Awaited<ReturnType<typeof signedIn>>;
let jo: Awaited<ReturnType<typeof signedIn>>;
let robin: Awaited<ReturnType<typeof signedIn>>;
const texts: { to: string; body: string }[] = [];

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  jo = await signedIn(api.app, "jo@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(async () => {
  api.time.now = noon;
  texts.length = 0;
  await api.db
    .$executeRaw`TRUNCATE claims, shifts, presence, shift_swaps, shift_overrides, shift_rules, gaps_told, coverage_minimums, duties`;
});

const night = {
  staffId: "jo",
  circle: "line",
  timeZone: "America/Toronto",
  starts: "2026-11-27T22:00",
  ends: "2026-11-28T06:00",
  repeat: "FREQ=WEEKLY;BYDAY=FR",
};
const sunday = {
  ...night,
  staffId: "robin",
  starts: "2026-11-29T08:00",
  ends: "2026-11-29T16:00",
  repeat: null,
};

async function agree(rule: object): Promise<string> {
  const answer = await dana.post("/api/shifts/rules", rule);
  expect(answer).toMatchObject({ status: 200 });
  return String(answer.body["id"]);
}
const onAt = async (time: string) =>
  (await api.line.roster.now(toronto(time))).map(({ staffId }) => staffId);
const wrongIn = ({ body }: { body: Record<string, unknown> }) =>
  (problem.parse(body).errors ?? []).map(({ where }) => where);

/** A worker's line, with a carrier that keeps what it is asked to text; nothing takes so long that a lease would be renewed. */
const worker = (): Line => ({
  ...api.line,
  clock: { ...api.line.clock, until: () => new Promise(() => undefined) },
  phone: {
    ...api.line.phone,
    text: async (to, _from, body) => {
      texts.push({ to, body });
    },
  },
});
async function workersLook(at: number): Promise<void> {
  api.time.now = at;
  for (let look = 0; look < 3; look += 1)
    await Promise.all(["one", "two"].map((holder) => sweep(worker(), holder)));
}

test("who is scheduled is on shift without a click, and is rung; nobody else is", async () => {
  await agree(night);
  expect(await onAt("2026-11-27T21:59")).toEqual([]);
  expect(await onAt("2026-11-28T02:00")).toEqual(["jo"]);
  expect(await onAt("2026-11-28T06:00")).toEqual([]);
  api.time.now = toronto("2026-11-28T02:00");
  expect((await jo.get("/api/me")).body).toMatchObject({ shift: { circle: "line" } });
  const sessionId = await callArrives(api.line);
  const search = await api.db.duty.findFirstOrThrow({ where: { sessionId, kind: "ringNext" } });
  await perform(api.line, "a worker", search.id);
  const events = await api.line.store.events(sessionId);
  const rung = events.filter(({ kind }) => kind === "responderRung");
  expect(rung).toMatchObject([{ staffId: "jo" }]);
});

test("on call, the first layer is rung before the second", async () => {
  await agree({ ...night, circle: "on-call", layer: 2 });
  await agree({ ...night, staffId: "robin", circle: "on-call", layer: 1 });
  const people = await api.line.roster.now(toronto("2026-11-28T02:00"));
  expect(people.map(({ staffId, layer }) => [staffId, layer])).toEqual([
    ["jo", 2],
    ["robin", 1],
  ]);
  const wanted = { circles: ["on-call"], language: "en", anyLanguage: true } as const;
  const inOrder = ringOrder(people, { ...wanted, first: null, except: [] });
  expect(inOrder.map(({ staffId }) => staffId)).toEqual(["robin", "jo"]);
});

test("who goes off early stays off, whatever changes afterwards; who presses “on shift” meanwhile changes nothing", async () => {
  const id = await agree(night);
  api.time.now = toronto("2026-11-28T01:00");
  await jo.post("/api/me/break");
  await jo.post("/api/shifts", { circle: "line" });
  expect((await jo.get("/api/me")).body).toMatchObject({ presence: "here" });
  expect(await api.db.shift.count({ where: { ruleId: null } })).toBe(0);
  await jo.del("/api/shifts/current");
  await agree({ ...sunday, starts: "2026-12-20T08:00", ends: "2026-12-20T09:00" });
  expect(await onAt("2026-11-28T02:00")).toEqual([]);
  expect(await onAt("2026-12-05T02:00")).toEqual(["jo"]);
  const { body } = await dana.get(
    `/api/shifts?from=${toronto("2026-11-27T12:00")}&to=${toronto("2026-12-06T12:00")}`,
  );
  expect(onWhenAnswer.parse(body).shifts).toMatchObject([
    { ruleId: id, staffId: "jo", endsAt: api.time.now, left: true },
    { ruleId: id, day: "2026-12-04", left: false },
  ]);
});

test("one night is given to somebody else, taken away, and given back", async () => {
  const id = await agree(night);
  const path = `/api/shifts/rules/${id}/days/2026-11-27`;
  expect((await dana.put(path, { staffId: "robin" })).status).toBe(200);
  expect(await onAt("2026-11-28T02:00")).toEqual(["robin"]);
  expect((await dana.put(path, { cancelled: true })).status).toBe(200);
  expect(await onAt("2026-11-28T02:00")).toEqual([]);
  expect((await dana.del(path)).status).toBe(200);
  expect(await onAt("2026-11-28T02:00")).toEqual(["jo"]);
  expect((await dana.put(`${path.slice(0, -2)}28`, { cancelled: true })).status).toBe(422);
});

test("a rule is changed from its next time on, and ended", async () => {
  const id = await agree(night);
  const next = { ...night, starts: "2026-12-04T20:00", ends: "2026-12-05T04:00" };
  const changed = await dana.put(`/api/shifts/rules/${id}`, next);
  expect(changed.status).toBe(200);
  expect(await onAt("2026-11-28T05:00")).toEqual(["jo"]);
  expect(await onAt("2026-12-04T21:00")).toEqual(["jo"]);
  expect(await onAt("2026-12-05T05:00")).toEqual([]);
  const end = `/api/shifts/rules/${String(changed.body["id"])}/end`;
  expect((await dana.post(end, { from: toronto("2026-12-01T00:00") })).status).toBe(200);
  expect(await onAt("2026-12-04T21:00")).toEqual([]);
  expect(await onAt("2026-11-28T05:00")).toEqual(["jo"]);
});

test("sent twice with one key, an agreement is made once; responders make none", async () => {
  const twice = await Promise.all(
    [1, 2].map(() => dana.post("/api/shifts/rules", night, "the-same-key")),
  );
  expect(twice.map(({ status }) => status)).toEqual([200, 200]);
  expect(twice[0]?.body).toEqual(twice[1]?.body);
  expect(await api.db.shiftRule.count()).toBe(1);
  expect((await jo.post("/api/shifts/rules", { ...night, staffId: "robin" })).status).toBe(403);
  expect((await jo.get("/api/shifts/rules")).status).toBe(200);
  expect((await jo.get("/api/shifts/handovers")).status).toBe(403);
});

test("of two that overlap, asked at once, one is saved", async () => {
  const both = await Promise.all([
    dana.post("/api/shifts/rules", night),
    dana.post("/api/shifts/rules", { ...night, starts: "2026-11-27T23:00" }),
  ]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
  expect(await api.db.shiftRule.count()).toBe(1);
});

test.each([
  ["inverted", { ends: "2026-11-27T21:00" }, 422, "ends"],
  ["past", { starts: "2026-11-20T22:00", ends: "2026-11-21T06:00" }, 422, "starts"],
  ["without zone", { timeZone: undefined }, 400, "body/timeZone"],
  ["with an unknown zone", { timeZone: "Ontario" }, 422, "timeZone"],
  ["with an unknown person", { staffId: "nobody" }, 422, "staffId"],
  ["with an unknown circle", { circle: "night" }, 400, "body/circle"],
  ["with a time that is none", { starts: "22:00" }, 400, "body/starts"],
])(
  "a shift %s is refused, the field is named, and nothing is saved",
  async (_why, change, status, field) => {
    const answer = await dana.post("/api/shifts/rules", { ...night, ...change });
    expect(answer.status).toBe(status);
    expect(wrongIn(answer)).toEqual([field]);
    expect(await api.db.shiftRule.count()).toBe(0);
    expect(await api.db.shift.count()).toBe(0);
  },
);

test("a swap changes both shifts when the other accepts, and nobody else can answer it", async () => {
  const mine = await agree(night);
  const theirs = await agree(sunday);
  const wish = {
    toId: "robin",
    shift: { ruleId: mine, day: "2026-11-27" },
    inReturn: { ruleId: theirs, day: "2026-11-29" },
  };
  const oneself = await jo.post("/api/shifts/swaps", { ...wish, toId: "jo" });
  expect([oneself.status, wrongIn(oneself)]).toEqual([422, ["toId"]]);
  const asked = await jo.post("/api/shifts/swaps", wish);
  expect(asked.status).toBe(200);
  const path = `/api/shifts/swaps/${String(asked.body["id"])}`;
  expect((await jo.post(`${path}/accept`)).status).toBe(403);
  expect((await dana.post(`${path}/accept`)).status).toBe(403);
  expect(await onAt("2026-11-28T02:00")).toEqual(["jo"]);
  expect((await robin.post(`${path}/accept`)).status).toBe(200);
  expect((await robin.post(`${path}/accept`)).status).toBe(200);
  expect(await onAt("2026-11-28T02:00")).toEqual(["robin"]);
  expect(await onAt("2026-11-29T09:00")).toEqual(["jo"]);
  expect((await jo.post(`${path}/withdraw`)).status).toBe(409);
  const seen = swapsAnswer.parse((await robin.get("/api/shifts/swaps")).body);
  expect(seen.swaps).toMatchObject([{ fromId: "jo", toId: "robin", state: "accepted" }]);
});

test("a swap declined, withdrawn or too late changes nothing", async () => {
  const mine = await agree(night);
  const ask = async (key: string) => {
    const wish = { toId: "robin", shift: { ruleId: mine, day: "2026-11-27" } };
    return `/api/shifts/swaps/${String((await jo.post("/api/shifts/swaps", wish, key)).body["id"])}`;
  };
  const [declined, withdrawn, late] = [await ask("a"), await ask("b"), await ask("c")];
  expect((await robin.post(`${declined}/decline`)).status).toBe(200);
  expect((await jo.post(`${withdrawn}/withdraw`)).status).toBe(200);
  expect((await robin.post(`${withdrawn}/accept`)).status).toBe(409);
  api.time.now = toronto("2026-11-27T22:00");
  expect((await robin.post(`${late}/accept`)).status).toBe(409);
  const seen = swapsAnswer.parse((await dana.get("/api/shifts/swaps")).body);
  expect(seen.swaps.map(({ state }) => state).toSorted()).toEqual([
    "declined",
    "expired",
    "withdrawn",
  ]);
  expect(await onAt("2026-11-28T02:00")).toEqual(["jo"]);
});

test("coverage says when too few are on, by the minimums that are set", async () => {
  await agree({ ...night, repeat: "FREQ=DAILY" });
  const wrong = { language: "fr", fromHour: 6, toHour: 6, least: 1 };
  const refused = await dana.put("/api/shifts/minimums", { minimums: [wrong] });
  expect([refused.status, wrongIn(refused)]).toEqual([422, ["minimums/0/toHour"]]);
  const klingon = await dana.put("/api/shifts/minimums", {
    minimums: [{ ...wrong, language: "tlh", toHour: 7 }],
  });
  expect([klingon.status, wrongIn(klingon)]).toEqual([400, ["body/minimums/0/language"]]);
  const minimums = [
    { language: null, fromHour: 0, toHour: 24, least: 0 },
    { language: null, fromHour: 4, toHour: 8, least: 1 },
  ];
  expect((await dana.put("/api/shifts/minimums", { minimums })).status).toBe(200);
  const report = shiftCoverageAnswer.parse((await robin.get("/api/shifts/coverage")).body);
  expect(report.minimums).toEqual(minimums);
  const day = (date: string) => ({ from: toronto(`${date}T06:00`), to: toronto(`${date}T08:00`) });
  expect(report.gaps).toContainEqual({ ...day("2026-11-28"), language: null, on: 0, least: 1 });
  expect(report.gaps.some(({ from }) => from === toronto("2026-11-28T04:00"))).toBe(false);
});

test("reminders: a day before and an hour before, once each with two workers, and none for a shift that changed", async () => {
  await api.db.staff.update({ where: { id: "casey" }, data: { languages: ["en"] } });
  const id = await agree({ ...night, staffId: "casey", starts: "2026-11-27T22:00" });
  const others = await agree({ ...night, staffId: "dana", starts: "2026-11-27T22:00" });
  const begins = toronto("2026-11-27T22:00");
  const reminders = () => texts.filter(({ body }) => body.includes("Can't make it?"));
  await workersLook(begins - 60 * 3_600_000);
  expect(reminders()).toEqual([]);
  await workersLook(begins - 24 * 3_600_000);
  expect(
    reminders()
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual(["+15555550121", "+15555550122"]);
  expect(reminders()[0]?.body).toContain("Friday, November 27, 10:00 PM");
  await dana.put(`/api/shifts/rules/${others}/days/2026-11-27`, { cancelled: true });
  texts.length = 0;
  await workersLook(begins - 3_600_000);
  await workersLook(begins - 3_600_000 + 60_000);
  expect(reminders()).toMatchObject([{ to: "+15555550121" }]);
  const kept = await api.db.lineEvent.findMany({ where: { kind: "shiftReminded" } });
  expect(kept.filter(({ data }) => JSON.stringify(data).includes(id))).toHaveLength(2);
});

test("supervisors are told of a gap once, and the line goes on looking", async () => {
  await agree({ ...night, repeat: "FREQ=DAILY" });
  const gaps = () => texts.filter(({ body }) => /too few|manque/.test(body));
  const begin = toronto("2026-11-22T12:00");
  await workersLook(begin);
  expect(
    gaps()
      .map(({ to }) => to)
      .toSorted(),
  ).toEqual(["+15555550122", "+15555550123"]);
  await workersLook(begin + 3_600_000);
  expect(gaps()).toHaveLength(2);
  const owed = await api.db.duty.findMany({ where: { kind: "lookAhead", doneAt: null } });
  expect(owed.map(({ dueAt }) => dueAt.getTime())).toEqual([begin + 2 * 3_600_000]);
});

test("what is owed next is woken for; a supervisor waives a reminder by name, but never the look ahead", async () => {
  const set: Owed[] = [];
  await agree(night);
  const line = { ...worker(), alarms: { set: (owed: readonly Owed[]) => void set.push(...owed) } };
  api.time.now = toronto("2026-11-27T20:00");
  await sweep(line, "one");
  expect(set.map(({ duty }) => duty.kind)).toContain("remindShift");
  expect(set.at(-1)?.duty).toEqual({ kind: "lookAhead", dueAt: api.time.now + 3_600_000 });
  const waives = (kind: string, key: string) => {
    const id = set.find(({ duty }) => duty.kind === kind)?.id ?? "";
    return dana.post(`/api/duties/${id}/waive`, { reason: "doneByHand" }, key);
  };
  expect((await waives("remindShift", "waived")).status).toBe(200);
  expect((await waives("remindShift", "waived")).status).toBe(200);
  expect((await waives("remindShift", "anew")).body).toMatchObject({ code: "dutyEnded" });
  expect((await waives("lookAhead", "look")).body).toMatchObject({ code: "dutyStanding" });
  const waived = await api.db.lineEvent.findMany({ where: { kind: "dutyWaived" } });
  expect(waived).toMatchObject([
    { data: { by: "dana", duty: "remindShift", because: "doneByHand" } },
  ]);
});

test("a session still open as its responder's shift ends is listed for handover, and goes on", async () => {
  await agree(night);
  api.time.now = toronto("2026-11-28T05:00");
  const sessionId = await callArrives(api.line);
  await accepts(api.line, sessionId, "jo");
  const handovers = async () => (await dana.get("/api/shifts/handovers")).body["handovers"];
  expect(await handovers()).toEqual([]);
  api.time.now = toronto("2026-11-28T06:30");
  expect(await handovers()).toEqual([
    { sessionId, staffId: "jo", endsAt: toronto("2026-11-28T06:00") },
  ]);
  expect(await api.line.store.load(sessionId)).toMatchObject({
    closed: null,
    company: { responder: { staffId: "jo" } },
  });
});

test("a calendar is read by its secret address alone, names nobody, and can be taken back", async () => {
  await agree(night);
  await agree({ ...night, staffId: "robin" });
  const made = await jo.post("/api/me/calendar");
  const path = new URL(String(made.body["url"])).pathname;
  const read = (where: string) => api.app.inject({ method: "GET", url: where });
  const file = await read(path);
  expect(file.headers["content-type"]).toMatch(/^text\/calendar/);
  expect(file.body).toContain("BEGIN:VCALENDAR");
  expect(file.body).toContain("DTSTART:20261128T030000Z");
  expect(file.body).toContain("DTEND:20261128T110000Z");
  expect(file.body).not.toMatch(/robin|jo\b|dana/i);
  expect((await read(`${path.slice(0, -3)}AAA`)).statusCode).toBe(404);
  expect(JSON.stringify(await api.db.calendarFeed.findMany())).not.toContain(
    path.split("/").at(-1),
  );
  const second = new URL(String((await jo.post("/api/me/calendar")).body["url"])).pathname;
  expect((await read(path)).statusCode).toBe(404);
  await jo.del("/api/me/calendar");
  expect((await read(second)).statusCode).toBe(404);
});

test("whoever goes home before the end that was agreed: the gap they leave is looked for at once", async () => {
  await agree(sunday);
  api.time.now = toronto("2026-11-29T10:00");
  await api.db.duty.updateMany({ where: { kind: "lookAhead" }, data: { doneAt: new Date(noon) } });
  await api.roster.goOffShift("robin", api.time.now);
  const owed = await api.db.duty.findMany({ where: { kind: "lookAhead", doneAt: null } });
  expect(owed.map(({ dueAt }) => dueAt.getTime())).toEqual([api.time.now]);
});
