import { standing } from "../../softphone/heartbeat.ts";
import { isByChoice } from "../../softphone/light.ts";
import { useStore } from "../../time/use.ts";
import { useWords } from "../../words/use.ts";
import type { Me } from "./page.tsx";

/** The light. Green only where the line said so within the last seconds. */
export function Reach({ me }: { readonly me: Me }) {
  const say = useWords();
  const heard = useStore(standing);
  const phones = me.via === "phone";
  const { reachable, why } = phones ? me : { reachable: heard?.reachable, why: heard?.why ?? null };
  const light = lightOf(reachable, why);
  return (
    <div className={`card reach ${light}`} role="status">
      <span className="light" aria-hidden="true" />
      <div>
        <h2>{say(`reach.${light}`)}</h2>
        {phones && <p>{say("reach.phone")}</p>}
        {why !== null && <p>{say(`reach.why.${why}`)}</p>}
        {why !== null && reachable === true && <p>{say("reach.still")}</p>}
      </div>
    </div>
  );
}

/** `barely`: the line rings them only because nobody else is there. `away`: nothing is wrong with whoever rests. */
function lightOf(reachable: boolean | undefined, why: Me["why"]) {
  if (reachable === undefined) return "unsure";
  if (!reachable) return isByChoice(why) ? "away" : "no";
  return why === null ? "yes" : "barely";
}
