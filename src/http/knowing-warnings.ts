import { readWarningCsv } from "../adapters/csv/warnings.ts";
import {
  endOf,
  matters,
  standsAt,
  type Concerned,
  type StandingWarning,
} from "../domain/knowing/warnings.ts";
import type { Session } from "../domain/session/session.ts";
import { answers, sessionFor, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  warningImportAnswer,
  warningImportWish,
  warningParams,
  warningsAnswer,
  warningsNowAnswer,
} from "./contract-knowing.ts";
import { done, idParams, nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const FILE_BYTES = 1_500_000;

/** Drug alerts: all of them, those that matter to a caller now, a file of them, and an end before its time. */
export function warningRoutes(app: ApiApp, parts: Console): void {
  const { line, knowing } = parts;
  const list = { response: answers(warningsAnswer) };
  app.get("/knowing/warnings", { schema: list, config: { act: "seeKnowing" } }, async () => {
    const now = line.clock.now();
    const all = await knowing.warnings.list();
    const warnings = all.map((one) => Object.assign(shown(one), { stands: standsAt(one, now) }));
    return { now, warnings };
  });

  const here = { params: idParams, response: answers(warningsNowAnswer) };
  app.get(
    "/sessions/:id/warnings",
    { schema: here, config: { act: "seeSession" } },
    async (request) => {
      const session = await sessionFor(parts, request, "seeSession");
      const now = line.clock.now();
      const concerned = concernedIn(session);
      const all = await knowing.warnings.list();
      const mattering = all.filter((one) => standsAt(one, now) && matters(one, concerned));
      return { now, warnings: mattering.map(shown) };
    },
  );

  keepingRoutes(app, parts);
}

function keepingRoutes(app: ApiApp, { line, knowing }: Console): void {
  const bring = {
    headers: wishHeaders,
    body: warningImportWish,
    response: answers(warningImportAnswer),
  };
  app.post(
    "/knowing/warnings/import",
    { schema: bring, bodyLimit: FILE_BYTES, config: { act: "keepKnowing" } },
    async (request) => {
      const { csv, apply } = request.body;
      const { warnings, problems } = readWarningCsv(csv);
      if (problems.length > 0) {
        const wrong = problems.map(({ line: at, field, what }) => ({
          where: field === "" ? `line ${at}` : `line ${at}, ${field}`,
          what,
        }));
        throw new Problem("fileWrong", wrong);
      }
      const bringing = { by: staffOf(request).id, at: line.clock.now(), apply };
      return { applied: apply, changes: await knowing.warnings.bring(warnings, bringing) };
    },
  );

  const end = {
    params: warningParams,
    headers: wishHeaders,
    body: nothing,
    response: answers(done),
  };
  app.post(
    "/knowing/warnings/:id/end",
    { schema: end, config: { act: "keepKnowing" } },
    async (request) => {
      const by = staffOf(request).id;
      const answer = await knowing.warnings.end(request.params.id, by, line.clock.now());
      if (answer === "unknown") throw new Problem("warningNotFound");
      return { done: true as const };
    },
  );
}

const concernedIn = ({ doses, plan }: Session): Concerned => ({
  substances: doses.map(({ substance }) => substance),
  province: plan.province ?? null,
});

const shown = ({ until, ...said }: StandingWarning) => ({
  ...said,
  endsAt: endOf({ ...said, until }),
  endSaid: until !== null,
});
