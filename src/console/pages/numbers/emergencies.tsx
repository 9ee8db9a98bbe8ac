import { STAGES } from "../../../domain/measures/care.ts";
import { useWords } from "../../words/use.ts";
import { LyingBars } from "./bars.tsx";
import { CallsLink } from "./calls-link.tsx";
import { Drawn } from "./drawn.tsx";
import { CountedFigure, Figures } from "./figures.tsx";
import { useLasted, useRule } from "./said.ts";
import type { Total, Week } from "./week.ts";

type Given = { readonly week: Week };

/** From silence to help with the caller, a stage at a time. */
export function Emergencies({ week, total }: Given & { readonly total: Total }) {
  const say = useWords();
  const ruleOf = useRule(week.shown.rules);
  return (
    <section className="part" aria-labelledby="emergencies">
      <h2 id="emergencies">{say("numbers.emergencies")}</h2>
      <div className="halves">
        <div className="card">
          <Figures>
            <CountedFigure week={week} number="helpAsked" count={total.helpAsked} />
          </Figures>
          {total.helpAsked === 0 ? (
            <p>{say("numbers.emergencies.none")}</p>
          ) : (
            <ol className="stages">
              {STAGES.map((stage) => (
                <li key={stage}>
                  <strong>{say(`numbers.name.${stage}`)}</strong>
                  <span className="soft">{ruleOf(stage)}</span>
                </li>
              ))}
            </ol>
          )}
        </div>
        {total.helpAsked > 0 && <Stages week={week} />}
      </div>
    </section>
  );
}

function Stages({ week }: Given) {
  const say = useWords();
  const lasted = useLasted();
  const { times } = week.shown;
  const points = STAGES.map((stage) => ({
    name: say(`numbers.stage.${stage}`),
    median: times[stage].medianMs,
    longest: times[stage].longestMs,
  }));
  return (
    <Drawn
      title={say("numbers.stages")}
      drawing={
        <LyingBars
          points={points}
          series={[
            { key: "median", fill: "full" },
            { key: "longest", fill: "striped" },
          ]}
          valueOf={lasted}
        />
      }
      legend={[
        ["full", say("numbers.spread.median")],
        ["striped", say("numbers.spread.longest")],
      ]}
      table={<StageTable week={week} />}
    />
  );
}

function StageTable({ week }: Given) {
  const say = useWords();
  const lasted = useLasted();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say("numbers.stage")}</th>
          <th scope="col">{say("numbers.times")}</th>
          <th scope="col">{say("numbers.spread.median")}</th>
          <th scope="col">{say("numbers.spread.p95")}</th>
          <th scope="col">{say("numbers.spread.longest")}</th>
        </tr>
      </thead>
      <tbody>
        {STAGES.map((stage) => {
          const { times, medianMs, p95Ms, longestMs } = week.shown.times[stage];
          return (
            <tr key={stage}>
              <th scope="row">{say(`numbers.name.${stage}`)}</th>
              <td>
                <CallsLink week={week} number={stage} count={times} />
              </td>
              <td>{lasted(medianMs)}</td>
              <td>{lasted(p95Ms)}</td>
              <td>{lasted(longestMs)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
