import { useState, type ReactNode } from "react";
import type { Outcome } from "../client/client.ts";
import { useWish } from "../client/queries.ts";
import { useWords } from "../words/use.ts";
import { TroubleSaid } from "./trouble.tsx";
import { Twice } from "./twice.tsx";
import { SHOWN_MOST, WrongRows } from "./wrong-rows.tsx";
import "./cells.css";

type Change = {
  readonly id: string;
  readonly name?: string;
  readonly change: "added" | "changed" | "notInFile" | "same";
  readonly fields: readonly string[];
};
type Answer = { readonly applied: boolean; readonly changes: readonly Change[] };

export type FileAsked = { readonly text: string; readonly apply: boolean };

type Given<A extends Answer> = {
  readonly title: string;
  readonly about: readonly string[];
  /** As an `<input type="file">` has it. */
  readonly accept: string;
  /** What a row is. */
  readonly what: string;
  /** What the file would change, or with `apply`, has changed. */
  readonly ask: (asked: FileAsked) => Promise<Outcome<A>>;
  readonly counts: (answer: A) => ReactNode;
  /** Beside the choice of a file. */
  readonly children?: ReactNode;
};

/** A file is read first and only shown; nothing changes before somebody has seen what would. */
export function TakeOver<A extends Answer>(given: Given<A>) {
  const { title, about, accept, what, ask, counts, children } = given;
  const say = useWords();
  const [read, show] = useState<{ readonly text: string; readonly answer: A } | null>(null);
  const { send, trouble, isPending } = useWish(async (asked: FileAsked) => {
    const outcome = await ask(asked);
    show(outcome.ok ? { text: asked.text, answer: outcome.value } : null);
    return outcome;
  });
  return (
    <div className="card take-over">
      <h2>{title}</h2>
      {about.map((text) => (
        <p key={text} className="soft">
          {text}
        </p>
      ))}
      <div className="row">
        <ChosenFile accept={accept} onRead={(text) => send({ text, apply: false })} />
        {children}
      </div>
      {isPending && <p role="status">{say("import.reading")}</p>}
      {read !== null && (
        <Would
          answer={read.answer}
          said={counts(read.answer)}
          title={title}
          what={what}
          onSure={() => send({ text: read.text, apply: true })}
        />
      )}
      <TroubleSaid trouble={trouble} />
      {trouble?.kind === "refused" && trouble.code === "fileWrong" && (
        <WrongRows wrong={trouble.wrong} />
      )}
    </div>
  );
}

type Chosen = { readonly accept: string; readonly onRead: (text: string) => void };

function ChosenFile({ accept, onRead }: Chosen) {
  const say = useWords();
  const open = async (file: Blob | undefined) => {
    if (file !== undefined) onRead(await file.text());
  };
  return (
    <label className="field file">
      <span>{say("import.file")}</span>
      {/* The browser's own button speaks the browser's language, whatever the page's. */}
      <span className="button" aria-hidden="true">
        {say("import.choose")}
      </span>
      <input
        className="hush"
        type="file"
        aria-label={say("import.file")}
        accept={accept}
        onChange={({ target }) => {
          void open(target.files?.[0]);
          // The same file, put right, is chosen again.
          target.value = "";
        }}
      />
    </label>
  );
}

type Shown = {
  readonly answer: Answer;
  readonly said: ReactNode;
  readonly title: string;
  readonly what: string;
  readonly onSure: () => void;
};

function Would({ answer: { applied, changes }, said, title, what, onSure }: Shown) {
  const say = useWords();
  const moves = changes.some(({ change }) => change === "added" || change === "changed");
  return (
    <div className="stack" aria-live="polite">
      <p>
        <strong>{say(applied ? "import.done" : "import.would")}</strong> {said}
      </p>
      <Changes changes={changes} title={title} what={what} />
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

const ORDER = ["added", "changed", "notInFile"] as const;

function Changes({
  changes,
  title,
  what,
}: Pick<Answer, "changes"> & Pick<Shown, "title" | "what">) {
  const say = useWords();
  const rows = ORDER.flatMap((kind) =>
    changes
      .filter(({ change }) => change === kind)
      .map(({ id, name = id, fields }) => ({ id, name, fields, change: kind })),
  );
  if (rows.length === 0) return null;
  return (
    <>
      <div className="scrolls" tabIndex={0} role="region" aria-label={title}>
        <table className="cells">
          <thead>
            <tr>
              <th scope="col">{what}</th>
              <th scope="col">{say("import.change")}</th>
              <th scope="col">{say("import.fields")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN_MOST).map(({ id, name, change, fields }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>{say(`import.change.${change}`)}</td>
                <td>{fields.join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > SHOWN_MOST && (
        <p className="soft">{say("import.first", { shown: SHOWN_MOST })}</p>
      )}
    </>
  );
}
