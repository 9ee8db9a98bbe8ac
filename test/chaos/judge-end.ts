import { isDeepStrictEqual } from "node:util";

import { evolve } from "../../src/domain/session/evolve.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { newSession, type Session } from "../../src/domain/session/session.ts";
import { isDesk } from "./desks.ts";
import type { Episode, Evidence } from "./evidence.ts";
import type { Verdict } from "./verdict.ts";
import { isCaller } from "./parts.ts";
import { staff } from "./staffing.ts";
import { isKind, openCalls } from "./telephones.ts";

const kept = (
  promise: string,
  what: string,
  cases: number,
  broken: readonly string[],
): Verdict => ({
  promise,
  what,
  cases,
  lateMs: null,
  broken,
});

const people: ReadonlySet<string> = new Set(staff.map(({ id }) => id));
/** Staff of the rehearsal line have telephones too: they are paged there. */
const PAGED = /^\+155555501\d\d$/;

/** Promise 6: who called help off has a name: one of ours, or the desk that was told. */
export function onlyPeopleCallOff({ episodes }: Evidence): Verdict {
  const off = episodes.flatMap(({ id, events }) =>
    events.flatMap((event) => (event.kind === "helpStoodDown" ? [{ id, by: event.by }] : [])),
  );
  const nameless = off.filter(({ by }) => !people.has(by) && !by.startsWith("desk:"));
  const broken = nameless.map(({ id, by }) => `${id}: called off by ${by}`);
  return kept("6", "only people call help off", off.length, broken);
}

/** Promise 7: nobody of ours is in two conversations, and no caller has two responders. */
export function oneCaller(evidence: Evidence): Verdict {
  const stays = staysOf(evidence);
  const broken: string[] = [];
  for (const [index, one] of stays.entries()) {
    for (const other of stays.slice(index + 1)) {
      if (other.from >= one.to) break;
      if (one.handset === other.handset && one.room !== other.room)
        broken.push(`${one.handset} was in ${one.room} and ${other.room}`);
      const two = one.room === other.room && one.handset !== other.handset;
      const together = Math.min(one.to, other.to) - other.from;
      if (two && one.role === "responder" && other.role === "responder" && together > 5_000)
        broken.push(`${one.room} had ${one.handset} and ${other.handset}`);
    }
  }
  return kept("7", "one responder, one caller", stays.length, broken);
}

type Stay = {
  readonly handset: string;
  readonly room: string;
  readonly role: string;
  readonly from: number;
  readonly to: number;
};

/** In the order they began. */
function staysOf({ telephones, legs }: Evidence): readonly Stay[] {
  const { entries } = telephones;
  return entries.flatMap((joined): Stay[] => {
    if (!isKind(joined, "joined") || !joined.handset.startsWith("client:")) return [];
    const { callSid, handset, conference: room, at: from } = joined;
    const left = telephones
      .on(callSid)
      .find((one) => one.seq > joined.seq && (isKind(one, "left") || isKind(one, "ended")));
    const role = legs.get(callSid)?.role ?? "unknown";
    return [{ handset, room, role, from, to: left?.at ?? Infinity }];
  });
}

/** Promise 12: whoever was rung is one of the night's own people. */
export function onlyRehearsalDesks({ telephones }: Evidence): Verdict {
  const rung = telephones.entries.filter((one) => isKind(one, "callRequested"));
  const strangers = rung.filter(
    ({ to }) => !isDesk(to) && !isCaller(to) && !to.startsWith("client:") && !PAGED.test(to),
  );
  const broken = strangers.map(({ to }) => `${to} was rung`);
  return kept("12", "only rehearsal desks are rung", rung.length, broken);
}

/** Promises 3 and 11, and nothing forgotten: what the database and the network hold when all is over. */
export function whatIsLeft(evidence: Evidence): readonly Verdict[] {
  const { episodes, overdue, claims, telephones } = evidence;
  const open = episodes
    .filter(({ closedAt }) => closedAt === null)
    .map(({ id }) => `${id} is open`);
  const unfolded = episodes.filter(
    (episode) => !isDeepStrictEqual(folded(episode), asStored(episode.row)),
  );
  const held = claims === 0 ? [] : [`${claims} people are still held by a session`];
  const up = openCalls(telephones.entries).map((sid) => `${sid} is still up`);
  const watches = episodes.flatMap(withoutDeadline);
  return [
    kept("3", "a watch has one deadline, and an end with a reason", episodes.length, watches),
    kept(
      "11",
      "the events give the row",
      episodes.length,
      unfolded.map(({ id }) => id),
    ),
    kept("end", "nothing owed, ringing, open or held", episodes.length, [
      ...overdue.map((one) => `${one} is overdue`),
      ...open,
      ...held,
      ...up,
    ]),
  ];
}

const asStored = (session: Session): unknown => JSON.parse(JSON.stringify(session));

const folded = ({ id, events }: Episode): unknown =>
  asStored(events.reduce(evolve, newSession(id, standard)));

function withoutDeadline({ id, events }: Episode): string[] {
  let session = newSession(id, standard);
  const broken: string[] = [];
  for (const event of events) {
    const before = session;
    session = evolve(session, event);
    const { watch } = session;
    if (watch !== null && !Number.isFinite(watch.deadline.dueAt))
      broken.push(`${id}: no deadline after ${event.kind}`);
    if (before.watch !== null && watch === null && event.kind !== "watchEnded")
      broken.push(`${id}: the watch ended with ${event.kind}`);
  }
  if (session.watch !== null && session.closed !== null)
    broken.push(`${id}: closed with its watch open`);
  return broken;
}
