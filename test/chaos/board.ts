import { setTimeout as pause } from "node:timers/promises";

import type { SessionView } from "../../src/http/contract.ts";
import type { Caller } from "./callers.ts";
import { NotDone, type Seat } from "./seats.ts";
import type { Story } from "./story.ts";
import { timeNow } from "./troubles.ts";

/** What a supervisor goes by. */
export type Board = {
  readonly seat: Seat;
  readonly story: Story;
  readonly callerOf: (sessionId: string) => Caller | null;
  readonly isOver: () => boolean;
  /** From now on whatever is open is brought to its end. */
  readonly isClosing: () => boolean;
  readonly notDone: (why: string) => void;
};

const LOOK_EVERY_MS = 2_000;
/** Long enough for every step of an emergency to be seen: desks ringing, callers who answer late. */
const SETTLED_AFTER_MS = 14_000;
/** A desk that nobody has got to take it by then is taken to have been reached by hand. */
const UNTAKEN_MS = 60_000;

/** A supervisor sees to what is open: calls help off for those who talk again, hears that it arrived for those who do not. */
export async function supervises(board: Board): Promise<void> {
  const escalatedAt = new Map<string, number>();
  while (!board.isOver()) {
    await pause(LOOK_EVERY_MS);
    try {
      for (const { id, phase } of await board.seat.openSessions()) {
        if (phase !== "escalated") {
          escalatedAt.delete(id);
          if (isLeft(board, id)) await closes(board, id);
          continue;
        }
        const since = escalatedAt.get(id) ?? timeNow();
        escalatedAt.set(id, since);
        await settles(board, id, timeNow() - since).catch((err: unknown) => noted(board, err));
      }
    } catch (err) {
      noted(board, err);
    }
  }
}

function noted(board: Board, err: unknown): void {
  board.notDone(err instanceof NotDone ? `${err.status}` : "no answer");
}

/** At the end of the night, nobody is left waiting. */
function isLeft({ isClosing, callerOf }: Board, sessionId: string): boolean {
  return isClosing() && callerOf(sessionId)?.isOver() !== false;
}

async function closes(board: Board, id: string): Promise<void> {
  const view = await board.seat.session(id);
  if (view === null || view.watch !== null) return;
  await board.seat
    .clicks(`/sessions/${id}/close`, { outcome: "unknown" })
    .catch((err: unknown) => noted(board, err));
}

async function settles(board: Board, id: string, sinceMs: number): Promise<void> {
  if (sinceMs < SETTLED_AFTER_MS) return;
  const { seat, story } = board;
  const view = await seat.session(id);
  if (view === null || view.closed !== null) return;
  const talks = board.callerOf(id)?.isWell() === true || view.help.answeringSince !== null;
  const decided = () =>
    story.tell({ at: timeNow(), what: "decided", callSid: null, sessionId: id, helpBy: null });
  if (talks && view.help.state !== "none") {
    await seat.clicks(`/sessions/${id}/stand-down`, { reason: "callerTalking" });
    return decided();
  }
  if (isAwaited(view) && sinceMs < UNTAKEN_MS) return;
  decided();
  if (view.help.state !== "none") {
    await seat.clicks(`/sessions/${id}/help-arrived`, { heardFrom: "crew" });
  }
  await seat.clicks(`/sessions/${id}/close`, { outcome: "takenToHospital" });
}

/** A desk is being rung and nobody there has taken it yet. */
const isAwaited = ({ help, sends }: SessionView): boolean =>
  help.state === "asked" && sends.desks.length > 0;
