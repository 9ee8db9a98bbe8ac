import { z } from "zod";
import type { AuditKind, ReasonToLook } from "../domain/audit.ts";
import type { Staff } from "../domain/permissions.ts";
import { isSealedFor, openedBecause } from "../domain/session/place-seal.ts";
import type { Session } from "../domain/session/session.ts";
import type { Line } from "../engine/ports.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import { auditAnswer, auditQuery } from "./contract-audit.ts";
import { Problem } from "./problems.ts";

/** Who saw or changed what. Reading it is in it too. */
export function auditRoutes(app: ApiApp, { audit, line }: Console): void {
  const options = {
    schema: { querystring: auditQuery, response: answers(auditAnswer) },
    config: { act: "readAudit" },
  } as const;
  app.get("/audit", options, async (request) => {
    const now = line.clock.now();
    const { kind, who, about, before, limit } = request.query;
    const asked = { who: await named(line, who), about: await named(line, about) };
    const data = { kind: kind ?? null, before: before ?? null, who: asked.who };
    const record = { kind: "auditRead", who: staffOf(request).id, about: asked.about } as const;
    await audit.append({ ...record, data, at: now });
    const records = await audit.read(request.query);
    const last = records.at(-1)?.seq ?? null;
    return { now, records: records.map(shown), next: records.length < limit ? null : last };
  });
}

/** As it may be written down for good: somebody of ours, or an id. Whatever else was typed might be a caller's name or number. */
async function named({ roster }: Line, typed: string | undefined): Promise<string | null> {
  if (typed === undefined) return null;
  if (z.uuid().safeParse(typed).success) return typed;
  return (await roster.member(typed)) === null ? "other" : typed;
}

const shown = <R extends { readonly data: object }>(record: R) => ({
  ...record,
  data: { ...record.data },
});

type Look = {
  readonly kind: AuditKind;
  readonly session: Session;
  readonly because: ReasonToLook | undefined;
};

/**
 * Before anybody is shown where a caller is: who looks, and after the call also why. Throws a `Problem` where that is not said, and
 * whatever kept it from being written, so that nothing is shown unwritten. A place that is sealed is not in what they are shown.
 */
export async function noteLook(
  { audit, line }: Console,
  staff: Staff,
  { kind, session, because }: Look,
): Promise<void> {
  if (session.closed !== null && because === undefined) throw new Problem("reasonNeeded");
  const at = line.clock.now();
  const why = because ?? openedBecause(session, staff.id, at);
  const data = isSealedFor(session, staff.id, at) ? { place: "sealed" } : {};
  await audit.append({ kind, who: staff.id, about: session.id, why, data, at });
}
