import { useState } from "react";
import { Form } from "react-aria-components";
import type { Trouble } from "../../client/client.ts";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";

type Given = {
  readonly go: string;
  readonly isPending: boolean;
  readonly trouble: Trouble | null;
  readonly onGiven: (password: string) => void;
};

/** Here the password is all there is to be wrong. */
const passwordTrouble = (trouble: Trouble | null): Trouble | null =>
  trouble?.kind === "refused" && trouble.code === "requestWrong"
    ? { ...trouble, code: "passwordWrong" }
    : trouble;

/** Whoever changes how they prove who they are says their password once more. */
export function PasswordAsked({ go, isPending, trouble, onGiven }: Given) {
  const say = useWords();
  const [password, type] = useState("");
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending && password !== "") onGiven(password);
      }}
    >
      <LineField
        label={say("password.now")}
        type="password"
        value={password}
        onChange={type}
        autoComplete="current-password"
      />
      <div className="row">
        <button type="submit" className="button">
          {go}
        </button>
      </div>
      <TroubleSaid trouble={passwordTrouble(trouble)} />
    </Form>
  );
}
