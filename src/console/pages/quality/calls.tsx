import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useWords } from "../../words/use.ts";
import { Listed } from "../log/list.tsx";
import { qualityCallsQuery } from "./queries.ts";
import { useCategory, useMonth } from "./said.ts";
import "../log/log.css";

/** The calls a number was counted from: the same ones, by the same rule. */
export function QualityCallsPage() {
  const say = useWords();
  const monthOf = useMonth();
  const nameOf = useCategory();
  const search = useSearch({ from: "/log/quality" });
  const { month, of, is } = search;
  const found = useInfiniteQuery(qualityCallsQuery(search));
  const name = say(`quality.${of}`);
  return (
    <section className="page log">
      <header className="row head">
        <h1>{say("quality.calls.title", { name, is: nameOf(of, is) })}</h1>
        <Link className="button" to="/quality" search={{ month }}>
          {say("quality.back")}
        </Link>
        <Link className="button" to="/log">
          {say("log.back")}
        </Link>
      </header>
      <p>{/^\d{4}-\d{2}$/.test(month) ? monthOf(month) : month}</p>
      <p className="soft">{say(`quality.rule.${of}`)}</p>
      <Listed found={found} none={say("quality.calls.none")} />
    </section>
  );
}
