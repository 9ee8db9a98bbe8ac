import type { Desk as Row } from "../../generated/prisma/client.ts";
import type { DeskWithNumber } from "../../domain/desks/changes.ts";
import type { DeskEntry } from "../../domain/desks/desk.ts";
import type { DeskHappening } from "../../domain/desks/report.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { deskNumberOf, sealDeskNumber } from "./seals.ts";
import { stored } from "./stored.ts";
import { dateOrNull, instantOrNull, iso } from "./times.ts";

type Asked = { readonly from: Instant; readonly to: Instant; readonly rehearsal: boolean };

/** The directory of desks, for those who keep it. */
export type DeskDirectory = {
  list(): Promise<readonly DeskEntry[]>;
  /** With their numbers unsealed, for an export or to see what an import would change. */
  listWithNumbers(): Promise<readonly DeskWithNumber[]>;
  /** What desks did in rehearsals or in real sessions, session by session, in order. */
  happenings(asked: Asked): Promise<readonly DeskHappening[]>;
  /** All of them or none: new desks are added, known ones changed. */
  save(desks: readonly DeskWithNumber[]): Promise<void>;
};

export function createDeskDirectory(db: Database, vault: Vault): DeskDirectory {
  const rows = () => db.desk.findMany({ orderBy: [{ province: "asc" }, { id: "asc" }] });
  return {
    list: async () => (await rows()).map(entryOf),

    listWithNumbers: async () => (await rows()).map((row) => withNumber(vault, row)),

    happenings: ({ from, to, rehearsal }) => db.$queryRaw<DeskHappening[]>`
      SELECT e.session_id AS "sessionId", e.kind,
        (extract(epoch FROM e.at) * 1000)::float8 AS at, e.data->>'deskId' AS "deskId",
        (e.data->>'attempt')::int AS attempt, e.data->>'how' AS how
      FROM session_events e JOIN sessions s ON s.id = e.session_id
      WHERE e.kind IN ('deskRung', 'deskAnswered', 'deskEnded', 'helpTaken')
        AND e.at >= ${iso(from)}::timestamptz AND e.at < ${iso(to)}::timestamptz
        AND s.rehearsal = ${rehearsal}
        AND coalesce(e.data->>'errand', 'dispatch') = 'dispatch'
      ORDER BY e.session_id, e.seq`,

    async save(desks) {
      await db.$transaction(
        desks.map((desk) => {
          const row = rowOf(vault, desk);
          return db.desk.upsert({ where: { id: desk.id }, create: row, update: row });
        }),
      );
    },
  };
}

const withNumber = (vault: Vault, row: Row): DeskWithNumber => ({
  ...entryOf(row),
  number: deskNumberOf(vault, row),
});

/** A desk as its row says, but for its number. */
export function entryOf(row: Row): DeskEntry {
  return {
    id: row.id,
    name: row.name,
    kind: stored(row.kind),
    territory: {
      province: stored(row.province),
      regions: row.regions,
      municipalities: row.municipalities,
      postalPrefixes: row.postalPrefixes,
    },
    order: row.routeOrder,
    languages: stored(row.languages),
    whoComes: stored(row.whoComes),
    hours: row.hours,
    timeZone: row.timeZone,
    recording: stored(row.recording),
    recordingAgreedBy: row.recordingAgreedBy,
    recordingAgreedAt: instantOrNull(row.recordingAgreedAt),
    verifiedAt: instantOrNull(row.verifiedAt),
    rehearsal: row.rehearsal,
  };
}

export function rowOf(vault: Vault, desk: DeskWithNumber) {
  const { id, territory } = desk;
  return {
    id,
    name: desk.name,
    kind: desk.kind,
    province: territory.province,
    regions: [...territory.regions],
    municipalities: [...territory.municipalities],
    postalPrefixes: [...territory.postalPrefixes],
    ...sealDeskNumber(vault, id, desk.number),
    routeOrder: desk.order,
    languages: [...desk.languages],
    whoComes: desk.whoComes,
    hours: desk.hours,
    timeZone: desk.timeZone,
    recording: desk.recording,
    recordingAgreedBy: desk.recordingAgreedBy,
    recordingAgreedAt: dateOrNull(desk.recordingAgreedAt),
    verifiedAt: dateOrNull(desk.verifiedAt),
    rehearsal: desk.rehearsal,
  };
}
