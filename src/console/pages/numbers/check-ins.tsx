import { useWords } from "../../words/use.ts";
import { Bars } from "./bars.tsx";
import { DayTable } from "./day-table.tsx";
import { Drawn } from "./drawn.tsx";
import { CountedFigure, Figures } from "./figures.tsx";
import { useSaid, weekdayOf } from "./said.ts";
import type { Total, Week } from "./week.ts";

const NUMBERS = ["checkInsKept", "checkInsMissed"] as const;

/** Promised moments, and whether anybody answered. */
export function CheckIns({ week, total }: { readonly week: Week; readonly total: Total }) {
  const say = useWords();
  return (
    <section className="part" aria-labelledby="check-ins">
      <h2 id="check-ins">{say("numbers.checkIns")}</h2>
      <div className="halves">
        <div className="card">
          <Figures>
            {NUMBERS.map((number) => (
              <CountedFigure key={number} week={week} number={number} count={total[number]} />
            ))}
          </Figures>
        </div>
        <ByDay week={week} />
      </div>
    </section>
  );
}

function ByDay({ week }: { readonly week: Week }) {
  const say = useWords();
  const { weekday } = useSaid(week.shown.timeZone);
  const { days } = week.shown;
  return (
    <Drawn
      title={say("numbers.checkIns.byDay")}
      drawing={
        <Bars
          points={days.map(({ day, checkInsKept: kept, checkInsMissed: missed }) => ({
            name: weekday(weekdayOf(day)),
            kept,
            missed,
          }))}
          series={[
            { key: "kept", fill: "full" },
            { key: "missed", fill: "dotted" },
          ]}
        />
      }
      legend={[
        ["full", say("numbers.name.checkInsKept")],
        ["dotted", say("numbers.name.checkInsMissed")],
      ]}
      table={<DayTable week={week} numbers={NUMBERS} />}
    />
  );
}
