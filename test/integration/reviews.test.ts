import { afterAll, beforeAll, expect, test } from "vitest";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { ConsoleInput } from "../../src/domain/session/inputs.ts";
import type { Outcome } from "../../src/domain/session/plan.ts";
import { handle } from "../../src/engine/handle.ts";
import { perform } from "../../src/engine/perform.ts";
import { changesAnswer, reviewFile } from "../../src/http/contract-reviews.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
let api: Api;
let dana: Awaited<ReturnType<typeof signedIn>>;
let robin: typeof dana;

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

type Wish = ConsoleInput extends infer I ? (I extends unknown ? Omit<I, "by"> : never) : never;
/** As the console would, past the rules of who may. */
const did = (id: string, wish: Wish) =>
  handle(api.line, id, { ...wish, by: "robin", id: uuid(), at: api.time.now });

const identified = z.array(z.object({ id: z.string() }));
const idsIn = (value: unknown) => identified.parse(value).map(({ id }) => id);

/** Robin's emergency, called off and closed. */
async function anEmergency(outcome: Outcome = "calledOff"): Promise<string> {
  await api.db.$executeRaw`TRUNCATE claims`;
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  await did(id, { kind: "helpSent", reason: "stoppedAnswering" });
  api.time.now += 30_000;
  await did(id, { kind: "stoodDown", reason: "callerTalking" });
  await did(id, { kind: "closed", outcome });
  return id;
}

/** Dana arranges a debrief for everybody to whom this call owes one. */
async function supports(id: string): Promise<void> {
  const { body } = await dana.get(`/api/sessions/${id}/review`);
  for (const { staffId } of reviewFile.parse(body).support) {
    const duty = await api.db.duty.findFirstOrThrow({
      where: { sessionId: id, kind: "debrief", data: { path: ["staffId"], equals: staffId } },
    });
    const url = `/api/debriefs/${duty.id}/offer`;
    expect((await dana.post(url, { withId: "dana", meetsAt: null })).status).toBe(200);
  }
}

const review = (id: string, step: string, body?: object) =>
  dana.post(`/api/sessions/${id}/review/${step}`, body);
const fileOf = async (id: string) =>
  reviewFile.parse((await dana.get(`/api/sessions/${id}/review`)).body);

/** Every step of an emergency's review up to its close. */
async function explained(id: string): Promise<void> {
  await supports(id);
  await review(id, "findings", { findings: ["deskTrouble"] });
  await review(id, "causes", { causes: ["desk", "unknown"] });
}

test("an emergency waits in the queue until somebody has closed its review, by name; each step is in the audit", async () => {
  const id = await anEmergency();
  const queue = await dana.get("/api/reviews?rehearsal=true");
  expect(queue.body["calls"]).toContainEqual(expect.objectContaining({ id, review: "owed" }));
  await explained(id);
  const done = reviewFile.parse((await review(id, "close")).body);
  expect(done.review).toMatchObject({
    found: { by: "dana", at: api.time.now },
    explained: { by: "dana" },
    reviewed: { by: "dana", at: api.time.now },
    findings: ["deskTrouble"],
    causes: ["desk", "unknown"],
  });
  const after = await dana.get("/api/reviews?rehearsal=true");
  expect(after.body["calls"]).not.toContainEqual(expect.objectContaining({ id }));
  for (const [step, body] of [
    ["findings", { findings: ["lineLate"] }],
    ["causes", { causes: ["system"] }],
    ["close", undefined],
  ] as const)
    expect((await review(id, step, body)).body["code"]).toBe("reviewedAlready");
  const audit = await dana.get(`/api/audit?about=${id}&kind=reviewed`);
  expect(audit.body["records"]).toMatchObject([
    { who: "dana", data: { findings: "deskTrouble", causes: "desk unknown" } },
  ]);
  const steps = await dana.get(`/api/audit?about=${id}&kind=reviewStepped`);
  expect(steps.body["records"]).toMatchObject([
    { data: { step: "explained", causes: "desk unknown" } },
    { data: { step: "found", findings: "deskTrouble" } },
  ]);
});

