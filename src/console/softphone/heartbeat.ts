import type { z } from "zod";
import { heartbeatAnswer } from "../../http/contract-presence.ts";
import { PRESENCE } from "../../domain/presence.ts";
import { ask, known } from "../client/line.ts";
import { createStore } from "../time/store.ts";
import type { Store } from "../time/store.ts";
import type { PhoneState } from "./phone.ts";

/** Whether a ring reaches this person, as the line last said. Null: it did not say. */
export const standing = createStore<Standing | null>(null);
type Standing = Pick<z.infer<typeof heartbeatAnswer>, "reachable" | "why">;

/** Says that this console is there, and how its softphone is, until the returned function ends it: every few seconds, and at once when that changed. */
export function beatHeart(phone: Store<PhoneState>): () => void {
  const connectionId = crypto.randomUUID();
  let told = "";
  const beat = async () => {
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
    const before = standing.get()?.reachable;
    standing.set(outcome.ok ? outcome.value : null);
    if (before !== standing.get()?.reachable) void known.invalidateQueries({ queryKey: ["me"] });
  };
  const changed = () => {
    const { registration, microphone } = phone.get();
    if (told !== registration + microphone && registration !== "registering") void beat();
  };
  const stopFollowing = phone.subscribe(changed);
  const timer = setInterval(() => void beat(), PRESENCE.beatEveryMs);
  return () => {
    stopFollowing();
    clearInterval(timer);
    standing.set(null);
  };
}
