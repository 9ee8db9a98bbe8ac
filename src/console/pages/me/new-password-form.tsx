import { useState, type ReactNode } from "react";
import { Form } from "react-aria-components";
import { LineField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { LEAST_LETTERS, wrongIn } from "./new-password.ts";

type Given = {
  readonly go: string;
  readonly isPending: boolean;
  readonly onGiven: (password: string) => void;
  /** What is asked before it. */
  readonly children?: ReactNode;
};

/** A password somebody chooses, typed twice. What is wrong with it is said when they would go on, not while they type. */
export function NewPasswordForm({ go, isPending, onGiven, children }: Given) {
  const say = useWords();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [asked, setAsked] = useState(false);
  const wrong = wrongIn(password, again);
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!isPending && wrong === null) onGiven(password);
      }}
    >
      {children}
      <LineField
        label={say("password.new")}
        hint={say("password.hint")}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        wrong={asked && wrong === "short" ? say("password.short", { count: LEAST_LETTERS }) : null}
      />
      <LineField
        label={say("password.again")}
        type="password"
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
        wrong={asked && wrong === "differ" ? say("password.differ") : null}
      />
      <div className="row">
        <button type="submit" className="button main">
          {go}
        </button>
      </div>
    </Form>
  );
}
