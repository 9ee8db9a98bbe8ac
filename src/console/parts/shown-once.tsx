import { useState } from "react";
import { useWords } from "../words/use.ts";
import { Button } from "./button.tsx";

type Given = {
  readonly label: string;
  readonly text: string;
  /** Also on paper, for what must be there when the device is not. */
  readonly print?: boolean;
};

/** A secret the line cannot show again: to be copied, or printed, now. */
export function ShownOnce({ label, text, print = false }: Given) {
  const say = useWords();
  const [copied, setCopied] = useState<"yes" | "no" | null>(null);
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied("yes"),
      () => setCopied("no"),
    );
  return (
    <div className="once">
      <p className="once-label">{label}</p>
      <pre className="secret" tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <div className="row">
        <Button onPress={copy}>{say("once.copy")}</Button>
        {print && <Button onPress={() => globalThis.print()}>{say("once.print")}</Button>}
      </div>
      <p className="soft" role="status">
        {copied !== null && say(`once.copied.${copied}`)}
      </p>
    </div>
  );
}
