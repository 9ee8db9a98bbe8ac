import type { Language } from "./language.ts";
import type { Circle, Instant, Person, Roster } from "./session/people.ts";

export type Wanted = {
  readonly circles: readonly Circle[];
  readonly language: Language;
  /** Others who do not speak it are rung too, after those who do: language is order, not filter. */
  readonly anyLanguage: boolean;
  /** Rung before all others: who was just with this caller. */
  readonly first: string | null;
  readonly except: readonly string[];
};

/** Whom to ring, in order: the one who was there, own language, nearest circle, first layer on call, longest idle. Never somebody busy. */
export function ringOrder(roster: Roster, wanted: Wanted): readonly Person[] {
  return roster
    .filter((person) => person.free && wanted.circles.includes(person.circle))
    .filter((person) => !wanted.except.includes(person.staffId))
    .filter((person) => wanted.anyLanguage || speaks(person, wanted.language))
    .toSorted((a, b) => compare(rank(a, wanted), rank(b, wanted)));
}

export const speaks = (person: Person, language: Language): boolean =>
  person.languages.includes(language);

function rank(person: Person, wanted: Wanted): readonly [number, number, number, number, Instant] {
  return [
    person.staffId === wanted.first ? 0 : 1,
    speaks(person, wanted.language) ? 0 : 1,
    wanted.circles.indexOf(person.circle),
    person.layer ?? 1,
    person.idleSince,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
