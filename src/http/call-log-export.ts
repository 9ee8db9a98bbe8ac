import { Readable } from "node:stream";
import { logFile } from "../adapters/call-log-file.ts";
import type { LogFilter } from "../domain/call-log/filter.ts";
import { staffOf, type ApiApp, type Console } from "./console.ts";
import { filterOf } from "./call-log.ts";
import { exportQuery } from "./contract-call-log.ts";

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" } as const;

/** What a filter finds, as a file. Who carries it away, and why, is written down before its first line is. */
export function callLogExportRoutes(app: ApiApp, { callLog, audit, line }: Console): void {
  const options = {
    schema: { querystring: exportQuery },
    config: { act: "seeEverySession" },
  } as const;
  app.get("/call-log/export", options, async (request, reply) => {
    const { because, format } = request.query;
    const filter = filterOf(request.query);
    const [responder] = await callLog.people(
      filter.responderId === null ? [] : [filter.responderId],
    );
    const data = { format, responder: responder?.id ?? null, ...written(filter) };
    const who = staffOf(request).id;
    const at = line.clock.now();
    await audit.append({ kind: "logExported", who, about: null, why: because, data, at });
    return reply
      .type(TYPES[format])
      .header("content-disposition", `attachment; filename="call-log.${format}"`)
      .send(Readable.from(logFile[format](callLog.everything(filter))));
  });
}

/** Times and words from lists: it stays for good. */
function written(filter: LogFilter): Record<string, string | null> {
  const { from, to, rehearsal } = filter;
  const list = (values: readonly string[]) => (values.length === 0 ? null : values.join(" "));
  return {
    from: from === null ? null : new Date(from).toISOString(),
    to: to === null ? null : new Date(to).toISOString(),
    rehearsal: String(rehearsal),
    language: list(filter.languages),
    province: list(filter.provinces),
    outcome: list(filter.outcomes),
    reached: list(filter.reached),
  };
}
