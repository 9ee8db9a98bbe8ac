import { PRESENCE } from "../../domain/presence.ts";
import type { Owing } from "../../domain/line-duties.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Present } from "../../domain/standby.ts";
import type { RosterPort } from "../../engine/ports.ts";
import type { OwedByLine } from "../../engine/ports-store.ts";
import type { PresencePort } from "../../engine/ports-presence.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { owe } from "./line-duties.ts";
import { notEnded } from "./owed.ts";
import { createPresences, stateNow, type Presences } from "./presence.ts";
import { iso } from "./times.ts";

/** Somebody's shift, by when it began. */
export type Begun = { readonly staffId: string; readonly startsAt: Instant };

/** What the look at who can be reached owes, and what people answer to being rung for it. */
export type PresenceBook = PresencePort & {
  /** Each asked once in half an hour, whoever looks. */
  oweStandby(staff: readonly string[], at: Instant): Promise<readonly OwedByLine[]>;
  /** One search for somebody who covers at a time. */
  oweCover(at: Instant): Promise<readonly OwedByLine[]>;
  owe(owing: readonly Owing[], at: Instant): Promise<readonly OwedByLine[]>;
  /** On shift since lately, and resting since before. */
  restingAtStart(at: Instant): Promise<readonly Begun[]>;
  /** On shift since lately, and wishing to be rung once. */
  testRingsDue(at: Instant): Promise<readonly Begun[]>;
  /** They pressed 1: rung with the line's own people from now on. Returns until when. `cause` is the call: told again, it changes nothing. */
  covers(staffId: string, at: Instant, cause: string): Promise<Instant>;
  /** It reached them: no ring counts as missed any more. */
  takeTestRing(staffId: string, at: Instant, cause: string): Promise<void>;
};

type Parts = {
  readonly roster: Pick<RosterPort, "now">;
  readonly presences: Pick<Presences, "seen">;
};

export function createPresenceBook(db: Database, { roster, presences }: Parts): PresenceBook {
  return {
    async people(at) {
      const [people, seen] = await Promise.all([roster.now(at), presences.seen(at)]);
      const rows = new Map(seen.map((row) => [row.staffId, row]));
      return people.flatMap((person): Present[] => {
        const row = rows.get(person.staffId);
        if (row === undefined) return [];
        return [{ ...person, state: row.state, standbyAskedAt: row.standbyAskedAt }];
      });
    },

    async testRingTaken(staffId, since) {
      const testRingTakenAt = { gte: new Date(since) };
      return (await db.presence.count({ where: { staffId, testRingTakenAt } })) > 0;
    },

    async calledSince(subject, since) {
      const calls = await db.lineEvent.findMany({
        where: { subject, kind: { in: ["coverRung", "testRung"] }, at: { gte: new Date(since) } },
      });
      return calls.some(({ kind, data }) => kind === "coverRung" || wasRung(data));
    },

    async toTell(at) {
      const there = (await roster.now(at)).filter(({ circle }) => circle === "supervising");
      if (there.length > 0) return there.map(({ staffId }) => staffId);
      const all = await db.staff.findMany({ where: { roles: { has: "supervisor" } } });
      return all.map(({ id }) => id);
    },

    owe: (owing, at) =>
      owing.length === 0 ? Promise.resolve([]) : db.$transaction((tx) => owe(tx, owing, at)),
    oweStandby: (staff, at) => oweStandby(db, staff, at),
    oweCover: (at) => oweCover(db, at),
    restingAtStart: (at) => begun(db, at, "resting"),
    testRingsDue: (at) => begun(db, at, "testRing"),

    covers: (staffId, at, cause) => covers(db, { staffId, at, cause }),
    takeTestRing: (staffId, at, cause) => takeTestRing(db, { staffId, at, cause }),
  };
}

/** A test for which nobody could be rung is written down too (engine/staff-presence.ts). */
const wasRung = (data: unknown): boolean =>
  typeof data === "object" && data !== null && "rung" in data && data.rung === "rung";

async function covers(db: Database, press: Press): Promise<Instant> {
  const coversUntil = new Date(press.at + PRESENCE.coversMs);
  const data = { until: coversUntil.toISOString() };
  const since = await answered(db, { ...press, kind: "coverTaken", data }, { coversUntil });
  return since + PRESENCE.coversMs;
}

