import type { Instant } from "../domain/session/people.ts";
import { lookUp } from "./ending.ts";
import type { Leg, Line, Unheard } from "./ports.ts";

/** A call that nobody has told us anything of for this long is looked up: webhooks may be lost. */
const UNHEARD_MS = 8_000;

/** A create that timed out is repeated as another leg. By then its orphan has rung out, or has named itself in a webhook. */
const NAMELESS_MS = 45_000;

/**
 * The carrier's own word on every call that should have been heard of: without it a desk that is busy holds up the next route,
 * and a responder who was rung is never free again. By any worker: `urgent` every few seconds, `all` now and then.
 */
export async function reconcile(line: Line, which: Unheard): Promise<void> {
  const now = line.clock.now();
  const unheard = await line.legs.unheard(now - UNHEARD_MS, which);
  const looked = await Promise.allSettled(unheard.map((leg) => look(line, leg, now)));
  for (const one of looked) {
    if (one.status === "rejected")
      line.log.warn({ err: one.reason as unknown }, "A call could not be looked up");
  }
}

async function look(line: Line, leg: Leg, now: Instant): Promise<void> {
  if (leg.callSid === null) return forget(line, leg, now);
  return lookUp(line, leg);
}

/** No input: what it was for is owed as another leg, and this one never was a call anybody could hear of. */
async function forget(line: Line, leg: Leg, now: Instant): Promise<void> {
  if (now - leg.requestedAt < NAMELESS_MS) return;
  await line.legs.update(leg.id, { endedAt: now, endedHow: "failed" });
}
