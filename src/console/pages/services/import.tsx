import { useState } from "react";
import type { z } from "zod";
import type { servicesTaken } from "../../../http/contract-services.ts";
import { useWish } from "../../client/queries.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useWords } from "../../words/use.ts";
import { takeOver, type Asked } from "./queries.ts";
import { Wrong } from "./wrong.tsx";

type Taken = z.infer<typeof servicesTaken>;
type Read = { readonly hsds: string; readonly answer: Taken };

/** A file is read first and only shown; nothing changes before somebody has seen what would. */
export function Import() {
  const say = useWords();
  const [read, show] = useState<Read | null>(null);
  const { send, trouble, isPending } = useWish(async (asked: Asked) => {
    const outcome = await takeOver(asked);
    show(outcome.ok ? { hsds: asked.hsds, answer: outcome.value } : null);
    return outcome;
  });
  const open = async (file: Blob | undefined) => {
    if (file !== undefined) send({ hsds: await file.text(), apply: false });
  };
  return (
    <div className="card services-file">
      <h2>{say("servicesFile.title")}</h2>
      <p className="soft">{say("servicesFile.text")}</p>
      <div className="row">
        <label className="field">
          <span>{say("servicesFile.file")}</span>
          <input
            type="file"
            accept=".json,application/json"
            onChange={({ target }) => {
              void open(target.files?.[0]);
              // The same file, put right, is chosen again.
              target.value = "";
            }}
          />
        </label>
        <a className="button" href="/api/services/export" download="services-hsds.json">
          {say("servicesFile.export")}
        </a>
      </div>
      {isPending && <p role="status">{say("servicesFile.reading")}</p>}
      {read !== null && (
        <WouldChange answer={read.answer} onSure={() => send({ hsds: read.hsds, apply: true })} />
      )}
      <TroubleSaid trouble={trouble} />
      {trouble?.kind === "refused" && trouble.code === "fileWrong" && (
        <Wrong wrong={trouble.wrong} />
      )}
    </div>
  );
}

/** A browser draws so many rows without a stutter; beyond that the counts say enough. */
const SHOWN_MOST = 200;
const ORDER = ["added", "changed"] as const;

type Would = { readonly answer: Taken; readonly onSure: () => void };

function WouldChange({ answer, onSure }: Would) {
  const say = useWords();
  const { applied, changes, notInFile, notKept } = answer;
  const of = (kind: Taken["changes"][number]["change"]) =>
    changes.filter(({ change }) => change === kind);
  const moves = of("added").length + of("changed").length;
  const counts = {
    added: of("added").length,
    changed: of("changed").length,
    same: of("same").length,
    left: notInFile,
  };
  return (
    <div className="stack" aria-live="polite">
      <p>
        <strong>{say(applied ? "servicesFile.done" : "servicesFile.would")}</strong>{" "}
        {say("servicesFile.counts", counts)}
      </p>
      {notKept.length > 0 && <p>{say("servicesFile.notKept", { fields: notKept.join(", ") })}</p>}
      {moves > 0 && <Moved changes={changes} />}
      {moves > SHOWN_MOST && (
        <p className="soft">{say("servicesFile.first", { shown: SHOWN_MOST })}</p>
      )}
      {!applied && moves > 0 && (
        <div className="row">
          <Twice look="main" onSure={onSure}>
            {say("servicesFile.apply")}
          </Twice>
        </div>
      )}
    </div>
  );
}

function Moved({ changes }: Pick<Taken, "changes">) {
  const say = useWords();
  const rows = ORDER.flatMap((kind) =>
    changes
      .filter(({ change }) => change === kind)
      .map(({ id, name, fields }) => ({ id, name, fields, change: kind })),
  ).slice(0, SHOWN_MOST);
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={say("servicesFile.title")}>
      <table className="cells">
        <thead>
          <tr>
            <th scope="col">{say("servicesFile.name")}</th>
            <th scope="col">{say("servicesFile.what")}</th>
            <th scope="col">{say("servicesFile.fields")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, change, fields }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{say(`servicesFile.change.${change}`)}</td>
              <td>{fields.join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
