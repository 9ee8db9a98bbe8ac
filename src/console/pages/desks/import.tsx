import { useState } from "react";
import type { z } from "zod";
import { importAnswer } from "../../../http/contract-desks.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { WrongRows } from "../../parts/wrong-rows.tsx";
import { useWords } from "../../words/use.ts";

type Read = { readonly csv: string; readonly answer: z.infer<typeof importAnswer> };
type Asked = { readonly csv: string; readonly apply: boolean };

const takeOver = ({ csv, apply }: Asked) =>
  wish({
    method: "POST",
    path: "/api/desks/import",
    body: { csv, apply },
    answer: importAnswer,
    changes: apply ? ["desks", "deskCoverage"] : [],
  });

/** A file is read first and only shown; nothing changes before somebody has seen what would. */
export function Import() {
  const say = useWords();
  const [read, show] = useState<Read | null>(null);
  const { send, trouble, isPending } = useWish(async (asked: Asked) => {
    const outcome = await takeOver(asked);
    show(outcome.ok ? { csv: asked.csv, answer: outcome.value } : null);
    return outcome;
  });
  const open = async (file: Blob | undefined) => {
    if (file !== undefined) send({ csv: await file.text(), apply: false });
  };
  return (
    <div className="card">
      <h2>{say("import.title")}</h2>
      <p className="soft">{say("import.text")}</p>
      <div className="row">
        <label className="field">
          <span>{say("import.file")}</span>
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={({ target }) => {
              void open(target.files?.[0]);
              // The same file, put right, is chosen again.
              target.value = "";
            }}
          />
        </label>
        <a className="button" href="/api/desks/export" download="desks.csv">
          {say("import.export")}
        </a>
      </div>
      {isPending && <p role="status">{say("shell.loading")}</p>}
      {read !== null && (
        <WouldChange answer={read.answer} onSure={() => send({ csv: read.csv, apply: true })} />
      )}
      <TroubleSaid trouble={trouble} />
      <WrongRows trouble={trouble} />
    </div>
  );
}

const ORDER = ["added", "changed", "notInFile"] as const;

type Would = { readonly answer: Read["answer"]; readonly onSure: () => void };

function WouldChange({ answer: { applied, changes }, onSure }: Would) {
  const say = useWords();
  const same = changes.filter(({ change }) => change === "same").length;
  const rows = ORDER.flatMap((kind) =>
    changes
      .filter(({ change }) => change === kind)
      .map(({ id, fields }) => ({ id, fields, change: kind })),
  );
  const moves = changes.some(({ change }) => change === "added" || change === "changed");
  return (
    <div className="stack" aria-live="polite">
      <p>
        <strong>{say(applied ? "import.done" : "import.would")}</strong>{" "}
        {say("import.same", { count: same })}
      </p>
      {rows.length > 0 && (
        <div className="scrolls" tabIndex={0} role="region" aria-label={say("import.title")}>
          <table className="cells">
            <thead>
              <tr>
                <th scope="col">{say("desks.name")}</th>
                <th scope="col">{say("import.change")}</th>
                <th scope="col">{say("import.columns")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, change, fields }) => (
                <tr key={id}>
                  <th scope="row">{id}</th>
                  <td>{say(`import.change.${change}`)}</td>
                  <td>{fields.join(", ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!applied && moves && (
        <div className="row">
          <Twice look="main" onSure={onSure}>
            {say("import.apply")}
          </Twice>
        </div>
      )}
    </div>
  );
}