test("support before findings: nothing is found while somebody's debrief waits; then each step in its order", async () => {
  const id = await anEmergency();
  const finds = () => review(id, "findings", { findings: ["asPromised"] });
  expect((await fileOf(id)).support).toEqual([{ staffId: "robin", support: "owed" }]);
  expect((await finds()).body["code"]).toBe("debriefFirst");
  await supports(id);
  expect((await fileOf(id)).support).toEqual([{ staffId: "robin", support: "offered" }]);
  expect((await review(id, "causes", { causes: ["none"] })).body["code"]).toBe("findFirst");
  expect((await finds()).status).toBe(200);
  expect((await review(id, "close")).body["code"]).toBe("explainFirst");
  expect((await review(id, "causes", { causes: ["none", "desk"] })).status).toBe(400);
  expect((await review(id, "causes", { causes: [] })).status).toBe(400);
  expect((await review(id, "causes", { causes: ["robin"] })).status).toBe(400);
  expect((await review(id, "causes", { causes: ["none"] })).status).toBe(200);
  expect((await review(id, "close")).status).toBe(200);
  expect((await robin.get(`/api/sessions/${id}/review`)).status).toBe(403);
});

test("what was found is said anew until the review is closed, and the file tells who was there meanwhile", async () => {
  const id = await anEmergency();
  await explained(id);
  await review(id, "findings", { findings: ["asPromised"] });
  const { review: now, cover, people } = await fileOf(id);
  expect(now?.findings).toEqual(["asPromised"]);
  expect(cover).toMatchObject({ fewestFree: 0 });
  expect(people).toContainEqual({ id: "robin", name: "Robin" });
});

test("a death: a person tells whoever was there, support comes, then findings; until then no screen of theirs says it", async () => {
  const id = await anEmergency("unknown");
  await dana.post(`/api/sessions/${id}/outcome`, { outcome: "died" });
  const seen = async () => (await robin.get(`/api/sessions/${id}`)).body["closed"];
  expect(await seen()).toMatchObject({ outcome: "unknown" });
  expect((await dana.get(`/api/sessions/${id}`)).body["closed"]).toMatchObject({ outcome: "died" });

  const finds = () => review(id, "findings", { findings: ["peopleLate"] });
  expect((await finds()).body["code"]).toBe("tellFirst");
  expect((await review(id, "supported")).body["code"]).toBe("tellFirst");
  await review(id, "told");
  expect(await seen()).toMatchObject({ outcome: "died" });
  expect((await finds()).body["code"]).toBe("debriefFirst");
  expect((await review(id, "supported")).body["code"]).toBe("debriefFirst");
  await supports(id);
  expect((await finds()).body["code"]).toBe("supportFirst");
  await review(id, "supported");
  expect((await finds()).status).toBe(200);
});

test("what changes is owed by a name and a day, once; what exactly is a sealed note; done, it is owed no more", async () => {
  const id = await anEmergency();
  await explained(id);
  const dueAt = api.time.now + 7 * DAY;
  const wish = {
    change: "desks",
    staffId: "dana",
    dueAt,
    text: "Ask Wrenfield for the night line",
  };
  const agrees = (body: object, key?: string) =>
    dana.post(`/api/sessions/${id}/review/changes`, body, key);
  expect((await agrees({ ...wish, dueAt: api.time.now })).body["code"]).toBe("changeDueWrong");
  expect((await agrees({ ...wish, staffId: "robin" })).body["code"]).toBe("staffNotFound");
  const key = uuid();
  for (const _ of [1, 2]) expect((await agrees(wish, key)).status).toBe(200);
  const { changes } = await fileOf(id);
  expect(changes).toMatchObject([
    { sessionId: id, change: "desks", staffId: "dana", dueAt, agreed: { by: "dana" }, ended: null },
  ]);
  const changeId = changes[0]?.id ?? "";
  const duty = await api.db.duty.findUniqueOrThrow({ where: { id: changeId } });
  expect(duty).toMatchObject({ kind: "agreedChange", subjectKind: "person", subjectId: "dana" });
  expect(duty.dueAt.getTime()).toBe(dueAt);

  const notes = await dana.get(`/api/sessions/${id}/notes?because=review`);
  expect(notes.body["notes"]).toMatchObject([{ authorId: "dana", text: wish.text }]);
  const everywhere = JSON.stringify([
    await api.db.reviewChange.findMany(),
    await api.db.duty.findMany({ where: { kind: "agreedChange" } }),
    await api.db.auditRecord
      .findMany({ where: { about: id } })
      .then((all) => all.map(({ data }) => data)),
  ]);
  expect(everywhere).not.toContain("Wrenfield");

  await review(id, "close");
  const owedNow = async () =>
    changesAnswer.parse((await dana.get("/api/reviews/changes?rehearsal=true")).body).changes;
  expect(await owedNow()).toMatchObject([{ id: changeId }]);
  expect((await dana.get("/api/reviews/changes")).body["changes"]).toEqual([]);
  const made = () => dana.post(`/api/reviews/changes/${changeId}/done`);
  expect((await robin.post(`/api/reviews/changes/${changeId}/done`)).status).toBe(403);
  expect((await made()).status).toBe(200);
  expect((await made()).status).toBe(200);
  expect(await owedNow()).toEqual([]);
  expect((await fileOf(id)).changes).toMatchObject([
    { ended: { how: "made", by: "dana", at: api.time.now } },
  ]);
  expect(await api.db.lineEvent.count({ where: { kind: "changeMade" } })).toBe(1);
});

