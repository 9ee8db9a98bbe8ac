import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Refused } from "../../client/queries.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { changesQuery } from "./queries.ts";
import { ChangeLine } from "./review-changes.tsx";

/** What reviews agreed on and nobody has done yet, soonest first. */
export function OwedChanges({ rehearsal }: { readonly rehearsal: boolean }) {
  const say = useWords();
  const { data, error } = useQuery(changesQuery(rehearsal));
  if (data === undefined)
    return <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />;
  const { changes, people, now } = data;
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? id;
  return (
    <div className="card">
      <h2>{say("review.owed")}</h2>
      {changes.length === 0 && <p>{say("review.owed.none")}</p>}
      <ul className="owed-changes">
        {changes.map((change) => (
          <ChangeLine key={change.id} change={change} now={now} nameOf={nameOf}>
            <Link to="/log/$id" params={{ id: change.sessionId }}>
              {say("review.call")}
              <span className="hush"> {say(`change.${change.change}`)}</span>
            </Link>
          </ChangeLine>
        ))}
      </ul>
    </div>
  );
}
