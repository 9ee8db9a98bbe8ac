import type { Language } from "../language.ts";
import { ringOrder } from "../routing.ts";
import type { Circle, Instant, Person, Roster } from "./people.ts";
import { helpIsOut, numbersOf, type Session } from "./session.ts";

/** What everybody else who looks for a person needs to know of a session that does. */
export type Waiter = {
  readonly sessionId: string;
  /** 0 is the most urgent. */
  readonly urgency: number;
  readonly since: Instant;
  readonly language: Language;
  readonly first: string | null;
  readonly ringing: readonly Held[];
  /** Speaks the other language, and waits for the caller's word. */
  readonly offered: string | null;
  /** Here already, or not to be rung for this caller again. */
  readonly except: readonly string[];
  /** Let it ring just now: not rung for this caller again until then. */
  readonly missed: readonly Held[];
  /** A life may hang on it: whom its caller named is rung after all others. Missing: it is none. */
  readonly emergency?: true;
};

type Held = { readonly staffId: string; readonly until: Instant };

/** Who else looks for somebody, as they were when an input was gathered. */
export type Waiting = readonly Waiter[];

export const EVERYBODY: readonly Circle[] = ["line", "on-call", "supervising"];

const LOST_RESPONDER = 0;
const EMERGENCY = 1;
const USING = 2;
const ABOUT_TO_USE = 3;
const TALK = 4;
/** Somebody is with them, and asked to be relieved. */
const ACCOMPANIED = 5;
/** A rehearsal yields to every real call (PRACTICE 33). */
const REHEARSAL = 10;

/** Null: nobody is sought for this session. What it says of rings holds until they run out. */
export function waiterOf(session: Session): Waiter | null {
  const { company, id: sessionId, language } = session;
  if (company.search === null || session.closed !== null) return null;
  return {
    sessionId,
    urgency: urgencyOf(session) + (session.rehearsal ? REHEARSAL : 0),
    since: company.search.since,
    language,
    first: company.last,
    ringing: company.ringing.map(({ staffId, until }) => ({ staffId, until })),
    offered: company.offered?.staffId ?? null,
    except: notForThem(session),
    missed: missed(session),
    ...(isEmergency(session) ? { emergency: true } : {}),
  };
}

/** It was declared, or help is on its way. */
export const isEmergency = (session: Session): boolean =>
  session.emergency || session.kind === "emergency" || helpIsOut(session);

/** A lost responder's caller before all, then emergency, using, about to use, talk (PRACTICE 3). Who has said nothing may be about to use. */
function urgencyOf(session: Session): number {
  const { company, watch, kind, concerns } = session;
  if (company.state === "with") return ACCOMPANIED;
  if (company.state === "lost") return LOST_RESPONDER;
  if (isEmergency(session)) return EMERGENCY;
  if (watch !== null || concerns.includes("selfHarm")) return USING;
  return kind === null || kind === "use" ? ABOUT_TO_USE : TALK;
}

function notForThem({ company, help }: Session): readonly string[] {
  const { speaker, joining, besides } = help;
  const speaks = speaker === null || speaker.state === "lost" ? undefined : speaker.staffId;
  return [
    company.responder?.staffId,
    company.offered?.staffId,
    speaks,
    joining?.staffId,
    ...besides.map(({ staffId }) => staffId),
    ...company.left,
  ].filter((id) => id !== undefined);
}

/** After a while they are rung again, for they may be the last (PRACTICE 30). */
function missed(session: Session): readonly Held[] {
  const { ringAgainMs } = numbersOf(session);
  const last = new Map(session.company.missed.map(({ staffId, at }) => [staffId, at]));
  return [...last].map(([staffId, at]) => ({ staffId, until: at + ringAgainMs }));
}

/** Somebody who may be about to use, or worse, waits on the same side as this session, and nobody is free for them. */
export function isWaitedForRoom(
  waiting: Waiting,
  own: Pick<Session, "id" | "rehearsal">,
  at: Instant,
): boolean {
  const base = own.rehearsal ? REHEARSAL : 0;
  return waiting.some(
    (one) =>
      one.sessionId !== own.id &&
      one.urgency >= base &&
      one.urgency <= base + ABOUT_TO_USE &&
      !isServed(one, at),
  );
}

