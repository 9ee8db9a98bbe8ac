import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { mayOnLine } from "../../../domain/permissions.ts";
import { clock } from "../../client/line.ts";
import { Refused, useMe } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { Agreements } from "./agreements.tsx";
import { Cancelled } from "./cancelled.tsx";
import { OtherDay } from "./day.tsx";
import { WeekGrid } from "./grid.tsx";
import { Minimums } from "./minimums.tsx";
import { gapsQuery, weekQuery } from "./queries.ts";
import { mondayOf, weekOf, type Shift } from "./week.ts";
import "./schedule.css";
import "./agree.css";

const nameOf = ({ ruleId, day }: Shift): string => `${ruleId ?? ""} ${day ?? ""}`;

/** Who is on, day by day, and where too few are; for whoever keeps shifts also what was agreed. */
export function SchedulePage() {
  const say = useWords();
  const times = useTimes();
  const [weeks, move] = useState(0);
  const monday = mondayOf(clock.now(), weeks);
  const next = mondayOf(clock.now(), weeks + 1);
  const { data, error } = useQuery(weekQuery(monday, next));
  const { data: coverage } = useQuery(gapsQuery);
  const { data: me } = useMe();
  const [picked, pick] = useState<Shift | null>(null);
  const keeps = me !== undefined && mayOnLine(me, "keepShifts");
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
      <Why error={error} />
      {picked !== null && <OtherDay key={nameOf(picked)} shift={picked} leave={() => pick(null)} />}
      <WeekGrid days={days} now={clock.now()} pick={keeps ? pick : null} />
      <Known until={coverage?.to ?? null} />
      {keeps && (
        <>
          <Cancelled from={monday} to={next} />
          <Agreements />
          <Minimums />
        </>
      )}
    </section>
  );
}

function Known({ until }: { readonly until: number | null }) {
  const say = useWords();
  const times = useTimes();
  return (
    <p className="soft">
      {say("schedule.zone", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
      {until !== null && ` ${say("schedule.known", { day: times.weekday(until) })}`}
    </p>
  );
}

const Why = ({ error }: { readonly error: Error | null }) => (
  <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
);
