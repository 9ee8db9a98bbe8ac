import { useQuery } from "@tanstack/react-query";
import { done } from "../../../http/contract.ts";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Opens } from "../../parts/opens.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { OneWarning } from "../call/one-warning.tsx";
import { warningsQuery, type KnownWarning } from "./queries.ts";

type Keeping = { readonly keeps: boolean };

/** Every drug alert: those that stand, and, out of the way, those that are over. */
export function AllWarnings({ keeps }: Keeping) {
  const say = useWords();
  const { data } = useQuery(warningsQuery);
  if (data === undefined) return null;
  const standing = data.warnings.filter(({ stands }) => stands);
  const over = data.warnings.filter(({ stands }) => !stands);
  return (
    <div className="card">
      <h2>{say("warning.title")}</h2>
      {standing.length === 0 && <p className="soft">{say("warning.none")}</p>}
      {standing.map((warning) => (
        <div key={warning.id} className="stack">
          <OneWarning warning={warning} />
          <Brought warning={warning} />
          {keeps && <End id={warning.id} />}
        </div>
      ))}
      {over.length > 0 && (
        <Opens title={say("warning.over", { count: over.length })} look="text" level="h3">
          {over.map((warning) => (
            <div key={warning.id} className="stack">
              <OneWarning warning={warning} />
              <Brought warning={warning} />
            </div>
          ))}
        </Opens>
      )}
    </div>
  );
}

function Brought({ warning }: { readonly warning: KnownWarning }) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { importedBy, importedAt, ended } = warning;
  const said = (by: string, at: number) => ({ name: nameFor(by), day: times.day(at) });
  return (
    <p className="soft">
      {say("warning.imported", said(importedBy, importedAt))}
      {ended !== null && ` ${say("warning.ended", said(ended.by, ended.at))}`}
    </p>
  );
}

function End({ id }: { readonly id: string }) {
  const say = useWords();
  const path = `/api/knowing/warnings/${encodeURIComponent(id)}/end`;
  const { send, trouble } = useWish(() =>
    wish({ method: "POST", path, body: {}, answer: done, changes: ["knowing", "warnings"] }),
  );
  return (
    <>
      <div className="row">
        <Twice look="plain" onSure={() => send(null)}>
          {say("warning.end")}
        </Twice>
      </div>
      <TroubleSaid trouble={trouble} />
    </>
  );
}
