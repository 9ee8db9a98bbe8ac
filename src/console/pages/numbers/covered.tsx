import { useWords } from "../../words/use.ts";
import { Bars } from "./bars.tsx";
import { Drawn } from "./drawn.tsx";
import { Figure, Figures } from "./figures.tsx";
import { useRule, useSaid } from "./said.ts";
import type { Total, Week } from "./week.ts";

const MINUTES = ["nobodyFreeMinutes", "shortMinutes"] as const;
const PEOPLE = ["reachable", "free", "fewestFree"] as const;
const COLUMNS = [
  ["free", "numbers.name.free"],
  ["least", "numbers.name.least"],
  ["reachable", "numbers.name.reachable"],
  ["nobodyFreeMinutes", "numbers.minutesAlone"],
  ["shortMinutes", "numbers.minutesShort"],
] as const;

/** How many were there for whoever might have called. */
export function Covered({ week, total }: { readonly week: Week; readonly total: Total }) {
  const say = useWords();
  const { number: told, share } = useSaid(week.shown.timeZone);
  const ruleOf = useRule(week.shown.rules);
  const lasted = (minutes: number) =>
    minutes < 120
      ? say("numbers.inMinutes", { minutes })
      : say("numbers.inHours", { hours: told(Math.floor(minutes / 60)), minutes: minutes % 60 });
  return (
    <section className="part" aria-labelledby="covered">
      <h2 id="covered">{say("numbers.covered")}</h2>
      <div className="halves">
        <div className="card">
          <Figures>
            {MINUTES.map((name) => (
              <Figure
                key={name}
                name={say(`numbers.name.${name}`)}
                rule={ruleOf(name)}
                value={share(total[name] / total.minutes)}
                more={lasted(Math.round(total[name]))}
              />
            ))}
            {PEOPLE.map((name) => (
              <Figure
                key={name}
                name={say(`numbers.name.${name}`)}
                rule={ruleOf(name)}
                value={told(total[name])}
              />
            ))}
          </Figures>
        </div>
        <ByHour week={week} />
      </div>
    </section>
  );
}

function ByHour({ week }: { readonly week: Week }) {
  const say = useWords();
  const { number: told } = useSaid(week.shown.timeZone);
  const { hours } = week.shown;
  return (
    <Drawn
      title={say("numbers.covered.byHour")}
      drawing={
        <Bars
          namesEvery={3}
          points={hours.map(({ hour, free, least }) => ({ name: String(hour), free, least }))}
          series={[
            { key: "free", fill: "full" },
            { key: "least", fill: "open" },
          ]}
        />
      }
      legend={[
        ["full", say("numbers.name.free")],
        ["open", say("numbers.name.least")],
      ]}
      table={
        <table>
          <thead>
            <tr>
              <th scope="col">{say("numbers.hour")}</th>
              {COLUMNS.map(([name, word]) => (
                <th key={name} scope="col">
                  {say(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={hour.hour}>
                <th scope="row">{say("numbers.hourOf", { hour: hour.hour })}</th>
                {COLUMNS.map(([name]) => (
                  <td key={name}>{told(hour[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
