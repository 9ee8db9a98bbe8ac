import type { Person, Roster } from "../session/people.ts";

/** Who is not to be rung for one caller like everybody else. */
export type Sparing = {
  readonly staffId: string;
  /** The caller is one of ours, and wishes not to be answered by them. Otherwise it is their own wish not to have this caller. */
  readonly never: boolean;
};

/**
 * Everybody who may be rung for this caller. "Not this caller to me" is last, not never (PRACTICE 31). Whom the caller named is not
 * rung at all: they would rather have the line's own check-ins. But in an emergency they are rung after all others, for a life.
 */
export function spared(roster: Roster, asked: readonly Sparing[], isEmergency: boolean): Roster {
  const wishes = new Map(asked.map(({ staffId, never }) => [staffId, never]));
  return roster.flatMap((person): readonly Person[] => {
    const never = wishes.get(person.staffId);
    if (never === undefined) return [person];
    return never && !isEmergency ? [] : [{ ...person, notThisCaller: true }];
  });
}