test("a change nobody made is no alarm of the line: it waits for people, and may be let go by name", async () => {
  const id = await anEmergency();
  await explained(id);
  const dueAt = api.time.now + HOUR;
  await review(id, "changes", { change: "shifts", staffId: "dana", dueAt });
  const changeId = (await fileOf(id)).changes[0]?.id ?? "";
  api.time.now = dueAt + HOUR;
  const late = await dana.get("/api/duties?overdue=true");
  expect(JSON.stringify(late.body)).not.toContain(changeId);
  await perform(api.line, "a worker", changeId);
  const waived = await dana.post(`/api/duties/${changeId}/waive`, { reason: "noLongerNeeded" });
  expect(waived.status).toBe(200);
  expect((await fileOf(id)).changes).toMatchObject([{ ended: { how: "waived", by: "dana" } }]);
  expect((await dana.post(`/api/reviews/changes/${changeId}/done`)).body["code"]).toBe("dutyEnded");
});

test("whoever is not told yet reads it in no answer, also to what they asked before, and changes nothing of it", async () => {
  await api.db.$executeRaw`TRUNCATE claims`;
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  const [close, amend] = [uuid(), uuid()];
  const closes = () => robin.post(`/api/sessions/${id}/close`, { outcome: "unknown" }, close);
  const amends = (key = amend) =>
    robin.post(`/api/sessions/${id}/outcome`, { outcome: "takenToHospital" }, key);
  await closes();
  expect((await amends()).status).toBe(200);
  await dana.post(`/api/sessions/${id}/outcome`, { outcome: "died" });

  const again = await closes();
  expect([again.status, JSON.stringify(again.body).includes("died")]).toEqual([200, false]);
  for (const key of [amend, uuid()]) {
    const refused = await amends(key);
    expect([refused.status, refused.body["code"]]).toEqual([403, "notAllowed"]);
    expect(JSON.stringify(refused.body)).not.toContain("died");
  }
  expect((await dana.get(`/api/sessions/${id}`)).body["closed"]).toMatchObject({ outcome: "died" });
  await dana.post(`/api/sessions/${id}/review/told`);
  expect((await amends(uuid())).status).toBe(200);
});

test("a death learned of after the review is looked at anew, and support is asked for anew; the audit keeps that it was", async () => {
  const id = await anEmergency();
  await explained(id);
  await review(id, "supported");
  await review(id, "close");
  await dana.post(`/api/sessions/${id}/outcome`, { outcome: "died" });
  const { body } = await dana.get(`/api/sessions/${id}/account`);
  expect(body["review"]).toMatchObject({
    supported: null,
    found: null,
    explained: null,
    reviewed: null,
    findings: [],
    causes: [],
  });
  const finds = await review(id, "findings", { findings: ["asPromised"] });
  expect(finds.body["code"]).toBe("tellFirst");
  const events = await api.line.store.events(id);
  expect(events.filter(({ kind }) => kind === "sessionClosed")).toHaveLength(1);
  const audit = await dana.get(`/api/audit?about=${id}&kind=reviewed`);
  expect(audit.body["records"]).toHaveLength(1);
});

test("the account of a session: its duties, whom it waited for, and what is drawn", async () => {
  const id = await anEmergency();
  const { status, body } = await dana.get(`/api/sessions/${id}/account`);
  expect(status).toBe(200);
  expect(body["duties"]).toContainEqual(
    expect.objectContaining({ kind: "debrief", whose: "person", ending: "owed" }),
  );
  expect(body["people"]).toContainEqual({ id: "robin", name: "Robin" });
  expect(body["stretches"]).toContainEqual(expect.objectContaining({ lane: "help" }));
});

