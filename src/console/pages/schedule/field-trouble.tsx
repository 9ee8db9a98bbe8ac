import type { Trouble } from "../../client/client.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";

/** What is wrong with fields is said beside them; here only that nothing was saved. */
export function FieldTrouble({ trouble }: { readonly trouble: Trouble | null }) {
  const say = useWords();
  if (trouble?.kind !== "refused" || trouble.code !== "shiftWrong")
    return <TroubleSaid trouble={trouble} />;
  return (
    <p className="trouble" role="alert">
      {say("agree.wrong.marked")}
    </p>
  );
}
