import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readQuality } from "../../src/adapters/postgres/reviews-quality-reads.ts";
import { qualityAnswer } from "../../src/http/contract-quality.ts";
import { apiOnPostgres, signedIn } from "../support/api.ts";
import { abandonedCall, keepPlayed, keptCall, silentCall } from "../support/played.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
let api: Api;
let dana: Awaited<ReturnType<typeof signedIn>>;
/** Calls that came to help. */
let silent: readonly string[];

const january = (day: string) => new Date(`2026-01-${day}T18:00:00.000Z`);
const month = "month=2026-01";

/** January of a line: twenty calls kept, twenty gone silent, three abandoned; the silent ones are reviewed. */
beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  const keep = async (scene: ReturnType<typeof keptCall>, times: number) => {
    const ids: string[] = [];
    for (let time = 0; time < times; time += 1) ids.push(await keepPlayed(api.line, scene));
    return ids;
  };
  await keep(keptCall(), 20);
  silent = await keep(silentCall(), 20);
  await keep(abandonedCall(), 3);
  await api.db.review.updateMany({
    where: { sessionId: { in: [...silent] } },
    data: { reviewedBy: "dana", reviewedAt: january("20"), causes: ["desk", "place"] },
  });
  await api.db.duty.createMany({
    data: silent.map((sessionId) => ({
      id: uuid(),
      sessionId,
      subjectKind: "session",
      subjectId: sessionId,
      kind: "debrief",
      data: { kind: "debrief", staffId: "robin" },
      createdAt: january("15"),
      dueAt: january("16"),
      doneAt: january("15"),
    })),
  });
  const pauses = [...Array(12).fill("breakTaken"), ...Array(11).fill("staffRested")];
  await api.db.lineEvent.createMany({
    data: z
      .array(z.string())
      .parse(pauses)
      .map((kind) => ({
        kind,
        subject: "robin",
        data: {},
        at: january("10"),
        cause: uuid(),
      })),
  });
}, 60_000);
afterAll(() => api[Symbol.asyncDispose]());

const told = async () => qualityAnswer.parse((await dana.get(`/api/quality?${month}`)).body);

test("a month is told in words of lists, small numbers hidden as on the public page", async () => {
  const { quality, first, last, leastShown } = await told();
  expect([first, last, leastShown]).toEqual(["2026-01", "2026-10", 10]);
  expect(quality?.parts.checkIns).toEqual({
    total: 40,
    counts: { slippedLine: null, slippedProtocol: null, asked: null, kept: 20 },
    rest: 20,
  });
  expect(quality?.parts.plan).toMatchObject({ total: 40 });
  expect(quality?.parts.language.total).not.toBeNull();
  expect(quality?.debriefs).toMatchObject({ total: 20, rest: 20 });
  expect(quality?.pauses).toEqual({
    total: 23,
    counts: { staffRested: 11, breakTaken: 12 },
    rest: null,
  });
  expect(quality?.causes).toMatchObject({ total: 40, counts: { place: 20, desk: null }, rest: 20 });
  expect(quality?.causesByMonth).toHaveLength(1);
  expect(quality?.stages.silentToNoticed).toEqual({ times: 20, medianMs: 70_000, p95Ms: 70_000 });
  expect(quality?.stages.askedToTaken).toMatchObject({ medianMs: 30_000 });
  expect(JSON.stringify(quality?.stages)).not.toContain("longest");
});

test("each number leads to its calls, and a hidden one does not", async () => {
  const calls = (of: string, is: string) =>
    dana.get(`/api/call-log/quality?${month}&of=${of}&is=${is}&limit=200`);
  const listed = z.object({ calls: z.array(z.object({ id: z.string() })) });
  const ids = async (of: string, is: string) =>
    listed.parse((await calls(of, is)).body).calls.map(({ id }) => id);
  expect(await ids("checkIns", "kept")).toHaveLength(20);
  expect((await ids("causes", "place")).toSorted()).toEqual([...silent].toSorted());
  const hidden = await calls("checkIns", "slippedProtocol");
  expect([hidden.status, hidden.body["code"]]).toEqual([409, "numberHidden"]);
  expect((await calls("checkIns", "anything")).body["code"]).toBe("numberHidden");
  const first = await dana.get(`/api/call-log/quality?${month}&of=checkIns&is=kept&limit=12`);
  const next = await dana.get(
    `/api/call-log/quality?${month}&of=checkIns&is=kept&limit=12&after=${String(first.body["next"])}`,
  );
  const both = [first, next].flatMap(({ body }) => listed.parse(body).calls.map(({ id }) => id));
  expect(new Set(both).size).toBe(20);
});

test("only a month that is over is told, from the first call on, and only to those who supervise", async () => {
  for (const other of ["2025-12", "2026-11", "2026-13", "january"])
    expect((await dana.get(`/api/quality?month=${other}`)).status).toBe(400);
  expect((await dana.get("/api/call-log/quality?month=2026-11&of=plan&is=none")).body["code"]).toBe(
    "numberHidden",
  );
  const last = qualityAnswer.parse((await dana.get("/api/quality")).body).quality;
  expect(last?.month).toBe("2026-10");
  expect(last?.parts.plan).toMatchObject({ total: null, rest: null });
  expect(last?.causesByMonth).toHaveLength(10);
  const robin = await signedIn(api.app, "robin@rehearsal.example");
  for (const url of ["/api/quality", `/api/call-log/quality?${month}&of=plan&is=before`])
    expect((await robin.get(url)).status).toBe(403);
});

test("nobody of ours is in the source, nor in what is told: no id, no name", async () => {
  const everybody = await api.db.staff.findMany({ select: { id: true, name: true } });
  const known = new Set(everybody.flatMap(({ id, name }) => [id, name]));
  expect(known.has("robin")).toBe(true);
  const window = { from: january("01").getTime(), to: january("31").getTime() };
  const source: unknown[] = [];
  for await (const page of readQuality(api.db, window)) source.push(...page);
  expect(source).toHaveLength(43);
  const words = [...wordsIn(source), ...wordsIn(await told())];
  expect(words.length).toBeGreaterThan(100);
  expect(words.filter((word) => known.has(word))).toEqual([]);
});

/** Every key and every text of it. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...wordsIn(inner)]);
}

test("practice is in no number", async () => {
  const before = await told();
  await api.db.$executeRaw`
    UPDATE reviews SET rehearsal = true WHERE session_id = ${silent[0]}::uuid`;
  const { quality } = await told();
  expect([before.quality?.causes.total, quality?.causes.total]).toEqual([40, 38]);
});
