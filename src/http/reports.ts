import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { z } from "zod";
import { reportCsv } from "../adapters/report-csv.ts";
import { SETTLES_DAYS } from "../domain/sharing/months.ts";
import { LEAST_SHOWN } from "../domain/sharing/one-way.ts";
import type { PublishedMonth } from "../domain/sharing/publish.ts";
import { sharingRules } from "../domain/words/sharing.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import { publicReport, researchQuery, researchReport } from "./contract-reports.ts";
import { withPatience } from "./patience.ts";
import { Problem } from "./problems.ts";
import { REPORT_ADDRESS, REPORT_STYLE, reportPage } from "./report-page.ts";
import { onlyFrom } from "./security-headers.ts";

type Months = readonly PublishedMonth[];
type Query = z.infer<typeof researchQuery>;

/** Everything that is published of whole months, for research. Who took it out, and why, is in the audit. */
export function researchRoutes(app: ApiApp, parts: Console): void {
  const config = { act: "exportResearch" } as const;
  const json = { querystring: researchQuery, response: answers(researchReport) };
  app.get("/reports/research", { schema: json, config }, async (request) => {
    const months = await takenOut(parts, staffOf(request).id, request.query);
    return { source: sourceOf(parts, months), months };
  });

  const csv = { querystring: researchQuery };
  app.get("/reports/research.csv", { schema: csv, config }, async (request, reply) => {
    const months = await takenOut(parts, staffOf(request).id, request.query);
    return asFile(reply, "research.csv", reportCsv(notesOf(parts, months), months, "all"));
  });
}

/** Written down first: nothing leaves unwritten. */
async function takenOut(parts: Console, who: string, { from, to, because }: Query) {
  const now = parts.line.clock.now();
  if (from !== undefined && to !== undefined && to < from) {
    throw new Problem("windowWrong", [{ where: "querystring/to", what: "is before from" }]);
  }
  const all = await parts.sharing.published(now);
  const months = all.filter(({ month }) => month >= (from ?? month) && month <= (to ?? month));
  const data = { from: from ?? null, to: to ?? null };
  const record = { kind: "researchExported", who, about: null, why: because, data } as const;
  await parts.audit.append({ ...record, at: now });
  return months;
}

/** So long others may keep it: a month is added a week after its end, and no number ever changes. */
const KEPT_BY_OTHERS = "public, max-age=3600";

/** Numbers for everybody, where the line wishes it; otherwise there is nothing at these addresses. */
export function publicReportRoutes(app: FastifyInstance, parts: Console): void {
  app.get("/public/report.json", async (_request, reply) => {
    const months = await forEverybody(parts);
    const report = publicReport.parse({ source: sourceOf(parts, months), months });
    return reply.header("cache-control", KEPT_BY_OTHERS).send(report);
  });

  app.get("/public/report.csv", async (_request, reply) => {
    const months = await forEverybody(parts);
    const file = reportCsv(notesOf(parts, months), months, "oneWay");
    return asFile(reply.header("cache-control", KEPT_BY_OTHERS), "report.csv", file);
  });

  for (const language of ["en", "fr"] as const) {
    app.get(REPORT_ADDRESS[language], STYLED, async (_request, reply) => {
      const page = reportPage(await forEverybody(parts), language);
      reply.header("cache-control", KEPT_BY_OTHERS).type("text/html; charset=utf-8");
      return reply.send(page);
    });
  }
}

/** The page may be kept by others, so its one style is named by what it is, and never by a word of the moment. */
const STYLED = onlyFrom({
  "style-src": [`'sha256-${createHash("sha256").update(REPORT_STYLE).digest("base64")}'`],
});

async function forEverybody({ sharing, line }: Console): Promise<Months> {
  if (!sharing.isPublic) throw new Problem("notFound");
  return withPatience(sharing.published(line.clock.now()));
}

const asFile = (reply: FastifyReply, name: string, text: string): FastifyReply =>
  reply
    .type("text/csv; charset=utf-8")
    .header("content-disposition", `attachment; filename="${name}"`)
    .send(text);

/** What has to be known to read the numbers, and to know that they are the same as somebody else's. */
const sourceOf = ({ line }: Console, months: Months) => ({
  versions: [...new Set(months.map(({ version }) => version))],
  leastShown: LEAST_SHOWN,
  settlesDays: SETTLES_DAYS,
  timeZone: line.voice.timeZone,
  from: months[0]?.month ?? null,
  to: months.at(-1)?.month ?? null,
  rules: sharingRules,
});

function notesOf(parts: Console, months: Months): readonly string[] {
  const { from, to, versions, timeZone, rules } = sourceOf(parts, months);
  return [
    `Months: ${from ?? "none"} to ${to ?? "none"} (${timeZone})`,
    `Published by rules of version ${versions.join(", ")}`,
    ...rules.flatMap(({ en, fr }) => [en, fr]),
  ];
}