/** Most urgent first, then whoever waits longest. */
export const inOrder = (waiting: Waiting): Waiting =>
  waiting.toSorted(
    (a, b) => a.urgency - b.urgency || a.since - b.since || (a.sessionId < b.sessionId ? -1 : 1),
  );

/** Somebody is being rung for them, or is there. */
export const isServed = ({ ringing, offered }: Waiter, at: Instant): boolean =>
  offered !== null || ringing.some(({ until }) => until > at);

/** Whom of these people they would have rung, in order, at their last circle. */
export function choicesOf(waiter: Waiter, roster: Roster, at: Instant): readonly Person[] {
  const { language, first, except } = waiter;
  const lately = [...waiter.missed, ...waiter.ringing].filter(({ until }) => until > at);
  return ringOrder(roster, {
    circles: EVERYBODY,
    language,
    anyLanguage: true,
    first,
    except: [...except, ...lately.map(({ staffId }) => staffId)],
  });
}

export type Shares = {
  /** One person for each who has nobody, as far as the people go. */
  readonly first: ReadonlyMap<string, Person>;
  /** Who has nobody, and for whom nobody is free. */
  readonly without: Waiting;
};

/** The free are shared out: the most urgent who has nobody chooses first, and nobody is held back for one who cannot be served by them. */
export function share(waiting: Waiting, roster: Roster, at: Instant): Shares {
  const first = new Map<string, Person>();
  const without: Waiter[] = [];
  let left = roster;
  for (const waiter of inOrder(waiting)) {
    if (isServed(waiter, at)) continue;
    const [person] = choicesOf(waiter, left, at);
    if (person === undefined) without.push(waiter);
    else {
      first.set(waiter.sessionId, person);
      left = left.filter(({ staffId }) => staffId !== person.staffId);
    }
  }
  return { first, without };
}

/**
 * The people a session may ring, with all who wait in mind: its own share, and whoever is left when everybody has had theirs.
 * For an emergency everybody is rung but the shares of those before it (PRACTICE 2).
 */
export function mayRing(self: Waiter, others: Waiting, roster: Roster, at: Instant): Roster {
  const waiting = [...others.filter(({ sessionId }) => sessionId !== self.sessionId), self];
  const { first } = share(waiting, roster, at);
  const order = inOrder(waiting);
  const before = order.slice(0, order.indexOf(self));
  const spared = self.urgency % REHEARSAL <= EMERGENCY ? before : waiting;
  const taken = new Set(
    spared
      .filter(({ sessionId }) => sessionId !== self.sessionId)
      .map(({ sessionId }) => first.get(sessionId)?.staffId),
  );
  return roster.filter(({ staffId }) => !taken.has(staffId));
}

/**
 * Rings that give way: where nobody is free for a session, the least urgent of those that are strictly less urgent than it and
 * hold somebody it could have, but are not with them yet, lets that person go. By session, whom it lets go.
 */
export function yielded(
  waiting: Waiting,
  roster: Roster,
  at: Instant,
): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, readonly string[]>();
  const gone = new Set<string>();
  for (const waiter of share(waiting, roster, at).without) {
    for (const holder of inOrder(waiting).toReversed()) {
      if (holder.urgency <= waiter.urgency) break;
      const staffId = ringsFor(holder, waiter, roster, { gone, at });
      if (staffId === undefined) continue;
      gone.add(staffId);
      given.set(holder.sessionId, [...(given.get(holder.sessionId) ?? []), staffId]);
      break;
    }
  }
  return given;
}

const asFree = (person: Person): Person => ({ ...person, free: true });

/** Somebody the holder rings, or who waits for its caller's word, whom the waiter could have. */
function ringsFor(
  holder: Waiter,
  waiter: Waiter,
  roster: Roster,
  { gone, at }: { gone: ReadonlySet<string>; at: Instant },
): string | undefined {
  const rung = holder.ringing.filter(({ until }) => until > at).map(({ staffId }) => staffId);
  const held = new Set<string | null>([...rung, holder.offered]);
  const free = roster.filter(({ staffId }) => held.has(staffId) && !gone.has(staffId)).map(asFree);
  return choicesOf(waiter, free, at)[0]?.staffId;
}
