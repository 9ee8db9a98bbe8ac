import type { ReactNode } from "react";
import { useWords } from "../../words/use.ts";
import { CallsLink } from "./calls-link.tsx";
import { Wide } from "./drawn.tsx";
import { useSaid } from "./said.ts";
import type { Week } from "./week.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

type Cell = Week["shown"]["hoursOfWeek"][number];

/** When calls came, and when nobody was free, by day and hour. */
export function HoursOfWeek({ week, isEmpty }: { readonly week: Week; readonly isEmpty: boolean }) {
  const say = useWords();
  const { number: told } = useSaid(week.shown.timeZone);
  return (
    <section className="part" aria-labelledby="hours">
      <h2 id="hours">{say("numbers.hours")}</h2>
      <p className="soft">{say("numbers.hours.text")}</p>
      <div className="halves">
        {!isEmpty && (
          <Heat
            week={week}
            title={say("numbers.name.callers")}
            tint="accent"
            of={({ callers }) => callers}
            show={({ callers, weekday, hour }) => (
              <CallsLink
                week={week}
                number="callers"
                count={callers}
                weekday={weekday}
                hour={hour}
              />
            )}
          />
        )}
        <Heat
          week={week}
          title={say("numbers.minutesAlone")}
          tint="warn"
          of={({ nobodyFreeMinutes }) => nobodyFreeMinutes}
          show={({ nobodyFreeMinutes }) => told(Math.ceil(nobodyFreeMinutes))}
        />
      </div>
    </section>
  );
}

/** Many calls are neither good nor bad; nobody there for them is not good. */
type Tint = "accent" | "warn";

type Given = {
  readonly week: Week;
  readonly title: string;
  readonly tint: Tint;
  readonly of: (cell: Cell) => number;
  readonly show: (cell: Cell) => ReactNode;
};

/** The stronger the colour the more, up to so much of it that what is written on it can still be read. */
const STRONGEST = 42;
const colourOf = (part: number, tint: Tint): string =>
  `color-mix(in oklab, var(--${tint}) ${Math.round(part * STRONGEST)}%, var(--card))`;

/** A table whose colours say what its numbers say. */
function Heat({ week, title, tint, of, show }: Given) {
  const say = useWords();
  const { weekday: shortName } = useSaid(week.shown.timeZone);
  const { hoursOfWeek } = week.shown;
  const cells = new Map(hoursOfWeek.map((cell) => [cell.weekday * 24 + cell.hour, cell]));
  const most = Math.max(1, ...hoursOfWeek.map(of));
  return (
    <div className="card">
      <Wide name={title}>
        <table className="heat">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="hush">{say("numbers.hour")}</span>
              </th>
              {WEEKDAYS.map((weekday) => (
                <th key={weekday} scope="col">
                  {shortName(weekday)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {HOURS.map((hour) => (
              <tr key={hour}>
                <th scope="row">{say("numbers.hourOf", { hour })}</th>
                {WEEKDAYS.map((weekday) => (
                  <HeatCell
                    key={weekday}
                    cell={cells.get(weekday * 24 + hour)}
                    part={(cell) => of(cell) / most}
                    show={show}
                    tint={tint}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  );
}

type OneCell = Pick<Given, "show" | "tint"> & {
  readonly cell: Cell | undefined;
  /** Of the most there is. */
  readonly part: (cell: Cell) => number;
};

/** An hour that has not been, or that the clock leaves out, is a dash. */
function HeatCell({ cell, part, show, tint }: OneCell) {
  if (cell === undefined) return <td className="none">–</td>;
  return (
    <td
      className={part(cell) === 0 ? "none" : ""}
      style={{ backgroundColor: colourOf(part(cell), tint) }}
    >
      {show(cell)}
    </td>
  );
}
