import type { LineOutcome } from "../domain/line-duties.ts";
import { SWEEP_EVERY_MS } from "../domain/retention.ts";
import { retentionAt, type RetentionDuty } from "../domain/retention-duties.ts";
import type { Instant } from "../domain/session/people.ts";
import type { Session } from "../domain/session/session.ts";
import { handle } from "./handle.ts";
import type { Line } from "./ports.ts";
import type { OwedBySession } from "./ports-store.ts";

/** What takes away whatever has had its time, outside sessions. */
export type Keeping = {
  /** `nextAt`: when the next key's time is over. */
  destroyKeys(): Promise<{
    readonly destroyed: readonly string[];
    readonly nextAt: Instant | null;
  }>;
  /** How many of what went. */
  sweep(now: Instant): Promise<Readonly<Record<string, number>>>;
  /** Calls and texts older than the line's setting, some at a time; `more` are left. */
  deleteAtCarrier(now: Instant): Promise<{ readonly deleted: number; readonly more: boolean }>;
  /** With its key. Returns whether it was there to be ended. */
  endHold(holdId: string, at: Instant): Promise<boolean>;
};

/** Where they were is erased, with proof; or, while two people hold it, owed again for when that is over. */
export async function erasePlan(
  line: Line,
  session: Session,
  owed: OwedBySession,
): Promise<"done"> {
  const at = line.clock.now();
  const until = await line.plans.heldUntil(session.id, at);
  if (until !== null) {
    await handle(line, session.id, { kind: "erasureHeld", id: `${owed.id}:held`, at, until });
    return "done";
  }
  await line.recordings.erase(session.id);
  await line.plans.erase(session.id, at);
  await handle(line, session.id, { kind: "planErased", id: owed.id, at });
  return "done";
}

type Done = { readonly how: "done" } & LineOutcome;

const DAY_MS = 24 * 3_600_000;
const MORE_AT_CARRIER_MS = 60_000;

/** Each writes down what it took away: that is the proof. */
export async function keepRetention(line: Line, duty: RetentionDuty): Promise<Done> {
  const now = line.clock.now();
  switch (duty.kind) {
    case "destroyDayKeys": {
      const { destroyed, nextAt } = await line.keeping.destroyKeys();
      const again = Math.max(Math.min(nextAt ?? Infinity, now + DAY_MS), now + MORE_AT_CARRIER_MS);
      return done("keysDestroyed", { keys: destroyed.join(" ") }, retentionAt(duty.kind, again));
    }
    case "sweepRetention": {
      const swept = await line.keeping.sweep(now);
      const data = Object.fromEntries(
        Object.entries(swept).map(([what, count]) => [what, String(count)]),
      );
      return done("retentionSwept", data, retentionAt(duty.kind, now + SWEEP_EVERY_MS));
    }
    case "deleteAtCarrier": {
      const { deleted, more } = await line.keeping.deleteAtCarrier(now);
      const again = now + (more ? MORE_AT_CARRIER_MS : DAY_MS);
      const data = { deleted: String(deleted) };
      return done("carrierRecordsDeleted", data, retentionAt(duty.kind, again));
    }
    case "endHold": {
      const ended = await line.keeping.endHold(duty.holdId, now);
      return {
        how: "done",
        event: { kind: "holdEnded", subject: duty.holdId, data: { held: ended ? "yes" : "no" } },
        owes: [],
      };
    }
  }
}

const done = (
  kind: string,
  data: Readonly<Record<string, string>>,
  again: LineOutcome["owes"][number],
): Done => ({ how: "done", event: { kind, subject: null, data }, owes: [again] });
