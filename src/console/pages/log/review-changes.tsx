import { useState, type ReactNode } from "react";
import { Label, Text, TextArea, TextField } from "react-aria-components";
import { CHANGES, type Change } from "../../../domain/reviews/changes.ts";
import type { ChangeShown } from "../../../http/contract-reviews.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField, ListField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { changeMade, review as reviewed } from "./queries.ts";
import { StepOf, type Looked } from "./review-step.tsx";

type Given = { readonly looked: Looked };

/** What is to be different, who sees to it and by when: owed by the line until somebody says that it is done. */
export function Changes({ looked }: Given) {
  const say = useWords();
  const [adds, add] = useState(false);
  const { file, review, nameOf, refused } = looked;
  const { changes } = file;
  return (
    <StepOf title={say("review.changes")} waits={refused("closed")}>
      {changes.length === 0 && <p>{say("review.changes.none")}</p>}
      <ul className="owed-changes">
        {changes.map((change) => (
          <ChangeLine key={change.id} change={change} now={file.now} nameOf={nameOf} />
        ))}
      </ul>
      {adds && review.reviewed === null && <Add looked={looked} onEnd={() => add(false)} />}
      {!adds && review.reviewed === null && (
        <Button onPress={() => add(true)}>{say("review.changes.add")}</Button>
      )}
    </StepOf>
  );
}

type Line = {
  readonly change: ChangeShown;
  readonly now: number;
  readonly nameOf: (id: string) => string;
  /** The way to its call, where that is not this page. */
  readonly children?: ReactNode;
};

/** One change: owed still, with the press that ends it; or how it ended. */
export function ChangeLine({ change, now, nameOf, children }: Line) {
  const say = useWords();
  const times = useTimes();
  const { id, sessionId, staffId, dueAt, ended } = change;
  const { send, trouble, isPending } = useWish(() => changeMade(id, sessionId));
  const day = times.day(dueAt);
  return (
    <li className="stack">
      <span>
        <strong>{say(`change.${change.change}`)}</strong>{" "}
        {say("review.change.line", { who: nameOf(staffId), day })} {children}
      </span>
      {ended === null && dueAt <= now && (
        <span className="bad">{say("review.change.late", { day })}</span>
      )}
      {ended === null && (
        <Button isPending={isPending} onPress={() => send()}>
          {say("review.change.made")}
          <span className="hush"> {say(`change.${change.change}`)}</span>
        </Button>
      )}
      {ended?.how === "made" && (
        <span className="good">
          {say("review.change.done", { who: nameOf(ended.by), day: times.day(ended.at) })}
        </span>
      )}
      {ended?.how === "waived" && (
        <span className="soft">{say("review.change.waived", { who: nameOf(ended.by) })}</span>
      )}
      <TroubleSaid trouble={trouble} />
    </li>
  );
}

/** The noon of a day, as the device's clock has it; null: none was chosen. */
function noonOf(day: string): number | null {
  const at = Date.parse(`${day}T12:00`);
  return Number.isNaN(at) ? null : at;
}

function Add({ looked, onEnd }: Given & { readonly onEnd: () => void }) {
  const say = useWords();
  const { id, file } = looked;
  const owners = file.owners.map((one) => one.id);
  const [what, choose] = useState<Change>("protocol");
  const [who, name] = useState(owners[0] ?? "");
  const [day, setDay] = useState("");
  const [text, setText] = useState("");
  const dueAt = noonOf(day);
  const { send, trouble, isPending } = useWish(async () => {
    const body = { change: what, staffId: who, dueAt, text };
    const outcome = await reviewed(id, { step: "changes", body });
    if (outcome.ok) onEnd();
    return outcome;
  });
  return (
    <div className="stack" role="group" aria-label={say("review.changes.add")}>
      <ListField
        label={say("review.change.what")}
        options={CHANGES}
        value={what}
        onChange={choose}
        say={(one) => say(`change.${one}`)}
      />
      <ListField
        label={say("review.change.who")}
        options={owners}
        value={who}
        onChange={name}
        say={looked.nameOf}
      />
      <LineField label={say("review.change.due")} type="date" value={day} onChange={setDay} />
      <Exactly text={text} onChange={setText} />
      <div className="row">
        {dueAt !== null && who !== "" && (
          <Button look="main" isPending={isPending} onPress={() => send()}>
            {say("review.change.agree")}
          </Button>
        )}
        <Button look="quiet" onPress={onEnd}>
          {say("review.cancel")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

/** It may say what no list has a word for: it is sealed. */
function Exactly({
  text,
  onChange,
}: {
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const say = useWords();
  return (
    <TextField className="field" value={text} onChange={onChange}>
      <Label>{say("review.change.text")}</Label>
      <TextArea rows={2} />
      <Text slot="description">{say("review.change.text.hint")}</Text>
    </TextField>
  );
}
