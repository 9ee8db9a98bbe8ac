import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../http/contract.ts";
import { peopleQuery } from "../../client/people.ts";
import { useWords } from "../../words/use.ts";
import { reachQuery } from "./queries.ts";
import { inCalls, standingsOf, type Stands } from "./standings.ts";

/** Whom a ring reaches now, and who is with somebody. */
export function Reached({ sessions }: { readonly sessions: readonly SessionView[] }) {
  const say = useWords();
  const { data: people } = useQuery(peopleQuery);
  const { data: reach } = useQuery(reachQuery);
  const stands = standingsOf(people?.people ?? [], reach?.people ?? [], inCalls(sessions));
  const free = stands.filter(({ state }) => state === "free");
  return (
    <section className="card reached" aria-labelledby="reached">
      <h2 id="reached">{say("board.reach.title")}</h2>
      <p className={free.length === 0 ? "warned" : "soft"}>
        {say("board.reach.free", { count: free.length })}
      </p>
      <ul>
        {stands.map((one) => (
          <Person key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Person({ one: { name, circle, state, why } }: { readonly one: Stands }) {
  const say = useWords();
  return (
    <li className={state}>
      <span className="dot" aria-hidden="true" />
      <span>
        <strong>{name}</strong>{" "}
        <span className="soft">
          {say(`board.stands.${state}`)} · {say(`shift.circle.${circle}`)}
          {why !== null && <> · {say(`board.why.${why}`)}</>}
        </span>
      </span>
    </li>
  );
}
