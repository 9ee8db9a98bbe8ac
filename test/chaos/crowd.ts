import { setTimeout as pause } from "node:timers/promises";

import { dice } from "../support/dice.ts";
import { arrives, type Caller, type Stage } from "./callers.ts";
import { isDesk } from "./desks.ts";
import type { House } from "./house.ts";
import type { Options } from "./options.ts";
import { partOf } from "./parts.ts";
import type { Story } from "./story.ts";
import { isKind, openCalls, type Telephones } from "./telephones.ts";
import { timeNow } from "./troubles.ts";

/** The callers: always so many at once, a new one for each whose session has ended. */
export type Crowd = {
  readonly stage: Stage;
  readonly callers: readonly Caller[];
  /** Clicks and answers of our own that came to nothing, by how. */
  readonly notDone: ReadonlyMap<string, number>;
  readonly noteNotDone: (why: string) => void;
  readonly callerIn: (room: string) => Caller | null;
  readonly callerOf: (sessionId: string) => Caller | null;
  /** Whether somebody from a desk is in this conference, to be talked to. */
  readonly isDeskIn: (room: string) => boolean;
  /** Nobody new from now on. */
  close(): void;
  readonly isClosing: () => boolean;
  /** Resolves when the last caller has put down the phone and every session is closed; gives up after `ms`. */
  isQuiet(ms: number): Promise<void>;
  end(): void;
  readonly isOver: () => boolean;
  /** Brings callers in until closed. */
  keepsComing(): Promise<void>;
};

type Wanted = {
  readonly house: House;
  readonly telephones: Telephones;
  readonly story: Story;
  readonly lineNumber: string;
};

const LOOK_EVERY_MS = 1_000;
/** No faster than people would: a new caller every so often. */
const BETWEEN_MS = 150;

export function crowdOf(options: Options, wanted: Wanted): Crowd {
  const { house, telephones, story, lineNumber } = wanted;
  const callers: Caller[] = [];
  const sessions = registry(house);
  const notDone = new Map<string, number>();
  const now = { closing: false, over: false };
  const stage: Stage = {
    telephones,
    story,
    luck: dice(options.seed, "callers"),
    lineNumber,
    later: (ms, run) => void setTimeout(() => now.over || run(), ms).unref(),
  };
  const desksIn = desksByRoom(telephones);
  telephones.onEntry((entry) => {
    for (const caller of callers) if (!isGone(caller)) caller.hears(entry);
  });
  const isGone = (caller: Caller): boolean => caller.isOver() && sessions.areClosed(caller);
  const parts = dice(options.seed, "parts");
  const fill = async (): Promise<void> => {
    const here = callers.filter((caller) => !isGone(caller)).length;
    for (let more = here; more < options.sessions && !now.closing; more += 1) {
      callers.push(await arrives(stage, partOf(parts, callers.length)));
      await pause(BETWEEN_MS);
    }
  };
  return {
    stage,
    callers,
    notDone,
    noteNotDone: (why) => void notDone.set(why, (notDone.get(why) ?? 0) + 1),
    callerIn: (room) => callers.findLast((caller) => caller.room() === room) ?? null,
    callerOf: (id) => callers.findLast((caller) => sessions.of(caller).includes(id)) ?? null,
    isDeskIn: (room) => (desksIn.get(room) ?? 0) > 0,
    close: () => void (now.closing = true),
    isClosing: () => now.closing,
    end: () => void (now.over = true),
    isOver: () => now.over,
    async isQuiet(ms) {
      const until = timeNow() + ms;
      while (timeNow() < until) {
        await sessions.look();
        const quiet = sessions.open() === 0 && openCalls(telephones.entries).length === 0;
        if (quiet) return;
        await pause(LOOK_EVERY_MS);
      }
    },
    async keepsComing() {
      while (!now.closing) {
        await sessions.look();
        await fill();
        await pause(LOOK_EVERY_MS);
      }
    },
  };
}

/** How many people from desks are in each conference now. */
function desksByRoom({ onEntry }: Telephones): ReadonlyMap<string, number> {
  const rooms = new Map<string, number>();
  onEntry((entry) => {
    if (!isKind(entry, "joined") && !isKind(entry, "left")) return;
    if (!isDesk(entry.handset)) return;
    const change = isKind(entry, "joined") ? 1 : -1;
    rooms.set(entry.conference, (rooms.get(entry.conference) ?? 0) + change);
  });
  return rooms;
}

/** Which sessions a caller's calls belong to, and which of them are open: looked up now and then. */
function registry({ pool }: House) {
  const bySid = new Map<string, string>();
  let open: ReadonlySet<string> = new Set();
  let openedSinceStart = 0;
  return {
    async look(): Promise<void> {
      try {
        const legs = await pool.query<{ call_sid: string; session_id: string }>(
          "SELECT call_sid, session_id FROM legs WHERE role IN ('caller', 'redial') AND call_sid IS NOT NULL AND session_id IS NOT NULL",
        );
        for (const { call_sid, session_id } of legs.rows) bySid.set(call_sid, session_id);
        const found = await pool.query<{ id: string }>(
          "SELECT id FROM sessions WHERE closed_at IS NULL",
        );
        open = new Set(found.rows.map(({ id }) => id));
        openedSinceStart += 1;
      } catch {
        return; // Postgres is away, and looked at again
      }
    },
    of: (caller: Caller) => caller.calls.flatMap((sid) => bySid.get(sid) ?? []),
    /** A call that is not known yet may have a session. */
    areClosed(caller: Caller): boolean {
      return caller.calls.every((sid) => {
        const id = bySid.get(sid);
        return id === undefined || !open.has(id);
      });
    },
    open: () => (openedSinceStart === 0 ? 1 : open.size),
  };
}
