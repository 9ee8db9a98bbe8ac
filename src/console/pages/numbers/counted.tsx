import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useWords } from "../../words/use.ts";
import { Listed } from "../log/list.tsx";
import { countedQuery } from "./queries.ts";
import { useSaid } from "./said.ts";
import type { CountedSearch } from "./search.ts";
import "../log/log.css";

/** The calls a number was counted from: the same ones, by the same rule. */
export function CountedPage() {
  const say = useWords();
  const language = useStore(words)?.language ?? "en";
  const search = useSearch({ from: "/log/counted" });
  const found = useInfiniteQuery(countedQuery(search));
  const first = found.data?.pages[0];
  return (
    <section className="page log">
      <header className="row head">
        <h1>{say("numbers.calls.title", { name: say(`numbers.name.${search.number}`) })}</h1>
        <Link className="button" to="/numbers" search={{ at: search.from }}>
          {say("numbers.back")}
        </Link>
        <Link className="button" to="/log">
          {say("log.back")}
        </Link>
      </header>
      {first !== undefined && (
        <>
          <Which search={search} timeZone={first.timeZone} />
          <p className="soft">{first.rule[language]}</p>
        </>
      )}
      <Listed
        found={found}
        none={say("numbers.calls.none")}
        {...(first === undefined ? {} : { timeZone: first.timeZone })}
      />
    </section>
  );
}

/** Of which days and hours. */
function Which({
  search: { from, to, weekday, hour },
  timeZone,
}: {
  readonly search: CountedSearch;
  readonly timeZone: string;
}) {
  const say = useWords();
  const said = useSaid(timeZone);
  const parts = [
    say("numbers.calls.days", { from: said.day(from), to: said.day(to - 1) }),
    ...(weekday === undefined ? [] : [said.longWeekday(weekday)]),
    ...(hour === undefined ? [] : [say("numbers.hourOf", { hour })]),
  ];
  return <p>{parts.join(" · ")}</p>;
}
