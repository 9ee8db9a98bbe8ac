import { now } from "./compose.ts";
import type { Duty } from "./duties.ts";
import type { Ending, Instant } from "./people.ts";
import { isJoining } from "./speaker.ts";
import type { Session } from "./session.ts";

type Ended = { readonly party: string | null; readonly how: Ending; readonly at: Instant };

/**
 * A ring that nobody took is kept of the person, so that others are rung before them (facts: softphones go deaf while they
 * still say "registered"). A softphone that is stale ends as busy, as one declined by hand does: both count. One we ended does not.
 */
export function missedRing(session: Session, { party, how, at }: Ended): readonly Duty[] {
  if (party === null || how === "canceled" || !isRung(session, party)) return [];
  const noted = { kind: "noteMissedRing", staffId: party } as const;
  return [now(at, how === "busy" ? { ...noted, busy: true } : noted)];
}

/** Rung, for the caller or for a desk, and not known to have picked up. */
function isRung(session: Session, staffId: string): boolean {
  const { company, help } = session;
  if (company.ringing.some((ring) => ring.staffId === staffId)) return true;
  const rungToSpeak = help.speaker?.state === "rung" && help.speaker.staffId === staffId;
  return rungToSpeak || isJoining(session, staffId);
}
