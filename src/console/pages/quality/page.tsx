import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { QualityShown } from "../../../http/contract-quality.ts";
import { Refused } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Patterns } from "../numbers/patterns.tsx";
import { CausesByMonth } from "./causes.tsx";
import { Part, type Told } from "./part.tsx";
import { qualityQuery } from "./queries.ts";
import { around, useMonth } from "./said.ts";
import { Stages } from "./stages.tsx";
import "../numbers/numbers.css";
import "./quality.css";

/** How calls went, a month at a time. Nobody of ours is in it; small numbers are hidden as on the public page. */
export function QualityPage() {
  const say = useWords();
  const { month } = useSearch({ from: "/quality" });
  const { data, error } = useQuery(qualityQuery(month));
  return (
    <section className="page numbers quality">
      <h1>{say("quality.title")}</h1>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      {data === undefined && error === null && <p>{say("shell.loading")}</p>}
      {data !== undefined && <OfMonth shown={data} />}
    </section>
  );
}

function OfMonth({ shown }: { readonly shown: QualityShown }) {
  const say = useWords();
  const { quality: told, timeZone, leastShown } = shown;
  if (told === null) return <p className="card empty">{say("quality.none")}</p>;
  return (
    <>
      <MonthChoice shown={shown} month={told.month} />
      <p className="soft">
        {say("quality.about", { zone: timeZone })} {say("quality.hiding", { least: leastShown })}
      </p>
      <Patterns />
      <Parts told={told} least={leastShown} />
    </>
  );
}

function MonthChoice({ shown, month }: { readonly shown: QualityShown; readonly month: string }) {
  const say = useWords();
  const monthOf = useMonth();
  const go = useNavigate({ from: "/quality" });
  const { before, after } = around(month, shown);
  const show = (next: string) => void go({ search: { month: next } });
  return (
    <div className="row week-choice">
      {before !== null && <Button onPress={() => show(before)}>{say("quality.before")}</Button>}
      <strong aria-live="polite">{monthOf(month)}</strong>
      {after !== null && <Button onPress={() => show(after)}>{say("quality.after")}</Button>}
    </div>
  );
}

const OF_CALLS = ["plan", "readBack", "checkIns", "noticed"] as const;
const OF_PEOPLE = ["language", "cover"] as const;

function Parts({ told, least }: { readonly told: Told; readonly least: number }) {
  const { month, parts } = told;
  return (
    <div className="quality-parts">
      {OF_CALLS.map((of) => (
        <Part key={of} of={of} month={month} shown={parts[of]} />
      ))}
      <Stages told={told} least={least} />
      {OF_PEOPLE.map((of) => (
        <Part key={of} of={of} month={month} shown={parts[of]} />
      ))}
      <Part of="pauses" month={month} shown={told.pauses} />
      <Part of="debriefs" month={month} shown={told.debriefs} />
      <Part of="causes" month={month} shown={told.causes} />
      <CausesByMonth told={told} />
    </div>
  );
}
