import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { Account } from "../../../http/contract-call-log.ts";
import { Refused } from "../../client/queries.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { Drawing } from "./drawing.tsx";
import { useProvince } from "./filters.tsx";
import { Late } from "./late.tsx";
import { Notes } from "./notes.tsx";
import { accountQuery } from "./queries.ts";
import { Review } from "./review.tsx";
import { Told } from "./told.tsx";
import { Waits } from "./waits.tsx";
import "./log.css";

/** One call as it was: drawn, in words, and how late whoever was. */
export function LogSessionPage() {
  const say = useWords();
  const { id } = useParams({ from: "/log/$id" });
  const { data, error } = useQuery(accountQuery(id));
  if (data !== undefined) return <One account={data} />;
  return (
    <section className="page narrow">
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      <Link className="button" to="/log">
        {say("log.back")}
      </Link>
    </section>
  );
}

function One({ account }: { readonly account: Account }) {
  return (
    <section className="page log one">
      <Head account={account} />
      <Drawing account={account} />
      <div className="halves">
        <div className="stack beside">
          <Review account={account} />
          <Waits account={account} />
          <Late account={account} />
          <Notes account={account} />
        </div>
        <Told account={account} />
      </div>
    </section>
  );
}

function Head({ account: { call, protocol, people } }: { readonly account: Account }) {
  const say = useWords();
  const times = useTimes();
  const nameOf = useProvince();
  const { openedAt, language, province, reached, outcome, rehearsal } = call;
  const names = call.people.map((id) => people.find((one) => one.id === id)?.name ?? id);
  return (
    <header className="stack">
      <div className="row head">
        <h1>{say("log.one", { day: times.day(openedAt), time: times.second(openedAt) })}</h1>
        <Link className="button" to="/log">
          {say("log.back")}
        </Link>
      </div>
      <ul className="marks">
        <li className="mark">{outcome === "open" ? say("log.open") : say(`outcome.${outcome}`)}</li>
        <li className="mark">{say(`log.reached.${reached}`)}</li>
        <li className="mark">{say(`call.language.${language}`)}</li>
        <li className="mark">{nameOf(province)}</li>
        {rehearsal && <li className="mark">{say("call.rehearsal")}</li>}
        <li className="mark">{names.length === 0 ? say("log.nobody") : names.join(", ")}</li>
        <li className="mark">{say("log.one.protocol", { name: protocol })}</li>
      </ul>
    </header>
  );
}
