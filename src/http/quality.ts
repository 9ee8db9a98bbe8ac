import { monthsFrom, type Month } from "../domain/sharing/months.ts";
import { LEAST_SHOWN } from "../domain/sharing/one-way.ts";
import type { Lead } from "../domain/reviews/quality.ts";
import type { Shown } from "../domain/reviews/quality-shown.ts";
import { listed } from "./call-log.ts";
import { answers, type ApiApp, type Console } from "./console.ts";
import {
  qualityAnswer,
  qualityCallsAnswer,
  qualityCallsQuery,
  qualityQuery,
  type QualityShown,
} from "./contract-quality.ts";
import { Problem } from "./problems.ts";

/** The year up to the month shown. */
const MONTHS_BACK = 12;

/** How calls went, for those who supervise: whole months, small numbers hidden, nobody of ours measured; each number leads to its calls. */
export function qualityRoutes(app: ApiApp, parts: Console): void {
  const { line, measures, callLog } = parts;
  const { quality } = measures;
  const { timeZone } = line.voice;

  const shown = { querystring: qualityQuery, response: answers(qualityAnswer) };
  const config = { act: "reviewCalls" } as const;
  app.get("/quality", { schema: shown, config }, async (request) => {
    const now = line.clock.now();
    const months = await quality.months(now);
    const { first = null, last = null } = months ?? {};
    const month = request.query.month ?? last;
    return {
      now,
      timeZone,
      leastShown: LEAST_SHOWN,
      first,
      last,
      quality: month === null ? null : await toldOf(parts, month, months),
    };
  });

  const list = { querystring: qualityCallsQuery, response: answers(qualityCallsAnswer) };
  const seeCalls = { act: "seeEverySession" } as const;
  app.get("/call-log/quality", { schema: list, config: seeCalls }, async (request) => {
    const { month, of, is, after = null, limit } = request.query;
    if (!isOver(month, await quality.months(line.clock.now()))) throw new Problem("numberHidden");
    const { counts } = numberIn(await quality.of(month), of);
    if (!Object.hasOwn(counts, is) || counts[is] === null) throw new Problem("numberHidden");
    const calls = await callLog.entries(await quality.calls({ of, is, after, limit }, month));
    return { now: line.clock.now(), timeZone, ...(await listed(parts, calls, limit)) };
  });
}

type Known = { readonly first: Month; readonly last: Month };

const isOver = (month: Month, known: Known | null): known is Known =>
  known !== null && month >= known.first && month <= known.last;

async function toldOf(
  { measures: { quality } }: Console,
  month: Month,
  known: Known | null,
): Promise<QualityShown["quality"]> {
  if (!isOver(month, known)) {
    const what = "is not over yet, or before the first call";
    throw new Problem("windowWrong", [{ where: "querystring/month", what }]);
  }
  const before = monthsFrom(known.first, month).slice(-MONTHS_BACK).toReversed();
  const causesByMonth = [];
  for (const one of before) causesByMonth.push({ month: one, causes: await quality.causesOf(one) });
  return { month, ...(await quality.of(month)), causesByMonth };
}

type Told = Awaited<ReturnType<Console["measures"]["quality"]["of"]>>;

const numberIn = (told: Told, of: Lead): Shown =>
  of === "debriefs" || of === "causes" ? told[of] : told.parts[of];
