import type { Ending } from "../session/people.ts";

/** How often something became of rings to one person, as Postgres has grouped them. */
export type RingRow = {
  readonly staffId: string;
  readonly kind: "responderRung" | "ringMissed";
  readonly how: Ending | null;
  readonly times: number;
};

/** Of one person. For themselves and supervisors alone; it is no ranking, and is never sorted as one. */
export type Rings = {
  readonly staffId: string;
  readonly rung: number;
  readonly missed: number;
  /** The carrier could not ring them: not theirs. */
  readonly failed: number;
};

export function ringsOf(rows: readonly RingRow[]): readonly Rings[] {
  const ids = [...new Set(rows.map(({ staffId }) => staffId))].toSorted();
  return ids.map((staffId) => {
    const own = rows.filter((row) => row.staffId === staffId);
    const times = (holds: (row: RingRow) => boolean) =>
      own.filter(holds).reduce((sum, row) => sum + row.times, 0);
    return {
      staffId,
      rung: times(({ kind }) => kind === "responderRung"),
      missed: times(({ kind, how }) => kind === "ringMissed" && isTheirs(how)),
      failed: times(({ kind, how }) => kind === "ringMissed" && how === "failed"),
    };
  });
}

/** Not picked up, turned away, busy, or left to a machine. A ring we ended ourselves is nobody's. */
const isTheirs = (how: Ending | null): boolean => how !== "failed" && how !== "canceled";
