import { me as meSchema } from "../../http/contract.ts";
import { WISH_WITHIN_MS } from "../client/client.ts";
import { ask } from "../client/line.ts";
import { keepMe, useMe, useWish } from "../client/queries.ts";
import { Button } from "../parts/button.tsx";
import { TroubleSaid } from "../parts/trouble.tsx";
import { useWords } from "../words/use.ts";
import "./sound.css";

/** A ring that was missed says so on every page, until one says that one is back: others are rung first meanwhile. */
export function MissedRing() {
  const say = useWords();
  const { data: me } = useMe();
  const { send, trouble, isPending } = useWish(async () => {
    const asked = { method: "POST", path: "/api/me/back", body: {}, answer: meSchema } as const;
    const outcome = await ask({ ...asked, withinMs: WISH_WITHIN_MS });
    if (outcome.ok) await keepMe(outcome.value);
    return outcome;
  });
  if (me?.why !== "ringMissed" || me.shift === null) return null;
  return (
    <div className="missed" role="alert">
      <strong>{say("missed.title")}</strong> <span>{say("missed.text")}</span>
      <Button isPending={isPending} onPress={() => send(null)}>
        {say("missed.back")}
      </Button>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
