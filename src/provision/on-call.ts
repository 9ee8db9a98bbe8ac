import type { RosterPort } from "../engine/ports.ts";
import type { ShiftReads } from "../adapters/postgres/shift-reads.ts";

type Parts = {
  readonly roster: Pick<RosterPort, "member">;
  readonly shiftReads: Pick<ShiftReads, "onWhen">;
};

/** As far ahead as shifts are placed (decision 020). */
const AHEAD_MS = 14 * 24 * 3_600_000;

/** The telephones of whoever is on call or supervises now or in the next two weeks: those who are rung when the line is away. */
export async function onCallPhones(
  { roster, shiftReads }: Parts,
  now: number,
): Promise<readonly string[]> {
  const on = await shiftReads.onWhen({ from: now, to: now + AHEAD_MS }, now);
  const group = on.filter(({ circle, left }) => circle !== "line" && !left);
  const people = await Promise.all(
    [...new Set(group.map(({ staffId }) => staffId))].map((staffId) => roster.member(staffId)),
  );
  return people.flatMap((person) => person?.phone ?? []);
}
