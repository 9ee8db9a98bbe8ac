import type { Trouble } from "../client/client.ts";
import { useKnown, useWords } from "../words/use.ts";

type Told = { readonly trouble: Trouble | null };

/** Why it was not done, said at once and to screen readers too. */
export function TroubleSaid({ trouble }: Told) {
  const say = useWords();
  const isWord = useKnown();
  if (trouble === null) return null;
  if (trouble.kind !== "refused") {
    const more = trouble.kind === "notSent" ? say("problem.notSent.more") : null;
    return (
      <p className="trouble" role="alert">
        <strong>{say(`problem.${trouble.kind}`)}</strong> {more}
      </p>
    );
  }
  const id = `problem.${trouble.code}`;
  const known = isWord(id) ? say(id) : say("problem.other", { code: trouble.code });
  return (
    <p className="trouble" role="alert">
      {known}
    </p>
  );
}
