import type { Language } from "../../domain/language.ts";
import type { Ending, Role, Via } from "../../domain/session/people.ts";
import type { Leg, Legs } from "../../engine/ports.ts";
import type { Prisma, Leg as Row } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";
import { dateOrNull, instantOrNull } from "./times.ts";

/** Every phone connection, in Postgres. */
export function createLegs(db: Database): Legs {
  return {
    add: (leg) => add(db, leg),

    async byId(legId) {
      const row = await db.leg.findUnique({ where: { id: legId } });
      return row === null ? null : legOf(row);
    },

    async byCallSid(callSid) {
      const row = await db.leg.findUnique({ where: { callSid } });
      return row === null ? null : legOf(row);
    },

    async ofSession(sessionId) {
      const rows = await db.leg.findMany({
        where: { sessionId },
        orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
      });
      return rows.map(legOf);
    },

    async bind(legId, callSid) {
      const { count } = await db.leg.updateMany({
        where: { id: legId, OR: [{ callSid: null }, { callSid }] },
        data: { callSid },
      });
      return count === 1;
    },

    update: (legId, change) => update(db, legId, change),

    async unheard(before, which) {
      const rows = await db.leg.findMany({
        where: {
          requestedAt: { lt: new Date(before) },
          endedAt: null,
          ...(which === "all" ? {} : { OR: [{ answeredAt: null }, { role: "desk" }] }),
        },
        orderBy: { requestedAt: "asc" },
      });
      return rows.map(legOf);
    },
  };
}

async function add(db: Database, leg: Leg): Promise<Leg> {
  const { count } = await db.leg.createMany({ data: [rowOf(leg)], skipDuplicates: true });
  if (count === 1) return leg;
  const same = leg.callSid === null ? [{ id: leg.id }] : [{ id: leg.id }, { callSid: leg.callSid }];
  return legOf(await db.leg.findFirstOrThrow({ where: { OR: same } }));
}

async function update(
  db: Database,
  legId: string,
  change: Parameters<Legs["update"]>[1],
): Promise<void> {
  const { answeredAt, endedAt, movedAt, ...columns } = change;
  const data: Prisma.LegUncheckedUpdateInput = { ...columns };
  if (answeredAt !== undefined) data.answeredAt = dateOrNull(answeredAt);
  if (endedAt !== undefined) data.endedAt = dateOrNull(endedAt);
  if (movedAt !== undefined) data.movedAt = dateOrNull(movedAt);
  await db.leg.update({ where: { id: legId }, data, select: { id: true } });
}

const rowOf = (leg: Leg): Prisma.LegCreateManyInput => ({
  ...leg,
  requestedAt: new Date(leg.requestedAt),
  answeredAt: dateOrNull(leg.answeredAt),
  endedAt: dateOrNull(leg.endedAt),
  movedAt: dateOrNull(leg.movedAt),
});

function legOf(row: Row): Leg {
  return {
    id: row.id,
    sessionId: row.sessionId,
    role: stored<Role>(row.role),
    party: row.party,
    dutyId: row.dutyId,
    attempt: row.attempt,
    callSid: row.callSid,
    rehearsal: row.rehearsal,
    language: stored<Language | null>(row.language),
    via: stored<Via | null>(row.via),
    requestedAt: row.requestedAt.getTime(),
    answeredAt: instantOrNull(row.answeredAt),
    endedAt: instantOrNull(row.endedAt),
    endedHow: stored<Ending | null>(row.endedHow),
    movedAt: instantOrNull(row.movedAt),
  };
}
