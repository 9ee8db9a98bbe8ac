import { useWords } from "../../words/use.ts";
import { Bars } from "./bars.tsx";
import { DayTable } from "./day-table.tsx";
import { Drawn } from "./drawn.tsx";
import { CountedFigure, Figures } from "./figures.tsx";
import { useSaid, weekdayOf } from "./said.ts";
import type { Total, Week } from "./week.ts";

type Given = { readonly week: Week; readonly total: Total };

const WITH_SHARE = [
  "answeredIn20s",
  "answered",
  "abandoned",
  "abandonedEarly",
  "lineAlone",
  "callBackAsked",
] as const;

const COLUMNS = [
  "callers",
  "answeredIn20s",
  "answered",
  "abandoned",
  "abandonedEarly",
  "lineAlone",
  "callBackAsked",
] as const;

/** Who called, and whether somebody was there. */
export function Answering({ week, total }: Given) {
  const say = useWords();
  const { share } = useSaid(week.shown.timeZone);
  const { callers } = total;
  return (
    <section className="part" aria-labelledby="answering">
      <h2 id="answering">{say("numbers.answering")}</h2>
      <div className="halves">
        <div className="card">
          <Figures>
            <CountedFigure week={week} number="callers" count={callers} />
            {WITH_SHARE.map((number) => (
              <CountedFigure
                key={number}
                week={week}
                number={number}
                count={total[number]}
                more={callers === 0 ? "" : share(total[number] / callers)}
              />
            ))}
            {total.restricted > 0 && (
              <CountedFigure week={week} number="restricted" count={total.restricted} />
            )}
          </Figures>
        </div>
        <ByDay week={week} />
      </div>
    </section>
  );
}

/** What became of the calls of each day: each is in one part of its bar, and still waiting in none. */
function ByDay({ week }: { readonly week: Week }) {
  const say = useWords();
  const { weekday } = useSaid(week.shown.timeZone);
  const { days } = week.shown;
  const points = days.map((day) => ({
    name: weekday(weekdayOf(day.day)),
    soon: day.answeredIn20s,
    later: day.answered - day.answeredIn20s,
    nobody: day.lineAlone + day.callBackAsked,
    left: day.abandoned + day.abandonedEarly,
  }));
  return (
    <Drawn
      title={say("numbers.byDay")}
      drawing={
        <Bars
          stacked
          points={points}
          series={[
            { key: "soon", fill: "full" },
            { key: "later", fill: "striped" },
            { key: "nobody", fill: "dotted" },
            { key: "left", fill: "open" },
          ]}
        />
      }
      legend={[
        ["full", say("numbers.name.answeredIn20s")],
        ["striped", say("numbers.legend.later")],
        ["dotted", say("numbers.legend.nobody")],
        ["open", say("numbers.legend.left")],
      ]}
      table={<DayTable week={week} numbers={COLUMNS} />}
    />
  );
}
