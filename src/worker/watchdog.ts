import { REFUSED_SIGNATURES, WATCHDOG, type Heartbeats } from "../adapters/postgres/heartbeats.ts";
import type { Reads } from "../adapters/postgres/reads.ts";
import type { WatchdogReads } from "../adapters/postgres/watchdog-reads.ts";
import type { Pager } from "../adapters/twilio/pager.ts";
import type { Instant } from "../domain/session/people.ts";
import type { Trouble } from "../domain/words/troubles.ts";
import type { Line, LineEvents } from "../engine/ports.ts";
import {
  keepVigil,
  lookedAgain,
  told,
  unanswered,
  type Books,
  type Standing,
  type Taken,
} from "../engine/vigil.ts";
import { createFolds } from "./folds.ts";
import { outside } from "./outside.ts";
import { createPages } from "./paging.ts";

export type Watched = {
  readonly line: Pick<Line, "clock" | "log" | "voice" | "lineEvents" | "ids">;
  readonly reads: Pick<Reads, "overdue">;
  readonly watchdogReads: WatchdogReads;
  readonly heartbeats: Heartbeats;
  readonly pager: Pager;
  readonly vault: { shut(): readonly string[] };
  readonly takenUrl: (staffId: string) => string;
  /** Somebody outside who notices when these requests stop, or fail. */
  readonly heartbeatUrl: string | null;
};

const LOOK_EVERY_MS = 2_000;
/** A carrier that is well is asked this seldom; one that failed, at every look. */
const ASK_CARRIER_EVERY_MS = 5_000;
const KEPT_EVENTS = 200;

type Look = {
  look(): Promise<void>;
  /** Since when another watchdog is there and nothing is left to be said, or nobody can be told; null while it is needed. */
  idleSince(): Instant | null;
};

/** Is the line keeping its promises? One look asks everything, and tells people what is wrong; it never throws. */
export function createWatchdog(watched: Watched): Look {
  const { clock, log } = watched.line;
  const since = clock.now();
  const pages = createPages({ ...watched, reads: watched.watchdogReads });
  const afar = outside(watched.heartbeatUrl, log);
  const diary = createDiary(watched.line);
  const known = createMemory(watched, since);
  const askCarrier = carrierAsker(watched);
  let standing: Standing = new Map();
  let unable: Instant | null = null;

  const read = (): Promise<Books | null> =>
    known.refresh([...standing.keys()], async () => {
      await pages.refresh();
      await diary.write();
    });

  const tell = async (troubles: readonly Trouble[]): Promise<void> => {
    const reached = await pages.tell(troubles);
    if (!reached) standing = told(standing, { tell: troubles, reached, now: clock.now() });
  };

  const look = async (): Promise<void> => {
    const [books, carrierFailures] = await Promise.all([read(), askCarrier()]);
    const now = clock.now();
    const { databaseAt, taken } = known.seen();
    const troubles = keepVigil({ now, since, databaseAt, carrierFailures, books });
    const next = lookedAgain(standing, { troubles, blind: books === null, taken, now });
    diary.note(next, { before: standing, books });
    const { tell: saying, over } = next;
    standing = told(next.standing, { tell: saying, reached: true, now });
    unable = books === null && carrierFailures > 1 ? (unable ?? now) : null;
    afar.say(unanswered(standing, { taken, now }));
    const failed = (err: unknown) => log.error({ err }, "People could not be told");
    if (saying.length > 0) tell(saying).catch(failed);
    if (over.length > 0) pages.tellOver(over).catch(failed);
  };
  return {
    look: () => look().catch((err: unknown) => log.error({ err }, "The watchdog could not look")),
    idleSince: () =>
      standing.size === 0 || unable !== null ? (known.seen().relievedAt ?? unable) : null,
  };
}

/** What it last read, which it goes by while the database is away; and its own sign of life there. */
function createMemory(watched: Watched, since: Instant) {
  const { line, heartbeats } = watched;
  const { clock, log } = line;
  const id = line.ids.uuid();
  const askBooks = bookReader(watched);
  let databaseAt = since;
  let taken: Taken | null = null;
  let relievedAt: Instant | null = null;
  return {
    /** `relievedAt`: since when another watchdog is there. */
    seen: () => ({ databaseAt, taken, relievedAt }),
    /** Null where the database does not answer. `also` is what else waits for it to. */
    async refresh(troubles: readonly Trouble[], also: () => Promise<void>): Promise<Books | null> {
      try {
        const found = await askBooks(clock.now());
        const says = await heartbeats.says(WATCHDOG);
        relievedAt = says === null || says["id"] === id ? null : (relievedAt ?? clock.now());
        await heartbeats.beat(WATCHDOG, clock.now(), { id, troubles });
        await also();
        databaseAt = clock.now();
        ({ taken } = found);
        return found.books;
      } catch (err) {
        log.warn({ err }, "The watchdog cannot read the books");
        return null;
      }
    },
  };
}

