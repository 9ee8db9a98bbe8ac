import type { Instant } from "../domain/session/people.ts";
import { lookUp } from "./ending.ts";
import type { Leg, Line, Unheard } from "./ports.ts";

/** A call that nobody has told us anything of for this long is looked up: webhooks may be lost. */
const UNHEARD_MS = 8_000;

/** The carrier is asked about so many at a time, however many there are. */
const AT_ONCE = 5;

/**
 * A create that timed out is repeated as another leg. By then its orphan has rung out, or has named itself in a webhook; but while
 * no worker was there, perhaps nobody could hear it do so.
 */
const NAMELESS_MS = 45_000;

/**
 * The carrier's own word on every call that should have been heard of: without it a desk that is busy holds up the next route,
 * and a responder who was rung is never free again. By any worker, there since `upSince`: `urgent` every few seconds, `all` now and then.
 */
export async function reconcile(line: Line, which: Unheard, upSince: Instant): Promise<void> {
  const now = line.clock.now();
  const waiting = [...(await line.legs.unheard(now - UNHEARD_MS, which))];
  const inTurn = async (): Promise<void> => {
    for (let leg = waiting.shift(); leg !== undefined; leg = waiting.shift()) {
      await look(line, leg, { now, upSince }).catch((err: unknown) =>
        line.log.warn({ err }, "A call could not be looked up"),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
}

type Times = { readonly now: Instant; readonly upSince: Instant };

async function look(line: Line, leg: Leg, times: Times): Promise<void> {
  if (leg.callSid === null) return forget(line, leg, times);
  return lookUp(line, leg);
}

/** No input: what it was for is owed as another leg, and this one never was a call anybody could hear of. */
async function forget(line: Line, leg: Leg, { now, upSince }: Times): Promise<void> {
  if (now - Math.max(leg.requestedAt, upSince) < NAMELESS_MS) return;
  await line.legs.update(leg.id, { endedAt: now, endedHow: "failed" });
}
