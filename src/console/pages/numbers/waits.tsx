import { useWords } from "../../words/use.ts";
import { Bars } from "./bars.tsx";
import { CallsLink } from "./calls-link.tsx";
import { Drawn } from "./drawn.tsx";
import { Figure, Figures } from "./figures.tsx";
import { useLasted, useRule } from "./said.ts";
import type { Week } from "./week.ts";

type Given = { readonly week: Week };

/** How long people waited for somebody. */
export function Waits({ week }: Given) {
  const say = useWords();
  const lasted = useLasted();
  const ruleOf = useRule(week.shown.rules);
  const { times, medianMs, p95Ms, longestMs } = week.shown.times.waits;
  if (times === 0) return null;
  const told = [
    ["median", medianMs],
    ["p95", p95Ms],
    ["longest", longestMs],
  ] as const;
  return (
    <section className="part" aria-labelledby="waits">
      <h2 id="waits">{say("numbers.name.waits")}</h2>
      <div className="halves">
        <div className="card">
          <p className="soft">{ruleOf("waits")}</p>
          <Figures>
            {told.map(([name, ms]) => (
              <Figure
                key={name}
                name={say(`numbers.spread.${name}`)}
                rule={say(`numbers.spread.${name}.rule`)}
                value={
                  <CallsLink week={week} number="waits" count={ms === null ? 0 : times}>
                    {lasted(ms)}
                  </CallsLink>
                }
              />
            ))}
          </Figures>
        </div>
        <InBands week={week} />
      </div>
    </section>
  );
}

function InBands({ week }: Given) {
  const say = useWords();
  const { waitBands } = week.shown;
  return (
    <Drawn
      title={say("numbers.waitBands")}
      drawing={
        <Bars
          points={waitBands.map(({ band, callers }) => ({
            name: say(`numbers.band.${band}`),
            callers,
          }))}
          series={[{ key: "callers", fill: "full" }]}
        />
      }
      table={
        <table>
          <thead>
            <tr>
              <th scope="col">{say("numbers.waited")}</th>
              <th scope="col">{say("numbers.name.answered")}</th>
            </tr>
          </thead>
          <tbody>
            {waitBands.map(({ band, callers }) => (
              <tr key={band}>
                <th scope="row">{say(`numbers.name.${band}`)}</th>
                <td>
                  <CallsLink week={week} number={band} count={callers} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
