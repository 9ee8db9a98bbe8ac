import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useWords } from "../../words/use.ts";
import { Export } from "./export.tsx";
import { Filters } from "./filters.tsx";
import { Listed } from "./list.tsx";
import { logQuery } from "./queries.ts";
import { Saved } from "./saved.tsx";
import { filterOf, given, type LogSearch } from "./search.ts";
import "./log.css";

/** Every call there was, newest first, by what it was. */
export function LogPage() {
  const say = useWords();
  const search = useSearch({ from: "/log" });
  const go = useNavigate({ from: "/log" });
  const change = (next: LogSearch) => void go({ search: given(next), replace: true });
  const found = useInfiniteQuery(logQuery(filterOf(search)));
  return (
    <section className="page log">
      <header className="row head">
        <h1>{say("log.title")}</h1>
        <Link className="button" to="/log/reviews">
          {say("log.reviews")}
        </Link>
        <Export search={search} />
      </header>
      <Saved search={search} onChosen={change} />
      <Filters search={search} onChange={change} />
      <Listed found={found} none={say(search.rehearsal === true ? "log.none" : "log.none.real")} />
    </section>
  );
}
