import { PRESENCE } from "../domain/presence.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import { done, wishHeaders } from "./contract.ts";
import { heartbeatAnswer, heartbeatWish, testRingWish } from "./contract-presence.ts";

/** A console says that it is there, and hears whether its person can be reached: a true light. Its key, like every POST's, is not kept: said twice, it is true twice. */
export function presenceRoutes(app: ApiApp, { line, presences }: Console): void {
  const schema = { headers: wishHeaders, body: heartbeatWish, response: answers(heartbeatAnswer) };
  app.post("/me/heartbeat", { schema, config: { act: "haveSoftphone" } }, async (request) => {
    const { id: staffId } = staffOf(request);
    const now = line.clock.now();
    await presences.beat({ staffId, ...request.body }, now);
    const { reachable, why } = await presences.standing(staffId, now);
    const { beatEveryMs, staleMs: staleAfterMs } = PRESENCE;
    return { now, reachable, why, beatEveryMs, staleAfterMs };
  });

  const wish = { headers: wishHeaders, body: testRingWish, response: answers(done) };
  app.put("/me/test-ring", { schema: wish, config: { act: "answerCalls" } }, async (request) => {
    await presences.wishTestRing(staffOf(request).id, request.body.on, line.clock.now());
    return { done: true } as const;
  });
}
