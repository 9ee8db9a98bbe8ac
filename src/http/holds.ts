import { idOfWish } from "../adapters/postgres/line-duties.ts";
import { askRefused, stateOf, type Hold } from "../domain/holds.ts";
import type { AuditKind } from "../domain/audit.ts";
import type { Instant } from "../domain/session/people.ts";
import { demandCard } from "../domain/words/cards.ts";
import { answers, staffOf, wishId, type ApiApp, type Console } from "./console.ts";
import {
  cardAnswer,
  demandRecorded,
  demandsAnswer,
  demandWish,
  holdAnswer,
  holdsAnswer,
  holdWish,
} from "./contract-holds.ts";
import { idParams, nothing, wishHeaders } from "./contract.ts";
import { Problem } from "./problems.ts";

const config = { act: "keepHolds" } as const;
const headers = wishHeaders;

/** Holds by two named people, the register of what was demanded, and the card for whoever answers (PRACTICE 36). */
export function holdRoutes(app: ApiApp, parts: Console): void {
  const { line, holds } = parts;

  app.get("/holds", { schema: { response: answers(holdsAnswer) }, config }, async (request) => {
    await written(parts, request, { kind: "registerRead", about: null });
    const now = line.clock.now();
    return { now, holds: (await holds.list()).map((hold) => shown(hold, now)) };
  });

  const ask = { headers, body: holdWish, response: answers(holdAnswer) };
  app.post("/holds", { schema: ask, config }, async (request) => {
    const { reference, sessionIds, expiresAt } = request.body;
    const now = line.clock.now();
    const refused = askRefused(expiresAt, now);
    if (refused !== null) throw new Problem(refused);
    const id = idOfWish(wishId(request));
    const askedBy = staffOf(request).id;
    const wish = { id, reference, sessionIds, askedBy, askedAt: now, expiresAt };
    const missing = await holds.ask(wish);
    if (missing.length > 0) {
      throw new Problem(
        "recordsUnknown",
        missing.map((what) => ({ where: "body/sessionIds", what })),
      );
    }
    const hold = await shownById(parts, id);
    if (!isAskedBy(hold, wish)) throw new Problem("keyReused");
    await written(parts, request, { kind: "holdAsked", about: id });
    return { now, hold };
  });

  const confirm = { params: idParams, headers, body: nothing, response: answers(holdAnswer) };
  app.post("/holds/:id/confirm", { schema: confirm, config }, async (request) => {
    const { id } = request.params;
    const now = line.clock.now();
    const by = staffOf(request).id;
    const before = await holds.byId(id);
    if (before === null) throw new Problem("holdNotFound");
    if (before.confirmedBy !== by) {
      const refused = await holds.confirm(id, by, now);
      if (refused !== null) throw new Problem(refused);
      await written(parts, request, { kind: "holdConfirmed", about: id });
    }
    return { now, hold: await shownById(parts, id) };
  });

  demandRoutes(app, parts);
}

function demandRoutes(app: ApiApp, parts: Console): void {
  const { line, holds } = parts;

  app.get("/demands", { schema: { response: answers(demandsAnswer) }, config }, async (request) => {
    await written(parts, request, { kind: "registerRead", about: null });
    return { now: line.clock.now(), demands: await holds.demands() };
  });

  const record = { headers, body: demandWish, response: answers(demandRecorded) };
  app.post("/demands", { schema: record, config }, async (request) => {
    const id = idOfWish(wishId(request));
    const { holdId } = request.body;
    if (holdId !== null && (await holds.byId(holdId)) === null) throw new Problem("holdNotFound");
    const by = { recordedBy: staffOf(request).id, recordedAt: line.clock.now() };
    await holds.recordDemand({ ...request.body, ...by, id });
    await written(parts, request, { kind: "demandRecorded", about: id });
    return { id };
  });

  const card = { schema: { response: answers(cardAnswer) }, config: { act: "seeCards" } } as const;
  app.get("/cards/demand", card, () => ({ en: demandCard("en"), fr: demandCard("fr") }));
}

type Asking = Parameters<typeof staffOf>[0];

function written(
  { audit, line }: Console,
  request: Asking,
  { kind, about }: { kind: AuditKind; about: string | null },
): Promise<unknown> {
  return audit.append({ kind, who: staffOf(request).id, about, at: line.clock.now() });
}

async function shownById({ holds, line }: Console, id: string) {
  const hold = await holds.byId(id);
  if (hold === null) throw new Problem("holdNotFound");
  return shown(hold, line.clock.now());
}

type Asked = Pick<Hold, "reference" | "sessionIds" | "expiresAt">;

const isAskedBy = (hold: Asked, wish: Asked): boolean =>
  hold.reference === wish.reference &&
  hold.expiresAt === wish.expiresAt &&
  hold.sessionIds.join(" ") === [...new Set(wish.sessionIds)].toSorted().join(" ");

const shown = ({ endedAt: _ended, ...hold }: Hold, now: Instant) => ({
  ...hold,
  state: stateOf({ ...hold, endedAt: _ended }, now),
});
