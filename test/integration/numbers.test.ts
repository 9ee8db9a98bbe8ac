import { afterAll, beforeAll, expect, test } from "vitest";
import { COUNTED_NUMBERS } from "../../src/domain/measures/counted-calls.ts";
import { countedAnswer, measuresAnswer } from "../../src/http/contract-measures.ts";
import { problem } from "../../src/http/contract.ts";
import { apiOnPostgres, signedIn } from "../support/api.ts";
import { START } from "../support/given.ts";
import { abandonedCall, keepPlayed, keptCall, silentCall } from "../support/played.ts";
import { toronto } from "../support/shifts.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let dana: Awaited<ReturnType<typeof signedIn>>;
let abandoned: string;
let silent: string;

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  await keepPlayed(api.line, keptCall());
  silent = await keepPlayed(api.line, silentCall());
  abandoned = await keepPlayed(api.line, abandonedCall());
});
afterAll(() => api[Symbol.asyncDispose]());

const monday = toronto("2026-01-12T00:00");
const nextMonday = toronto("2026-01-19T00:00");
const week = async (at = START) =>
  measuresAnswer.parse((await dana.get(`/api/measures/week?at=${at}`)).body);

const address = (number: string, more = "") =>
  `/api/call-log/counted?number=${number}&from=${monday}&to=${nextMonday}${more}`;
const listed = async (number: string, more = "") =>
  countedAnswer.parse((await dana.get(address(number, more))).body);
const idsOf = ({ calls }: { calls: readonly { id: string }[] }) => calls.map(({ id }) => id);

test("a week: who was answered, check-ins kept and missed, and each step from silence to help", async () => {
  const told = await week();
  expect(told).toMatchObject({ from: monday, ends: nextMonday, timeZone: "America/Toronto" });
  expect(told.total).toMatchObject({
    callers: 3,
    answered: 2,
    answeredIn20s: 2,
    abandoned: 1,
    checkInsKept: 2,
    checkInsMissed: 1,
    helpAsked: 1,
  });
  const once = (ms: number) => ({ times: 1, medianMs: ms, p95Ms: null, longestMs: ms });
  expect(told.times).toEqual({
    waits: { times: 2, medianMs: 0, p95Ms: null, longestMs: 9_000 },
    silentToAsked: once(120_000),
    askedToRung: once(0),
    askedToTaken: once(30_000),
    takenToThere: once(300_000),
  });
  expect(told.waitBands[0]).toEqual({ band: "to10s", callers: 2 });
  expect(told.days.map(({ callers }) => callers)).toEqual([0, 0, 0, 3, 0, 0, 0]);
  const busy = told.hoursOfWeek.filter(({ callers }) => callers > 0);
  expect(busy).toMatchObject([{ weekday: 4, hour: 3, callers: 3 }]);
});

test("a week nobody called in, and one that is still to come", async () => {
  expect((await week(monday - 1)).total).toMatchObject({ callers: 0, minutes: 7 * 24 * 60 });
  expect(await week(api.time.now + 30 * 24 * 3_600_000)).toMatchObject({ total: null, days: [] });
});

test("every number leads to its calls, with the rule it is counted by", async () => {
  const { total } = await week();
  for (const number of ["callers", "answered", "answeredIn20s", "abandoned"] as const)
    expect((await listed(number)).calls).toHaveLength(total?.[number] ?? -1);
  const { rule, ...found } = await listed("abandoned");
  expect(idsOf(found)).toEqual([abandoned]);
  expect(rule.en).toContain("20 seconds or more");
  for (const number of ["checkInsMissed", "helpAsked", "silentToAsked", "takenToThere"])
    expect(idsOf(await listed(number))).toEqual([silent]);
  for (const number of COUNTED_NUMBERS) expect((await dana.get(address(number))).status).toBe(200);
});

test("of one day and hour, and a page at a time: each call once, newest first", async () => {
  const all = idsOf(await listed("callers"));
  expect(idsOf(await listed("callers", "&weekday=4&hour=3"))).toEqual(all);
  expect(idsOf(await listed("callers", "&weekday=5"))).toEqual([]);
  expect(idsOf(await listed("callers", "&hour=2"))).toEqual([]);
  const first = await listed("callers", "&limit=2");
  const second = await listed("callers", `&limit=2&after=${first.next}`);
  expect([...idsOf(first), ...idsOf(second)]).toEqual(all);
  expect(second.next).toBeNull();
});

test("a responder sees the numbers, and not the calls behind them", async () => {
  const robin = await signedIn(api.app, "robin@rehearsal.example");
  expect((await robin.get(`/api/measures/week?at=${START}`)).status).toBe(200);
  const refused = await robin.get(address("callers"));
  expect(refused.status).toBe(403);
  expect(problem.parse(refused.body).code).toBe("notAllowed");
});

test("calls are listed of five weeks at most, and of a number there is", async () => {
  const long = await dana.get(
    `/api/call-log/counted?number=callers&from=${monday}&to=${monday + 36 * 24 * 3_600_000}`,
  );
  expect(problem.parse(long.body).code).toBe("windowWrong");
  expect((await dana.get(address("everything"))).status).toBe(400);
});
