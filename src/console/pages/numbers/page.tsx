import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { mayOnLine } from "../../../domain/permissions.ts";
import type { MeasuresShown } from "../../../http/contract-measures.ts";
import { Refused, useMe } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Answering } from "./answering.tsx";
import { CheckIns } from "./check-ins.tsx";
import { Covered } from "./covered.tsx";
import { Emergencies } from "./emergencies.tsx";
import { HoursOfWeek } from "./heat.tsx";
import { Patterns } from "./patterns.tsx";
import { weekQuery } from "./queries.ts";
import { useSaid } from "./said.ts";
import { Waits } from "./waits.tsx";
import "./numbers.css";

/** What the line counts of itself, a week at a time. Nobody of ours is in it by name. */
export function NumbersPage() {
  const say = useWords();
  const { at } = useSearch({ from: "/numbers" });
  const { data, error } = useQuery(weekQuery(at));
  return (
    <section className="page numbers">
      <h1>{say("numbers.title")}</h1>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      {data === undefined ? (
        error === null && <p>{say("shell.loading")}</p>
      ) : (
        <>
          <WeekChoice shown={data} />
          <Shown shown={data} />
        </>
      )}
    </section>
  );
}

type Given = { readonly shown: MeasuresShown };

/** Always a week of the line's own clock, wherever this device is. */
function WeekChoice({ shown: { from, to, ends, now, timeZone } }: Given) {
  const say = useWords();
  const said = useSaid(timeZone);
  const go = useNavigate({ from: "/numbers" });
  const show = (at?: number) => void go({ search: at === undefined ? {} : { at } });
  const isThisWeek = ends > now;
  return (
    <>
      <div className="row week-choice">
        <Button onPress={() => show(from - 1)}>{say("schedule.before")}</Button>
        <strong aria-live="polite">{say("schedule.week", { day: said.day(from) })}</strong>
        {!isThisWeek && <Button onPress={() => show(ends)}>{say("schedule.after")}</Button>}
        {!isThisWeek && (
          <Button look="quiet" onPress={() => show()}>
            {say("schedule.now")}
          </Button>
        )}
      </div>
      {isThisWeek && <p>{say("numbers.soFar", { moment: said.moment(to) })}</p>}
      <p className="soft">{say("numbers.about", { zone: timeZone })}</p>
    </>
  );
}

function Shown({ shown }: Given) {
  const say = useWords();
  const { data: me } = useMe();
  const { total } = shown;
  const week = { shown, seesCalls: me !== undefined && mayOnLine(me, "seeEverySession") };
  if (total === null) return <p className="card empty">{say("numbers.notYet")}</p>;
  const isEmpty = total.callers + total.restricted === 0;
  return (
    <>
      <Patterns />
      {isEmpty ? (
        <p className="card empty">{say("numbers.empty")}</p>
      ) : (
        <>
          <Answering week={week} total={total} />
          <Waits week={week} />
          <CheckIns week={week} total={total} />
          <Emergencies week={week} total={total} />
        </>
      )}
      <Covered week={week} total={total} />
      <HoursOfWeek week={week} isEmpty={isEmpty} />
    </>
  );
}
