import type { CountedNumber } from "../../../domain/measures/counted-calls.ts";
import { useWords } from "../../words/use.ts";
import { CallsLink } from "./calls-link.tsx";
import { useSaid, weekdayOf } from "./said.ts";
import type { Total, Week } from "./week.ts";

type Given = {
  readonly week: Week;
  readonly numbers: readonly (CountedNumber & keyof Total)[];
};

/** These numbers of each day, each with the way to its calls. */
export function DayTable({ week, numbers }: Given) {
  const say = useWords();
  const { longWeekday } = useSaid(week.shown.timeZone);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say("numbers.day")}</th>
          {numbers.map((number) => (
            <th key={number} scope="col">
              {say(`numbers.name.${number}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {week.shown.days.map((day) => (
          <tr key={day.day}>
            <th scope="row">{longWeekday(weekdayOf(day.day))}</th>
            {numbers.map((number) => (
              <td key={number}>
                <CallsLink
                  week={week}
                  number={number}
                  count={day[number]}
                  weekday={weekdayOf(day.day)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
