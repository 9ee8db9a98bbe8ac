import type { Language } from "./language.ts";
import type { Circle, Instant, Person, Roster } from "./session/people.ts";

export type Wanted = {
  readonly circles: readonly Circle[];
  readonly language: Language;
  /** Others who do not speak it are rung too, after those who do: language is order, not filter. */
  readonly anyLanguage: boolean;
  /** Rung before all others: who was just with this caller. */
  readonly first: string | null;
  /** Who this caller and they themselves wish to be together; order, not filter. */
  readonly preferred?: string | null;
  readonly except: readonly string[];
};

/**
 * Whom to ring, in order: the one who was there; whom a ring should reach; who did not ask to be spared this caller; whose work is
 * calls; trained before lapsed; who has not had as many callers as they wanted; the one both wish for; own language; nearest
 * circle; first layer on call; who has not talked clearly more than the others; longest idle. Never somebody busy.
 */
export function ringOrder(roster: Roster, wanted: Wanted): readonly Person[] {
  const much = muchTalk(roster);
  return roster
    .filter((person) => person.free && wanted.circles.includes(person.circle))
    .filter((person) => !wanted.except.includes(person.staffId))
    .filter((person) => wanted.anyLanguage || speaks(person, wanted.language))
    .toSorted((a, b) => compare(rank(a, wanted, much), rank(b, wanted, much)));
}

/** They did not ask to be spared this caller, and calls are their work. */
export const isForThisCaller = ({ notThisCaller, otherWork }: Person): boolean =>
  notThisCaller !== true && otherWork !== true;

export const speaks = (person: Person, language: Language): boolean =>
  person.languages.includes(language);

function rank(person: Person, wanted: Wanted, much: number): readonly [...number[], Instant] {
  const { staffId, reachable, notThisCaller, otherWork, trainingLapsed } = person;
  const { atLimit, talkShare, layer, idleSince } = person;
  return [
    staffId === wanted.first ? 0 : 1,
    reachable === false ? 1 : 0,
    notThisCaller === true ? 1 : 0,
    otherWork === true ? 1 : 0,
    trainingLapsed === true ? 1 : 0,
    atLimit === true ? 1 : 0,
    staffId === wanted.preferred ? 0 : 1,
    speaks(person, wanted.language) ? 0 : 1,
    wanted.circles.indexOf(person.circle),
    layer ?? 1,
    (talkShare ?? 0) > much ? 1 : 0,
    idleSince,
  ];
}

/** Beyond it somebody is rung after the others: over a week nobody then talks a fifth more than all do on average. */
const MUCH = 1.05;

/** Of everybody on the line now, busy or not: being busy is how one comes to talk much. */
function muchTalk(roster: Roster): number {
  const shares = roster.flatMap(({ circle, talkShare }) =>
    circle === "line" && talkShare !== undefined ? [talkShare] : [],
  );
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.length === 0 ? Infinity : (MUCH * all) / shares.length;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
