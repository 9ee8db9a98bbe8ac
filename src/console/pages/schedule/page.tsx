import { useState } from "react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { onWhenAnswer, shiftCoverageAnswer } from "../../../http/contract-shifts.ts";
import { clock } from "../../client/line.ts";
import { read, Refused } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { mondayOf, weekOf } from "./week.ts";
import { WeekGrid } from "./grid.tsx";
import "./schedule.css";

const weekQuery = (from: number, to: number) =>
  queryOptions({
    queryKey: ["shifts", "week", from],
    queryFn: () => read(`/api/shifts?from=${from}&to=${to}`, onWhenAnswer),
  });
const gapsQuery = queryOptions({
  queryKey: ["shifts", "coverage"],
  queryFn: () => read("/api/shifts/coverage", shiftCoverageAnswer),
});

/** Who is on, day by day, and where too few are. */
export function SchedulePage() {
  const say = useWords();
  const times = useTimes();
  const [weeks, move] = useState(0);
  const monday = mondayOf(clock.now(), weeks);
  const next = mondayOf(clock.now(), weeks + 1);
  const { data, error } = useQuery(weekQuery(monday, next));
  const { data: coverage } = useQuery(gapsQuery);
  const days = weekOf(monday, { shifts: data?.shifts ?? [], gaps: coverage?.gaps ?? [] });
  return (
    <section className="page stack">
      <h1>{say("schedule.title")}</h1>
      <div className="row week-choice">
        <Button onPress={() => move(weeks - 1)}>{say("schedule.before")}</Button>
        <strong aria-live="polite">{say("schedule.week", { day: times.day(monday) })}</strong>
        <Button onPress={() => move(weeks + 1)}>{say("schedule.after")}</Button>
        {weeks !== 0 && (
          <Button look="quiet" onPress={() => move(0)}>
            {say("schedule.now")}
          </Button>
        )}
      </div>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      <WeekGrid days={days} now={clock.now()} />
      <p className="soft">
        {say("schedule.zone", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
        {coverage !== undefined && ` ${say("schedule.known", { day: times.weekday(coverage.to) })}`}
      </p>
    </section>
  );
}
