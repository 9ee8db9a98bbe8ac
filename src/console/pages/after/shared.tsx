import { useQuery } from "@tanstack/react-query";
import { useNames } from "../../client/people.ts";
import { useTimes, useWords } from "../../words/use.ts";
import { feltWord } from "./felt.ts";
import { sharedQuery } from "./queries.ts";

/** What people chose to share of how it was: two numbers, never words. */
export function Shared() {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { data } = useQuery(sharedQuery);
  if (data === undefined) return null;
  return (
    <div className="card">
      <h2>{say("felt.others")}</h2>
      <p className="soft">{say("felt.others.text")}</p>
      {data.shared.length === 0 && <p>{say("felt.others.none")}</p>}
      <ul className="lines">
        {data.shared.map((one) => (
          <li key={one.id}>
            <span>
              <strong>{nameFor(one.staffId)}</strong>{" "}
              {say("felt.said", {
                difficulty: say(feltWord("difficulty", one.difficulty)),
                energy: say(feltWord("energy", one.energy)),
              })}
            </span>
            <span className="soft">{times.weekday(one.at)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
