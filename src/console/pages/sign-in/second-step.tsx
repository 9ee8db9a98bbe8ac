import { useState } from "react";
import { Form } from "react-aria-components";
import { showCode, showRecoveryCode } from "../../client/factors.ts";
import { known } from "../../client/line.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";

const SHOWS = { app: showCode, recovery: showRecoveryCode };

/** The password was right: what an app shows now, or one of the codes kept for the day there is no app. */
export function SecondStep({ onBack }: { readonly onBack: () => void }) {
  const say = useWords();
  const [by, choose] = useState<keyof typeof SHOWS>("app");
  const [code, type] = useState("");
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await SHOWS[by](by === "app" ? code.replaceAll(" ", "") : code.trim());
    if (outcome.ok) await known.invalidateQueries();
    return outcome;
  });
  const other = by === "app" ? "recovery" : "app";
  return (
    <section className="page narrow">
      <h1>{say("second.title")}</h1>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) send(null);
        }}
      >
        <LineField
          key={by}
          label={say(`second.${by}`)}
          hint={say(`second.${by}.hint`)}
          value={code}
          onChange={type}
          autoComplete="one-time-code"
          autoFocus
        />
        <button type="submit" className="button main big">
          {say(isPending ? "signIn.going" : "signIn.go")}
        </button>
        <CodeTrouble trouble={trouble} />
      </Form>
      <Button
        look="quiet"
        onPress={() => {
          type("");
          choose(other);
        }}
      >
        {say(`second.to.${other}`)}
      </Button>
      <Button look="quiet" onPress={onBack}>
        {say("second.back")}
      </Button>
    </section>
  );
}

/** What is "that email and password do not go together" elsewhere is a wrong code here. */
export function CodeTrouble({ trouble }: Parameters<typeof TroubleSaid>[0]) {
  if (trouble?.kind !== "refused" || trouble.code !== "signInWrong")
    return <TroubleSaid trouble={trouble} />;
  return <TroubleSaid trouble={{ ...trouble, code: "factorWrong" }} />;
}
