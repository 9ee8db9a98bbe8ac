import type { KnownDuty } from "../adapters/postgres/console-reads.ts";
import { isAlarm } from "../domain/session/duties.ts";
import type { WaiveReason } from "../domain/session/plan.ts";
import { saved } from "./after-debriefs.ts";
import { wishOf } from "./agreeing.ts";
import { answers, sessionOf, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import {
  done,
  duties,
  dutiesQuery,
  idParams,
  nothing,
  waiveWish,
  wishHeaders,
} from "./contract.ts";
import { Problem } from "./problems.ts";
import { grant, wasDone } from "./wish.ts";

/** What the line owes, and how a person ends some of it: a duty ends done, overtaken, or waived by name with a reason. */
export function dutyRoutes(app: ApiApp, parts: Console): void {
  const { line, reads } = parts;

  const list = { querystring: dutiesQuery, response: answers(duties) };
  app.get("/duties", { schema: list, config: { act: "seeDuties" } }, async (request) => {
    const { overdue, limit } = request.query;
    const now = line.clock.now();
    const all = overdue === undefined || overdue === "false";
    const found = all ? await reads.owed(limit) : await reads.overdue(now, limit);
    return { now, duties: found.map(shown) };
  });

  const waive = {
    params: idParams,
    headers: wishHeaders,
    body: waiveWish,
    response: answers(done),
  };
  app.post(
    "/duties/:id/waive",
    { schema: waive, config: { act: "endDuties" } },
    async (request) => {
      const duty = await knownDuty(parts, request.params.id);
      await waiveDuty(parts, request, duty, request.body.reason);
      return { done: true } as const;
    },
  );

  const held = { params: idParams, headers: wishHeaders, body: nothing, response: answers(done) };
  app.post("/duties/:id/done", { schema: held, config: { act: "endDuties" } }, async (request) => {
    const duty = await knownDuty(parts, request.params.id);
    if (duty.duty.kind === "followUp") await followedUp(parts, request, duty);
    else await debriefGiven(parts, request, duty);
    return { done: true } as const;
  });
}

type Listed = Awaited<ReturnType<Console["reads"]["owed"]>>[number];

function shown({ id, sessionId, duty, dueAt, attempts, lastError }: Listed) {
  const { kind, dueAt: _due, ...data } = duty;
  return { id, sessionId, kind, dueAt, attempts, data, lastError };
}

async function knownDuty({ own }: Console, dutyId: string): Promise<KnownDuty> {
  const duty = await own.duty(dutyId);
  if (duty === null) throw new Problem("dutyNotFound");
  return duty;
}

type Asking = Parameters<typeof grant>[1];

/** The event first, then the duty: stopped in between, the same key finishes it. */
async function waiveDuty(
  parts: Console,
  request: Asking,
  known: KnownDuty,
  because: WaiveReason,
): Promise<void> {
  const { line } = parts;
  if (known.sessionId === null) return waiveForLine(parts, request, known, because);
  const { id: dutyId, sessionId } = known;
  const followUp = known.duty.kind === "followUp" ? { followUp: true } : {};
  const wish = { kind: "dutyWaived", dutyId, because, ...followUp } as const;
  const repeated = await wasDone(parts, { sessionId, wish, inputId: wishId(request) });
  if (!repeated && !known.owed) throw new Problem("dutyEnded");
  const { closed } = await sessionOf(parts, sessionId);
  if (isAlarm(known.duty) && closed === null) throw new Problem("clockRunning");
  await grant(parts, request, { sessionId, wish });
  const by = staffOf(request).id;
  await line.store.finish(dutyId, { how: "waived", by, because }, line.clock.now());
}

/** The event and the end are one. What is owed again and again cannot be waived: nothing would come after it. */
async function waiveForLine(
  { line, own }: Console,
  request: Asking,
  { id: dutyId, duty, standing, owed }: KnownDuty & { readonly sessionId: null },
  because: WaiveReason,
): Promise<void> {
  if (standing) throw new Problem("dutyStanding");
  const cause = wishId(request);
  if (!owed && (await own.happenedLately(cause))) return;
  const by = staffOf(request).id;
  const data = { by, dutyId, duty: duty.kind, because };
  const outcome = { event: { kind: "dutyWaived", subject: null, data, cause }, owes: [] };
  const at = line.clock.now();
  const ended = await line.store.finishForLine(dutyId, { how: "waived", by, because }, outcome, at);
  if (ended === null) throw new Problem("dutyEnded");
}

/** They were called, as they agreed to: where they were is erased now. */
async function followedUp(
  parts: Console,
  request: Asking,
  { id: dutyId, sessionId, owed }: KnownDuty,
): Promise<void> {
  if (sessionId === null) throw new Problem("dutyNotFound");
  const wish = { kind: "followUpEnded", dutyId } as const;
  const repeated = await wasDone(parts, { sessionId, wish, inputId: wishId(request) });
  if (!repeated && !owed) throw new Problem("dutyEnded");
  await grant(parts, request, { sessionId, wish });
  const { line } = parts;
  await line.store.finish(dutyId, { how: "done" }, line.clock.now());
}

/** Support is owed to a responder until a person says it was given (PRACTICE 29): here, whoever says so gave it. */
async function debriefGiven(
  parts: Console,
  request: Asking,
  { id, duty }: KnownDuty,
): Promise<void> {
  if (duty.kind !== "debrief") throw new Problem("notADebrief");
  const given = { how: "given", withId: staffOf(request).id } as const;
  saved(await parts.after.debriefs.end(id, given, wishOf(parts, request)));
}