/** Everything that is written, and what somebody who was paged has said. */
function bookReader({ reads, watchdogReads, heartbeats, vault }: Watched) {
  const folds = createFolds(watchdogReads);
  return async (now: Instant): Promise<{ books: Books; taken: Taken | null }> => {
    const [written, seen, refused, [oldest], differing] = await Promise.all([
      watchdogReads.books(now),
      heartbeats.read(),
      heartbeats.says(REFUSED_SIGNATURES),
      reads.overdue(now, 1),
      folds.differing(now),
    ]);
    const { taken, ...found } = written;
    const at = seen.get(REFUSED_SIGNATURES);
    const count = Number(refused?.["count"] ?? 0);
    const books = {
      ...found,
      heartbeats: seen,
      // Sessions' come first: where the oldest is the line's own, no session's is overdue.
      oldestOverdueAt: oldest === undefined || oldest.sessionId === null ? null : oldest.dueAt,
      refused: at === undefined ? null : { at, count },
      differing,
      shut: vault.shut(),
    };
    return { books, taken };
  };
}

/** How often in a row the carrier has failed to answer something small. */
function carrierAsker({ line, pager }: Watched) {
  let failures = 0;
  let askedAt: Instant | null = null;
  return async (): Promise<number> => {
    const now = line.clock.now();
    const dueAt = askedAt === null || failures > 0 ? now : askedAt + ASK_CARRIER_EVERY_MS;
    if (now < dueAt) return failures;
    askedAt = now;
    try {
      await pager.answers();
      failures = 0;
    } catch (err) {
      failures += 1;
      line.log.warn({ err, failures }, "The carrier did not answer the watchdog");
    }
    return failures;
  };
}

type LineEvent = Parameters<LineEvents["append"]>[0];

/** Says in the log what is wrong, and keeps it for `line_events` until the database takes it. */
function createDiary({ clock, log, lineEvents }: Watched["line"]) {
  let kept: LineEvent[] = [];
  const noted = new Set<Trouble>();
  const keep = (kind: string, data: LineEvent["data"]) => {
    kept = [...kept, { kind, subject: null, data, at: clock.now(), cause: null }].slice(
      -KEPT_EVENTS,
    );
  };
  return {
    note(
      { tell, over }: { tell: readonly Trouble[]; over: readonly Trouble[] },
      { before, books }: { before: Standing; books: Books | null },
    ) {
      for (const trouble of tell) {
        const again = noted.has(trouble);
        const data = detailsOf(trouble, books);
        log.error({ trouble, again, ...data }, "The line is not keeping its promises");
        if (!again || before.get(trouble)?.told === true) keep(trouble, data);
        noted.add(trouble);
      }
      for (const trouble of over) {
        log.info({ trouble }, "What was wrong is over");
        keep("troubleOver", { trouble });
        noted.delete(trouble);
      }
    },
    async write() {
      for (const event of kept) {
        await lineEvents.append(event);
        kept = kept.filter((other) => other !== event);
      }
    },
  };
}

function detailsOf(trouble: Trouble, books: Books | null): Record<string, string> {
  if (trouble === "foldDiffers") return { sessions: books?.differing.join(" ") ?? "" };
  if (trouble === "deadlineMissing") return { sessions: books?.undated.join(" ") ?? "" };
  if (trouble === "vaultShut") return { keys: books?.shut.join(" ") ?? "" };
  return {};
}

export type Watchdog = {
  close(): Promise<void>;
  /** The process beside it is gone: it goes on looking, and resolves once another has taken over or it can tell nobody. */
  alone(): Promise<void>;
};

const IDLE_MS = 10_000;
/** Nobody came for so long: who is outside hears nothing more, and pages. */
const ALONE_MAX_MS = 3_600_000;

/** A process of its own, so that what stops the line does not stop the one who would notice. */
export function startWatchdog(watched: Watched): Watchdog {
  const { clock } = watched.line;
  const watchdog = createWatchdog(watched);
  let looking: Promise<void> | null = null;
  const lookOnce = () => {
    looking ??= watchdog.look().finally(() => {
      looking = null;
    });
  };
  const timer = setInterval(lookOnce, LOOK_EVERY_MS);
  lookOnce();
  return {
    async close() {
      clearInterval(timer);
      await looking;
    },
    async alone() {
      const until = clock.now() + ALONE_MAX_MS;
      const isNeeded = () => {
        const idle = watchdog.idleSince();
        return clock.now() < until && (idle === null || clock.now() - idle < IDLE_MS);
      };
      while (isNeeded()) await clock.until(clock.now() + LOOK_EVERY_MS);
    },
  };
}
