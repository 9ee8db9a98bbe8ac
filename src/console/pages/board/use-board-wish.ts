import type { SessionView } from "../../../http/contract.ts";
import { useWish, wishFor, type SessionWish } from "../../client/queries.ts";
import { takeRow } from "../../client/rows.ts";
import { askForRing, forgetRing } from "../../softphone/asked.ts";

/** These ring whoever wishes them, unless they are in the call: their softphone takes that ring by itself. */
const RINGS: ReadonlySet<SessionWish["name"]> = new Set(["listen", "take-over", "join-desk"]);

/** A wish about one session. Its row is as the answer says, before any live update. */
export function useBoardWish({ id, listeners }: SessionView, meId: string) {
  const isIn = listeners.some(({ staffId, isIn: there }) => staffId === meId && there);
  return useWish(async (wish: SessionWish) => {
    if (RINGS.has(wish.name) && !isIn) askForRing();
    const outcome = await wishFor(id, wish);
    if (outcome.ok) takeRow(outcome.value);
    else forgetRing();
    return outcome;
  });
}
