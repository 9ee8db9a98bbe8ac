import { readDeskCsv, writeDeskCsv } from "../adapters/csv/desks.ts";
import { changesOf, keptApart, type DeskChange } from "../domain/desks/changes.ts";
import { coverage } from "../domain/desks/coverage.ts";
import { deskReport } from "../domain/desks/report.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  coverageAnswer,
  desksAnswer,
  importAnswer,
  importWish,
  reportAnswer,
  reportQuery,
} from "./contract-desks.ts";
import { wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const FILE_BYTES = 3_000_000;

/** The directory of desks: who is rung for which places, and what is missing from it. */
export function deskRoutes(app: ApiApp, parts: Console): void {
  const { line, directory } = parts;

  app.get(
    "/desks",
    { schema: { response: answers(desksAnswer) }, config: { act: "seeDesks" } },
    async () => {
      return { now: line.clock.now(), desks: await directory.list() };
    },
  );

  app.get(
    "/desks/coverage",
    { schema: { response: answers(coverageAnswer) }, config: { act: "seeDesks" } },
    async () => {
      const now = line.clock.now();
      const all = await directory.list();
      const of = (rehearsal: boolean) =>
        coverage(
          all.filter((desk) => desk.rehearsal === rehearsal),
          now,
        );
      return { now, real: of(false), rehearsal: of(true) };
    },
  );

  const report = { querystring: reportQuery, response: answers(reportAnswer) };
  app.get("/desks/report", { schema: report, config: { act: "keepDesks" } }, async (request) => {
    const { from, to, rehearsal } = request.query;
    const asked = { from, to, rehearsal: rehearsal === "true" };
    return { from, to, desks: deskReport(await directory.happenings(asked)) };
  });
  fileRoutes(app, parts);
}

function fileRoutes(app: ApiApp, parts: Console): void {
  const { directory } = parts;
  app.get("/desks/export", { config: { act: "keepDesks" } }, async (request, reply) => {
    await written(parts, request, { kind: "desksExported", changes: [] });
    const file = writeDeskCsv(await directory.listWithNumbers());
    return reply
      .type("text/csv; charset=utf-8")
      .header("content-disposition", 'attachment; filename="desks.csv"')
      .send(file);
  });

  const schema = { headers: wishHeaders, body: importWish, response: answers(importAnswer) };
  app.post(
    "/desks/import",
    { schema, bodyLimit: FILE_BYTES, config: { act: "keepDesks" } },
    async (request) => {
      return takeOver(parts, request, request.body);
    },
  );
}

type Asking = Parameters<typeof staffOf>[0];

/** A file with one wrong row changes nothing, and every wrong row is named. */
async function takeOver(
  parts: Console,
  request: Asking,
  { csv, apply }: { csv: string; apply: boolean },
) {
  const { directory } = parts;
  const file = readDeskCsv(csv);
  const desks = file.desks.map(({ desk }) => desk);
  const known = await directory.listWithNumbers();
  const wrong = [...file.problems, ...keptApart(known, file.desks)];
  if (wrong.length > 0) {
    throw new Problem(
      "fileWrong",
      wrong.map(({ line, field, what }) => ({ where: `line ${line}, ${field}`, what })),
    );
  }
  const changes = changesOf(known, desks);
  if (apply) {
    await directory.save(desks);
    await written(parts, request, { kind: "desksImported", changes });
  }
  return { applied: apply, changes };
}

type Written = {
  readonly kind: "desksExported" | "desksImported";
  readonly changes: readonly DeskChange[];
};

/** Who changed or carried away the directory, and how much of it. */
async function written({ line, audit }: Console, request: Asking, { kind, changes }: Written) {
  const count = (change: DeskChange["change"]) =>
    String(changes.filter((one) => one.change === change).length);
  const data = { added: count("added"), changed: count("changed") };
  const who = staffOf(request).id;
  await audit.append({ kind, who, about: null, data, at: line.clock.now() });
}
