import type { Begun, PresenceBook } from "../adapters/postgres/presence-duties.ts";
import { API, type Heartbeats } from "../adapters/postgres/heartbeats.ts";
import { changesIn, type Presences } from "../adapters/postgres/presence.ts";
import { PRESENCE, presenceName } from "../domain/presence.ts";
import type { Owing } from "../domain/line-duties.ts";
import { needsCover, toStandBy } from "../domain/standby.ts";
import type { Instant } from "../domain/session/people.ts";
import { handle } from "../engine/handle.ts";
import type { Line } from "../engine/ports.ts";

export type PresenceParts = {
  readonly line: Line;
  readonly presences: Presences;
  readonly presenceBook: PresenceBook;
  readonly heartbeats: Pick<Heartbeats, "read">;
};

const RESPONDERS_EVERY_MS = 500;
const STANDINGS_EVERY_MS = 2_000;

/** Looks at whose console has gone silent. All it knows is in Postgres: begun again, or in two places, it does the same. */
export function watchPresence(parts: PresenceParts): { close(): Promise<void> } {
  const responders = createResponderLook(parts);
  const looking = [
    every(RESPONDERS_EVERY_MS, parts.line, responders),
    every(STANDINGS_EVERY_MS, parts.line, () => lookAtStandings(parts)),
    every(STANDINGS_EVERY_MS, parts.line, () => lookAtCoverage(parts)),
  ];
  return {
    async close() {
      await Promise.all(looking.map((one) => one.close()));
    },
  };
}

/** Where none of our web servers has shown itself for so long, no console could have been heard. */
const API_SILENT_MS = 5_000;

/**
 * Responders with a caller whose console is silent (PRACTICE 18). Silence counts only from when we could have heard them: an
 * outage of ours makes nobody lost.
 */
export function createResponderLook(
  parts: Omit<PresenceParts, "presenceBook">,
): () => Promise<void> {
  const { line, presences, heartbeats } = parts;
  let hearingSince: Instant | null = null;
  const look = async (): Promise<void> => {
    const at = line.clock.now();
    const apiAt = (await heartbeats.read()).get(API);
    if (apiAt === undefined || at - apiAt > API_SILENT_MS) {
      hearingSince = null;
      return;
    }
    const since = (hearingSince ??= at);
    for (const { sessionId, staffId, heardAt } of await presences.silent(at - PRESENCE.unheardMs)) {
      const lastSignAt = Math.max(heardAt, since);
      const id = line.ids.uuid();
      try {
        await handle(line, sessionId, { kind: "responderUnheard", id, at, staffId, lastSignAt });
      } catch (err) {
        line.log.error({ err, sessionId }, "A silent console was not told; it comes round again");
      }
    }
  };
  return async () => {
    try {
      await look();
    } catch (err) {
      hearingSince = null;
      throw err;
    }
  };
}

/** Whom a ring is expected to reach: each change is written down once, and whom it concerns is told so. */
export async function lookAtStandings({
  line,
  presences,
}: Pick<PresenceParts, "line" | "presences">): Promise<void> {
  const at = line.clock.now();
  const changes = changesIn(await presences.seen(at), at);
  for (const staffId of await presences.note(changes, at)) line.live.changed(presenceName(staffId));
}

/** What is owed to people of ours because of who is free, who rests, and whose shift has begun. Looked at twice, it is owed once. */
export async function lookAtCoverage({
  line,
  presenceBook,
}: Pick<PresenceParts, "line" | "presenceBook">): Promise<void> {
  const at = line.clock.now();
  const people = await line.presence.people(at);
  const begun = [
    ...(await testRings(presenceBook, at)),
    ...(await wordOfRest(line, presenceBook, at)),
  ];
  const owed = [
    ...(await presenceBook.oweStandby(toStandBy(people, at), at)),
    ...(needsCover(people) ? await presenceBook.oweCover(at) : []),
    ...(await presenceBook.owe(begun, at)),
  ];
  if (owed.length > 0) line.alarms.set(owed);
}

async function testRings(book: PresenceBook, at: Instant): Promise<readonly Owing[]> {
  return (await book.testRingsDue(at)).map(({ staffId, startsAt }) => ({
    duty: { kind: "testRing", staffId, startsAt },
    subject: { kind: "person", id: staffId },
    dueAt: at,
    name: `testRing/${staffId}/${startsAt}`,
  }));
}

/** Somebody is on shift, and rests since before: those who supervise are told, for only the person ends it (PRACTICE 29). */
async function wordOfRest(line: Line, book: PresenceBook, at: Instant): Promise<readonly Owing[]> {
  const resting = await book.restingAtStart(at);
  if (resting.length === 0) return [];
  const told = await line.presence.toTell(at);
  return resting.flatMap((one) => told.map((to) => tellOfRest(one, to, at)));
}

const tellOfRest = ({ staffId, startsAt }: Begun, to: string, at: Instant): Owing => ({
  duty: { kind: "tellOfPerson", to, staffId, what: "resting" },
  subject: { kind: "person", id: to },
  dueAt: at,
  name: `resting/${staffId}/${startsAt}/${to}`,
});

function every(ms: number, line: Line, look: () => Promise<void>): { close(): Promise<void> } {
  let running: Promise<void> | null = null;
  const failed = (err: unknown) =>
    line.log.error({ err }, "A look at who can be reached failed; it comes round again");
  const timer = setInterval(() => {
    running ??= look()
      .catch(failed)
      .finally(() => {
        running = null;
      });
  }, ms);
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
