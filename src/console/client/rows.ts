import type { z } from "zod";
import { mayOnLine } from "../../domain/permissions.ts";
import type { boardAnswer } from "../../http/contract-board.ts";
import { session as sessionSchema, type SessionView } from "../../http/contract.ts";
import { known } from "./line.ts";
import { meQuery } from "./queries.ts";

export type Board = z.infer<typeof boardAnswer>;

export const BOARD = ["board"] as const;

/** The line's word that a session closed is the last one: an answer that was under way does not bring it back. */
const closed = new Set<string>();
const KEPT_CLOSED = 1_000;

/** The board with one session as it stands now. A row that has not changed stays the very same, and is not drawn again. */
export function withRow(board: Board, row: SessionView): Board {
  const { sessions } = board;
  if (row.closed !== null)
    return { ...board, sessions: sessions.filter(({ id }) => id !== row.id) };
  const shown = sessions.find(({ id }) => id === row.id);
  if (shown === undefined) return { ...board, sessions: [...sessions, row] };
  if (shown.version >= row.version) return board;
  return { ...board, sessions: sessions.map((one) => (one === shown ? row : one)) };
}

/** The whole board anew: rows that are shown and no older stay the very same. */
export function merged(shown: Board | undefined, fresh: Board, gone: ReadonlySet<string>): Board {
  const rows = new Map((shown?.sessions ?? []).map((row) => [row.id, row]));
  const sessions = fresh.sessions.flatMap((row) => {
    const before = rows.get(row.id);
    if (gone.has(row.id)) return [];
    return [before !== undefined && before.version >= row.version ? before : row];
  });
  return { ...fresh, sessions };
}

export const mergedWithShown = (fresh: Board): Board =>
  merged(known.getQueryData<Board>(BOARD), fresh, closed);

export function takeRow(row: SessionView): void {
  if (row.closed !== null) closed.add(row.id);
  const [oldest] = closed;
  if (closed.size > KEPT_CLOSED && oldest !== undefined) closed.delete(oldest);
  known.setQueryData<Board>(BOARD, (board) => board && withRow(board, row));
}

/** A session as the line told it to whoever supervises. */
export function heardRow(data: string): void {
  const { data: row } = sessionSchema.safeParse(JSON.parse(data));
  if (row === undefined) return;
  takeRow(row);
  const me = known.getQueryData(meQuery.queryKey);
  if (me === undefined || !isOf(row, me.id)) return;
  void known.invalidateQueries({ queryKey: meQuery.queryKey });
}

const isOf = ({ company, help, listeners }: SessionView, id: string): boolean =>
  company.responderId === id ||
  help.speaker?.staffId === id ||
  listeners.some(({ staffId }) => staffId === id);

/** Who is shown every session asks who they are again only for those of their own: `heardRow` does. */
export function mayBeMine(sessionId: string): boolean {
  const me = known.getQueryData(meQuery.queryKey);
  return me === undefined || me.sessionId === sessionId || !mayOnLine(me, "seeEverySession");
}