test("notes are sealed, come back in order, and reading them after the call says why", async () => {
  const id = await anEmergency();
  const url = `/api/sessions/${id}/notes`;
  await robin.post(url, { text: "The blue door sticks" });
  api.time.now += 1_000;
  const key = uuid();
  await dana.post(url, { text: "Spoke with them the next day" }, key);
  await dana.post(url, { text: "Spoke with them the next day" }, key);
  expect((await dana.get(url)).body["code"]).toBe("reasonNeeded");
  const { body } = await dana.get(`${url}?because=review`);
  expect(body["notes"]).toMatchObject([
    { authorId: "robin", text: "The blue door sticks" },
    { authorId: "dana", text: "Spoke with them the next day" },
  ]);
  expect((await robin.get(`${url}?because=review`)).status).toBe(403);
  const rows = await api.db.note.findMany({ where: { sessionId: id } });
  expect(rows.map(({ sealed }) => Buffer.from(sealed).toString("latin1")).join()).not.toMatch(
    /blue door|next day/,
  );
  const audit = await dana.get(`/api/audit?about=${id}&kind=notesRead`);
  expect(audit.body["records"]).toMatchObject([{ who: "dana", why: "review" }]);
});

test("the log is searched by its address, a page at a time, and a filter is kept by name", async () => {
  const ids = [await anEmergency(), await anEmergency()];
  const url = "/api/call-log?rehearsal=true&responder=robin&outcome=calledOff&limit=1";
  const first = await dana.get(url);
  expect(first.body["calls"]).toMatchObject([{ people: ["robin"], reached: "escalated" }]);
  const next = await dana.get(`${url}&after=${String(first.body["next"])}`);
  const seen = [first, next].flatMap(({ body }) => idsIn(body["calls"]));
  expect(seen.toSorted()).toEqual(ids.toSorted());
  expect((await robin.get(url)).status).toBe(403);

  const filter = {
    from: null,
    to: null,
    responder: "robin",
    rehearsal: true,
    language: [],
    province: ["NU"],
    outcome: [],
    reached: ["helpTaken", "helpArrived"],
  };
  await dana.post("/api/call-log/filters", { name: "Mine", filter: { ...filter, province: [] } });
  const saved = await dana.post("/api/call-log/filters", { name: "Mine", filter });
  expect(saved.body["filters"]).toMatchObject([{ name: "Mine", filter }]);
  const [id = ""] = idsIn(saved.body["filters"]);
  await dana.del(`/api/call-log/filters/${id}`);
  expect((await dana.get("/api/call-log/filters")).body["filters"]).toEqual([]);
});

test("an export says why, is written down first, and names nobody", async () => {
  const id = await anEmergency();
  expect((await dana.get("/api/call-log/export")).status).toBe(400);
  const url = "/api/call-log/export?rehearsal=true&because=training&responder=robin";
  const csv = await api.app.inject({ url, cookies: dana.cookies });
  const [header, ...lines] = csv.body.trim().split("\n");
  expect(header).toBe("id,began,ended,minutes,language,province,reached,outcome,rehearsal");
  expect(lines.find((line) => line.startsWith(id))).toMatch(/,en,,escalated,calledOff,yes$/);
  expect(csv.body).not.toContain("robin");
  const json = await api.app.inject({ url: `${url}&format=json`, cookies: dana.cookies });
  expect(json.json()).toContainEqual(expect.objectContaining({ id, outcome: "calledOff" }));
  const audit = await dana.get("/api/audit?kind=logExported");
  expect(audit.body["records"]).toMatchObject([
    { who: "dana", why: "training", data: { format: "json", responder: "robin" } },
    { who: "dana", why: "training", data: { format: "csv" } },
  ]);
});

test("nothing more is agreed in a review while somebody closes it", async () => {
  const id = await anEmergency();
  await explained(id);
  const dueAt = api.time.now + 2 * DAY;
  const { asked } = await api.db.$transaction(async (tx) => {
    const closed = { reviewedBy: "dana", reviewedAt: new Date(api.time.now) };
    await tx.review.update({ where: { sessionId: id }, data: closed });
    const answer = review(id, "changes", { change: "training", staffId: "dana", dueAt });
    await Promise.race([answer, somebodyWaits()]);
    return { asked: answer };
  });
  expect(await asked).toMatchObject({ status: 409, body: { code: "reviewedAlready" } });
});

/** For what another transaction holds. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await api.db.$queryRaw<unknown[]>`SELECT FROM pg_locks WHERE NOT granted`;
    if (waiting.length > 0) return;
  }
}
