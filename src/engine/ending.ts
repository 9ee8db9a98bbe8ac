import type { Ending } from "../domain/session/people.ts";
import { handle } from "./handle.ts";
import type { Leg, Line } from "./ports.ts";

/** A leg is over. The first word on how is kept; later ones, and those that come twice, change nothing. */
export async function endLeg(line: Line, leg: Leg, how: Ending, inputId: string): Promise<void> {
  if (leg.endedAt !== null) return;
  const at = line.clock.now();
  const { id: legId, role, party, requestedAt } = leg;
  const which = { legId, role, party, requestedAt } as const;
  const ended = { kind: "legEnded", id: inputId, at, ...which, how } as const;
  if (leg.sessionId !== null) await handle(line, leg.sessionId, ended);
  // Lent to a session whose line was lost while they were asked if it was theirs: where they were, they are gone too.
  if (role === "redial") await handle(line, legId, { ...ended, role: "caller" });
  await line.legs.update(leg.id, { endedAt: at, endedHow: how });
  if (leg.sessionId !== null) return;
  // Hung up while its session was being opened: whoever comes second of the two sees the other.
  const opened = await line.legs.byId(leg.id);
  if (opened?.sessionId) await handle(line, opened.sessionId, ended);
}

/** The carrier's own word on a leg that nobody has told us of. */
export async function lookUp(line: Line, leg: Leg): Promise<void> {
  const { ended } = await line.phone.look(leg);
  if (ended !== null) await endLeg(line, leg, ended, `${leg.id}:looked`);
}
