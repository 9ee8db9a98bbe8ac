import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { Label, TextArea, TextField } from "react-aria-components";
import { REASONS_TO_LOOK, type ReasonToLook } from "../../../domain/audit.ts";
import { notesAnswer, type Account } from "../../../http/contract-call-log.ts";
import { read, Refused, useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { ListField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { useNames } from "./names.ts";
import { keepNote } from "./queries.ts";

type Given = { readonly account: Account };

/** What people wrote, sealed: it is read when somebody asks for it and says why. */
export function Notes({ account }: Given) {
  const say = useWords();
  const [because, choose] = useState<ReasonToLook>("review");
  const [asked, ask] = useState(false);
  return (
    <div className="card">
      <h2>{say("log.notes")}</h2>
      <p className="soft">{say("log.notes.text")}</p>
      <p>{say("log.notes.count", { count: account.notes })}</p>
      {account.notes > 0 && !asked && (
        <div className="row save">
          <ListField
            label={say("log.notes.because")}
            options={REASONS_TO_LOOK}
            value={because}
            onChange={choose}
            say={(one) => say(`log.because.${one}`)}
          />
          <Button onPress={() => ask(true)}>{say("log.notes.read")}</Button>
        </div>
      )}
      {asked && <Opened account={account} because={because} />}
      <Write id={account.call.id} />
    </div>
  );
}

function Opened({ account, because }: Given & { readonly because: ReasonToLook }) {
  const say = useWords();
  const times = useTimes();
  const nameOf = useNames(account);
  const { id } = account.call;
  const { data, error } = useQuery({
    queryKey: ["notes", id],
    queryFn: () => read(`/api/sessions/${id}/notes?because=${because}`, notesAnswer),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  return (
    <>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      <ul className="notes">
        {data?.notes.map(({ id: noteId, authorId, at, text }) => (
          <li key={noteId}>
            <p>{text ?? say("log.notes.shut")}</p>
            <p className="soft">
              {say("log.notes.by", {
                who: nameOf(authorId),
                day: times.day(at),
                time: times.minute(at),
              })}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Write({ id }: { readonly id: string }) {
  const say = useWords();
  const [text, setText] = useState("");
  const [kept, setKept] = useState(false);
  const { send, trouble, isPending } = useWish(async (words: string) => {
    const outcome = await keepNote(id, words);
    setKept(outcome.ok);
    if (outcome.ok) setText("");
    return outcome;
  });
  const change = (next: string) => {
    setText(next);
    setKept(false);
  };
  return (
    <div className="stack">
      <TextField className="field" value={text} onChange={change}>
        <Label>{say("log.notes.write")}</Label>
        <TextArea rows={3} />
      </TextField>
      {text.trim() !== "" && (
        <Button isPending={isPending} onPress={() => send(text.trim())}>
          {say("log.notes.keep")}
        </Button>
      )}
      <p className="good" role="status">
        {kept && say("log.notes.kept")}
      </p>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
