import { useNames } from "../../client/people.ts";
import { useTimes, useWords } from "../../words/use.ts";
import type { Published } from "./queries.ts";
import { useNumberWords } from "./said.ts";

/** Who changed which number, when, and why; the newest first. */
export function History({ versions }: { readonly versions: readonly Published[] }) {
  const say = useWords();
  const times = useTimes();
  const { changeOf } = useNumberWords();
  const nameFor = useNames();
  return (
    <div className="card">
      <h2>{say("protocol.history")}</h2>
      <ol className="versions">
        {versions.map(({ id, publishedAt, publishedBy, signedBy, reason, changes }) => (
          <li key={id}>
            <h3>
              {say("protocol.version", {
                name: id,
                day: times.day(publishedAt),
                time: times.minute(publishedAt),
              })}
            </h3>
            {publishedBy === null ? (
              <p className="soft">{say("protocol.unsigned")}</p>
            ) : (
              <p className="soft">
                {say("protocol.published", { name: nameFor(publishedBy) })}{" "}
                {say("protocol.signed", { name: signedBy })}
              </p>
            )}
            {reason !== null && <p>{reason}</p>}
            <ul className="lines">
              {changes.map((change) => (
                <li key={change.name}>{changeOf(change)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  );
}
