import { useState } from "react";
import type { z } from "zod";
import { warningImportAnswer } from "../../../http/contract-knowing.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { WrongRows } from "../../parts/wrong-rows.tsx";
import { useWords } from "../../words/use.ts";

type Answer = z.infer<typeof warningImportAnswer>;
type Read = { readonly csv: string; readonly answer: Answer };
type Asked = { readonly csv: string; readonly apply: boolean };

const bring = ({ csv, apply }: Asked) =>
  wish({
    method: "POST",
    path: "/api/knowing/warnings/import",
    body: { csv, apply },
    answer: warningImportAnswer,
    changes: apply ? ["knowing", "warnings"] : [],
  });

/** A file is read first and only shown; nothing changes before somebody has seen what would. */
export function Import() {
  const say = useWords();
  const [read, show] = useState<Read | null>(null);
  const { send, trouble, isPending } = useWish(async (asked: Asked) => {
    const outcome = await bring(asked);
    show(outcome.ok ? { csv: asked.csv, answer: outcome.value } : null);
    return outcome;
  });
  const open = async (file: Blob | undefined) => {
    if (file !== undefined) send({ csv: await file.text(), apply: false });
  };
  return (
    <div className="card">
      <h2>{say("warning.import.title")}</h2>
      <p className="soft">{say("warning.import.text")}</p>
      <p className="soft">{say("warning.import.columns")}</p>
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
      {isPending && <p role="status">{say("shell.loading")}</p>}
      {read !== null && (
        <Would answer={read.answer} onSure={() => send({ csv: read.csv, apply: true })} />
      )}
      <TroubleSaid trouble={trouble} />
      <WrongRows trouble={trouble} />
    </div>
  );
}

type Change = Answer["changes"][number];

function Would({ answer, onSure }: { readonly answer: Answer; readonly onSure: () => void }) {
  const say = useWords();
  const { applied, changes } = answer;
  const moved = changes.filter(
    (one): one is Change & { change: "added" | "changed" } => one.change !== "same",
  );
  return (
    <div className="stack" aria-live="polite">
      <p>
        <strong>{say(applied ? "import.done" : "import.would")}</strong>
      </p>
      <ul className="lines">
        {moved.map(({ id, change, fields }) => (
          <li key={id}>
            <span>
              <strong>{id}</strong> {say(`import.change.${change}`)} {fields.join(", ")}
            </span>
          </li>
        ))}
      </ul>
      {!applied && moved.length > 0 && (
        <div className="row">
          <Twice look="main" onSure={onSure}>
            {say("import.apply")}
          </Twice>
        </div>
      )}
    </div>
  );
}