async function takeTestRing(db: Database, press: Press): Promise<void> {
  const taken = { testRingTakenAt: new Date(press.at), lastRingMissedAt: null };
  await answered(db, { ...press, kind: "testRingTaken", data: {} }, taken);
}

/** Who pressed 1, when, and in which call. */
type Press = { readonly staffId: string; readonly at: Instant; readonly cause: string };

type Answered = Press & {
  readonly kind: string;
  readonly data: Readonly<Record<string, string>>;
};
type Change = {
  readonly coversUntil?: Date;
  readonly testRingTakenAt?: Date;
  readonly lastRingMissedAt?: null;
};

/** What somebody pressed, in their row and among the line's events, once for each call. Returns when it was. */
async function answered(
  db: Database,
  { staffId, at, cause, kind, data }: Answered,
  change: Change,
): Promise<Instant> {
  const known = await db.lineEvent.findFirst({ where: { kind, subject: staffId, cause } });
  if (known !== null) return known.at.getTime();
  const since = new Date(at);
  await db.$transaction([
    db.presence.upsert({
      where: { staffId },
      create: { staffId, state: "here", since, ...change },
      update: change,
    }),
    db.lineEvent.create({ data: { kind, subject: staffId, data, at: since, cause } }),
  ]);
  return at;
}

async function oweStandby(
  db: Database,
  staff: readonly string[],
  at: Instant,
): Promise<readonly OwedByLine[]> {
  if (staff.length === 0) return [];
  return db.$transaction(async (tx) => {
    const asked = await tx.$queryRaw<{ staffId: string }[]>`
      INSERT INTO presence AS known (staff_id, state, since, standby_asked_at)
      SELECT staff, 'here', ${iso(at)}::timestamptz, ${iso(at)}::timestamptz
      FROM unnest(${[...staff].toSorted()}::text[]) AS staff
      ON CONFLICT (staff_id) DO UPDATE SET standby_asked_at = excluded.standby_asked_at
      WHERE known.standby_asked_at IS NULL
        OR known.standby_asked_at <= ${iso(at - PRESENCE.standbyAgainMs)}::timestamptz
      RETURNING staff_id AS "staffId"`;
    const owing = asked.map(({ staffId }): Owing => ({
      duty: { kind: "askStandby", staffId },
      subject: { kind: "person", id: staffId },
      dueAt: at,
      name: `standby/${staffId}/${at}`,
    }));
    return owe(tx, owing, at);
  });
}

/** Owed again while it waits for its next round, it would come at once: so only where there is none. */
async function oweCover(db: Database, at: Instant): Promise<readonly OwedByLine[]> {
  return db.$transaction(async (tx) => {
    const [standing] = await tx.$queryRaw<unknown[]>`
      SELECT FROM duties WHERE kind = 'ringForCover' AND session_id IS NULL AND ${notEnded} LIMIT 1`;
    if (standing !== undefined) return [];
    const owing: Owing = {
      duty: { kind: "ringForCover", round: 0 },
      subject: { kind: "line", id: "cover" },
      dueAt: at,
    };
    return owe(tx, [owing], at);
  });
}

async function begun(
  db: Database,
  at: Instant,
  which: "resting" | "testRing",
): Promise<readonly Begun[]> {
  const wanted =
    which === "resting"
      ? Prisma.sql`${stateNow} = 'resting' AND presence.since < shifts.starts_at`
      : Prisma.sql`${stateNow} = 'here' AND staff.test_ring`;
  const rows = await db.$queryRaw<{ staffId: string; startsAt: Date }[]>`
    SELECT staff.id AS "staffId", shifts.starts_at AS "startsAt"
    FROM shifts
      JOIN staff ON staff.id = shifts.staff_id
      LEFT JOIN presence ON presence.staff_id = staff.id
    WHERE shifts.starts_at <= ${iso(at)}::timestamptz
      AND shifts.starts_at > ${iso(at - PRESENCE.testRingLateMs)}::timestamptz
      AND (shifts.ends_at IS NULL OR shifts.ends_at > ${iso(at)}::timestamptz)
      AND ${wanted}`;
  return rows.map(({ staffId, startsAt }) => ({ staffId, startsAt: startsAt.getTime() }));
}

/** Both halves of presence on Postgres. */
export function presenceParts(db: Database, roster: Pick<RosterPort, "now">) {
  const presences = createPresences(db);
  return { presences, presenceBook: createPresenceBook(db, { roster, presences }) };
}
