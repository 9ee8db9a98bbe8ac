import { later, now, record } from "./compose.ts";
import { movesTo } from "./deadlines.ts";
import { nothing, type Decision } from "./decision.ts";
import type { Moves } from "./events.ts";
import type { Instant } from "./people.ts";
import { helpIsOut, isAlone, numbersOf, type Session } from "./session.ts";

/** While help is on its way the watch runs on: the caller is spoken to, and there is no harder step left. */
export function openLineMoves(session: Session, at: Instant): Moves {
  const dueAt = at + numbersOf(session).openLineMs;
  return movesTo(session, { kind: "open", dueAt, helpAt: null });
}

/** While help comes, the open line speaks to whoever is there (PRACTICE 27, words 7a). */
export function openLineSpeaks(session: Session, turn: number, at: Instant): Decision {
  if (!helpIsOut(session) || turn !== session.help.openLineTurn + 1) return nothing;
  const moves = session.watch === null ? null : openLineMoves(session, at);
  const next = later(at, numbersOf(session).openLineMs, { kind: "openLine", turn: turn + 1 });
  const said = isAlone(session) ? [] : [now(at, { kind: "announce", words: "openLine" } as const)];
  return record(at, [{ kind: "openLineAsked", turn, moves }], [...said, next]);
}
