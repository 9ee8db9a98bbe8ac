import { useState } from "react";
import { Form } from "react-aria-components";
import { ask, known } from "../../client/line.ts";
import { useWish } from "../../client/queries.ts";
import { signedIn } from "../../client/signing.ts";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { NeedsSecond } from "./needs-second.tsx";
import { SecondStep } from "./second-step.tsx";
import { WithPasskey } from "./with-passkey.tsx";
import "./sign-in.css";

/** With a passkey, or a password and what comes after it. */
export function SignInPage({ needsSecond }: { readonly needsSecond: boolean }) {
  const [step, go] = useState<"password" | "code">("password");
  if (needsSecond) return <NeedsSecond />;
  if (step === "code") return <SecondStep onBack={() => go("password")} />;
  return <FirstStep onSecond={() => go("code")} />;
}

function FirstStep({ onSecond }: { readonly onSecond: () => void }) {
  const say = useWords();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await signedIn(ask, { email: email.trim(), password });
    if (outcome.ok && outcome.value.twoFactorRedirect === true) onSecond();
    else if (outcome.ok) await known.invalidateQueries();
    return outcome;
  });
  return (
    <section className="page narrow">
      <h1>{say("signIn.title")}</h1>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) send(null);
        }}
      >
        <LineField
          label={say("signIn.email")}
          type="email"
          value={email}
          onChange={setEmail}
          autoComplete="username"
        />
        <LineField
          label={say("signIn.password")}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <button type="submit" className="button main big">
          {say(isPending ? "signIn.going" : "signIn.go")}
        </button>
        <TroubleSaid trouble={trouble} />
      </Form>
      <WithPasskey />
      <p className="soft">{say("signIn.lost")}</p>
    </section>
  );
}
