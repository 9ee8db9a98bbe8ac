import { freePort } from "../support/free-port.ts";
import { startBareCarrier } from "./bare-carrier.ts";
import { quantiles, type Found } from "./measures.ts";
import type { Options } from "./options.ts";
import { startConnected } from "./part.ts";
import { composeHere, onStage, settingsOf } from "./stage.ts";
import { byHand, followWatches, lateness, openWatches, passes, type Due } from "./watches.ts";

const EVERY_MS = 120_000;
/** Promise 1: one failure that the line can outlive costs no more. */
const MOST_MS = 5_000;

/** Word to consoles is a courtesy, lost with whoever was to give it; they ask by themselves every four seconds. */
const BACKSTOP_MS = 4_000;

const wasUntold = ({ toldMs }: Due): boolean => toldMs > BACKSTOP_MS;

const takenOf = (due: readonly Due[]) => quantiles(due.map(({ takenMs }) => takenMs));
const heardOf = (due: readonly Due[]) => quantiles(due.map(({ toldMs }) => toldMs));

/**
 * One of two workers is killed, as by a power cut, with ten thousand watches open and 83 check-ins falling due each second, and
 * does not come back. The floor is as long before it.
 */
export async function benchKilled({ quick }: Options): Promise<Found> {
  const count = quick ? 300 : 10_000;
  const windowMs = quick ? 8_000 : 25_000;
  return onStage(async (stage) => {
    const carrier = await startBareCarrier(Date.now);
    const wanted = { backend: "Redis", carrierUrl: carrier.url, port: await freePort() } as const;
    const env = settingsOf(stage, wanted);
    const composed = await composeHere(stage, wanted);
    const killed = await startConnected(stage, "worker", "worker 1", env);
    const stays = await startConnected(stage, "worker", "worker 2", env);
    try {
      const { watches, beginsAt } = await openWatches(composed, { count, everyMs: EVERY_MS });
      const answer = byHand(composed);
      const followed = followWatches(composed, watches, { everyMs: EVERY_MS, answer });
      const from = beginsAt + 2_000;
      await passes(composed, from + windowMs, "two workers");
      const at = composed.line.clock.now();
      await killed.kill();
      await passes(composed, at + windowMs + MOST_MS, "one was killed");
      followed.stop();
      // Whatever was in its hands had fallen due just before.
      const before = await lateness(stage, followed, from, at - 1_000);
      const after = await lateness(stage, followed, at - 1_000, at + windowMs);
      const [floor, ours] = [takenOf(before), takenOf(after)];
      const [heardBefore, heard] = [heardOf(before), heardOf(after)];
      return {
        measures: [
          {
            what: "the latest check-in, ms late",
            value: ours.max,
            floor: floor.max,
            must: { atMost: MOST_MS },
          },
          { what: "p99 ms late", value: ours.p99, floor: floor.p99 },
          { what: "p50 ms late", value: ours.p50, floor: floor.p50 },
          { what: "a console is told, p99 ms late", value: heard.p99, floor: heardBefore.p99 },
          {
            what: "word to a console that died with the worker",
            value: after.filter(wasUntold).length,
            floor: before.filter(wasUntold).length,
          },
          {
            what: "check-ins that fell due",
            value: after.length,
            floor: before.length,
            must: { atLeast: (count / EVERY_MS) * windowMs * 0.9 },
          },
        ],
        beside: "the same line before it, with both workers",
        about: { watches: count, "each every s": EVERY_MS / 1_000, backend: "Redis" },
      };
    } finally {
      await killed.stop();
      await stays.stop();
      await composed.close();
      carrier.close();
    }
  });
}
