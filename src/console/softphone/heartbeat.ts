import type { z } from "zod";
import { heartbeatAnswer } from "../../http/contract-presence.ts";
import { PRESENCE } from "../../domain/presence.ts";
import { ask, known } from "../client/line.ts";
import { createStore, type Store } from "../time/store.ts";
import type { PhoneState } from "./phone.ts";
import { everyBeat } from "./pulse.ts";

export type Standing = Pick<z.infer<typeof heartbeatAnswer>, "reachable" | "why">;

/** Whether a ring reaches this person, as the line last said. Null: it did not say, or not lately. */
export const standing = createStore<Standing | null>(null);

/** Three beats without a word: what was said then is not so any more. */
const HOLDS_MS = 3 * PRESENCE.beatEveryMs + 1_000;
let forgetting: ReturnType<typeof setTimeout> | undefined;

/** Keeps what the line said, for as long as it can be true. */
export function heardStanding(said: Standing | null): void {
  const before = standing.get()?.reachable;
  clearTimeout(forgetting);
  if (said !== null) forgetting = setTimeout(() => standing.set(null), HOLDS_MS);
  standing.set(said);
  if (before !== said?.reachable) void known.invalidateQueries({ queryKey: ["me"] });
}

/** Says that this console is there, and how its softphone is, until the returned function ends it: every few seconds, and at once when that changed. `beaten` hears of each. */
export function beatHeart(phone: Store<PhoneState>, beaten: () => void): () => void {
  let told = "";
  let id = "";
  let over = false;
  const beat = async (connectionId: string) => {
    id = connectionId;
    const { registration, microphone } = phone.get();
    told = registration + microphone;
    const outcome = await ask({
      method: "POST",
      path: "/api/me/heartbeat",
      answer: heartbeatAnswer,
      body: {
        registered: registration === "registered",
        microphone: microphone === "on",
        connectionId,
      },
      withinMs: PRESENCE.beatEveryMs,
    });
    if (over) return;
    heardStanding(outcome.ok ? outcome.value : null);
    beaten();
  };
  const stopCounting = everyBeat((connectionId) => void beat(connectionId));
  const stopFollowing = phone.subscribe(() => {
    const { registration, microphone } = phone.get();
    const changed = told !== registration + microphone && registration !== "registering";
    if (changed && id !== "") void beat(id);
  });
  return () => {
    over = true;
    stopFollowing();
    stopCounting();
    heardStanding(null);
  };
}
