import type { Language } from "../../domain/language.ts";
import type { Circle, Instant } from "../../domain/session/people.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { circleAt, stateNow } from "./presence.ts";
import type { Deed } from "./staff-book.ts";
import { stored } from "./stored.ts";
import { instantOrNull, iso } from "./times.ts";

/** Somebody of ours, as far as others who plan shifts with them know them. */
export type Colleague = {
  readonly id: string;
  readonly name: string;
  readonly languages: readonly Language[];
  /** They may be on a shift that answers calls. */
  readonly answers: boolean;
  readonly on: {
    readonly circle: Circle;
    readonly since: Instant;
    /** `away` says no more than that: neither a break nor a rest after an emergency is anybody else's to know. */
    readonly state: "free" | "busy" | "away";
  } | null;
};

/** What somebody chose for themselves. */
export type Choices = {
  /** Rung once at the beginning of each shift. */
  readonly testRing: boolean;
  /** When the address of their calendar was made; null: there is none. */
  readonly calendarMadeAt: Instant | null;
};

export type People = {
  colleagues(at: Instant): Promise<readonly Colleague[]>;
  choices(staffId: string): Promise<Choices>;
  /** Until when their training holds; null: nobody has said. Written into the audit with it. False: there is nobody of that id. */
  setTraining(until: Instant | null, deed: Deed): Promise<boolean>;
};

export function createPeople(db: Database): People {
  return {
    colleagues: (at) => colleagues(db, at),

    async choices(staffId) {
      const { testRing, calendar } = await db.staff.findUniqueOrThrow({
        where: { id: staffId },
        select: { testRing: true, calendar: { select: { madeAt: true } } },
      });
      return { testRing, calendarMadeAt: instantOrNull(calendar?.madeAt ?? null) };
    },

    setTraining: (until, { by, staffId, at }) =>
      db.$transaction(async (tx) => {
        const before = await tx.staff.findUnique({ where: { id: staffId } });
        if (before === null) return false;
        const trainingUntil = until === null ? null : new Date(until);
        await tx.staff.update({
          where: { id: staffId },
          data: { trainingUntil, updatedAt: new Date(at) },
        });
        const data = {
          from: before.trainingUntil?.toISOString() ?? null,
          to: trainingUntil?.toISOString() ?? null,
        };
        await auditRow(tx, { kind: "trainingSet", who: by, about: staffId, data, at });
        return true;
      }),
  };
}

type Row = {
  readonly id: string;
  readonly name: string;
  readonly languages: string[];
  readonly answers: boolean;
  readonly circle: Circle | null;
  readonly since: Date | null;
  readonly here: boolean;
  readonly busy: boolean;
};

/** Everybody, by name; who has several shifts at once is in the circle that is rung first. */
async function colleagues(db: Database, at: Instant): Promise<readonly Colleague[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (staff.id) staff.id, staff.name, staff.languages,
        staff.roles && ARRAY['responder', 'supervisor'] AS answers,
        CASE WHEN shifts.id IS NOT NULL THEN ${circleAt(at)} END AS circle, shifts.starts_at AS since,
        ${stateNow} = 'here' AS here,
        EXISTS (
          SELECT FROM claims JOIN sessions ON sessions.id = claims.session_id
          WHERE claims.responder_id = staff.id AND claims.kind = 'call' AND sessions.closed_at IS NULL) AS busy
      FROM staff
        LEFT JOIN shifts ON shifts.staff_id = staff.id AND shifts.starts_at <= ${iso(at)}::timestamptz
          AND (shifts.ends_at IS NULL OR shifts.ends_at > ${iso(at)}::timestamptz)
        LEFT JOIN presence ON presence.staff_id = staff.id
      ORDER BY staff.id, array_position(ARRAY['line', 'on-call', 'supervising'], shifts.kind)) AS everybody
    ORDER BY name, id`;
  return rows.map(({ id, name, languages, answers, circle, since, here, busy }) => ({
    id,
    name,
    languages: stored<Language[]>(languages),
    answers,
    on:
      circle === null || since === null
        ? null
        : { circle, since: since.getTime(), state: stateOf(here, busy) },
  }));
}

function stateOf(here: boolean, busy: boolean): "free" | "busy" | "away" {
  if (busy) return "busy";
  return here ? "free" : "away";
}
