import { useState } from "react";
import { Label, TextArea, TextField } from "react-aria-components";
import { done } from "../../../http/contract.ts";
import { WISH_WITHIN_MS } from "../../client/client.ts";
import { ask, clock } from "../../client/line.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { Troubled } from "./troubled.tsx";

/** Sealed as it is written; read again in the call log alone, with a reason. */
export function Note({ id }: { readonly id: string }) {
  const say = useWords();
  const times = useTimes();
  const [text, setText] = useState("");
  const [writtenAt, setWrittenAt] = useState<number | null>(null);
  const { send, trouble, isPending } = useWish(async () => {
    const path = `/api/sessions/${id}/notes`;
    const asked = { method: "POST", path, body: { text }, answer: done } as const;
    const outcome = await ask({ ...asked, withinMs: WISH_WITHIN_MS });
    if (!outcome.ok) return outcome;
    setText("");
    setWrittenAt(clock.now());
    return outcome;
  });
  const write = () => {
    if (text.trim() !== "") send(null);
  };
  return (
    <div className="note card">
      <TextField className="field" value={text} onChange={setText}>
        <Label>{say("note.title")}</Label>
        <TextArea rows={2} />
      </TextField>
      <p className="soft" role="status">
        {writtenAt === null
          ? say("note.text")
          : say("note.written", { time: times.second(writtenAt) })}
      </p>
      <Button isPending={isPending} onPress={write}>
        {say("note.write")}
      </Button>
      <Troubled trouble={trouble} again={write} />
    </div>
  );
}
