import { SILENCE_STAGES } from "../../../domain/reviews/quality-shown.ts";
import { useWords } from "../../words/use.ts";
import { Figure, Figures } from "../numbers/figures.tsx";
import { useLasted } from "../numbers/said.ts";
import type { Told } from "./part.tsx";

type Given = { readonly told: Told; readonly least: number };

/** How long each step took, from silence to help. */
export function Stages({ told, least }: Given) {
  const say = useWords();
  const lasted = useLasted();
  const known = SILENCE_STAGES.flatMap((stage) => {
    const took = told.stages[stage];
    return took === null ? [] : [{ stage, ...took }];
  });
  return (
    <section className="card">
      <h3>{say("quality.stages")}</h3>
      <p className="soft">{say("quality.rule.stages", { least })}</p>
      {known.length === 0 && <p>{say("quality.allHidden")}</p>}
      <Figures>
        {known.map(({ stage, times, medianMs, p95Ms }) => (
          <Figure
            key={stage}
            name={say(`quality.stage.${stage}`)}
            rule={
              p95Ms === null
                ? say("quality.stage.median", { times })
                : say("quality.stage.told", { times, p95: lasted(p95Ms) })
            }
            value={lasted(medianMs)}
          />
        ))}
      </Figures>
    </section>
  );
}
