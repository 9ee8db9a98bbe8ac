import type { Trouble } from "../../client/client.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";

type Given = { readonly trouble: Trouble | null; readonly again: () => void };

/** Why it was not done. What was not sent is sent again by a press, as a new wish of this moment: never by itself, and never late. */
export function Troubled({ trouble, again }: Given) {
  const say = useWords();
  if (trouble?.kind !== "notSent") return <TroubleSaid trouble={trouble} />;
  return (
    <div className="troubled">
      <TroubleSaid trouble={trouble} />
      <Button look="warn" onPress={again}>
        {say("act.retry")}
      </Button>
    </div>
  );
}
