import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { Form } from "react-aria-components";
import { beginApp, endApp, newRecoveryCodes, secretIn, showCode } from "../../client/factors.ts";
import { known } from "../../client/line.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField, TickField } from "../../parts/fields.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { CodeTrouble } from "../sign-in/second-step.tsx";
import { PasswordAsked } from "./password-asked.tsx";

type Begun = { readonly totpURI: string; readonly backupCodes: readonly string[] };

/** An authenticator app: the password, what the app and its keeper must have, and a first code that proves it. */
export function AppBegins() {
  const say = useWords();
  const [begun, begin] = useState<Begun | null>(null);
  const { send, trouble, isPending } = useWish(async (password: string) => {
    const outcome = await beginApp(password);
    if (outcome.ok) begin(outcome.value);
    return outcome;
  });
  if (begun !== null) return <AppEnds begun={begun} />;
  return (
    <PasswordAsked go={say("app.begin")} isPending={isPending} trouble={trouble} onGiven={send} />
  );
}

/** The recovery codes come before the proof: once it is given, this page may be over at any moment. */
function AppEnds({ begun: { totpURI, backupCodes } }: { readonly begun: Begun }) {
  const say = useWords();
  const [code, type] = useState("");
  const [kept, keep] = useState(false);
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await showCode(code.replaceAll(" ", ""));
    if (outcome.ok) await known.invalidateQueries();
    return outcome;
  });
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (kept && !isPending) send(null);
      }}
    >
      <p>{say("app.add")}</p>
      <QRCodeSVG value={totpURI} size={200} marginSize={4} title={say("app.picture")} />
      <p>
        <a className="button" href={totpURI}>
          {say("app.open")}
        </a>
      </p>
      <ShownOnce label={say("app.secret")} text={secretIn(totpURI)} />
      <ShownOnce print label={say("recovery.once")} text={backupCodes.join("\n")} />
      <TickField isSelected={kept} onChange={keep}>
        {say("recovery.kept")}
      </TickField>
      <LineField
        label={say("second.app")}
        hint={say("app.prove")}
        value={code}
        onChange={type}
        autoComplete="one-time-code"
      />
      <button type="submit" className="button main" disabled={!kept}>
        {say("app.finish")}
      </button>
      <CodeTrouble trouble={trouble} />
    </Form>
  );
}

/** It is there: new recovery codes, or an end to it, each with the password. */
export function AppThere() {
  const say = useWords();
  const [wished, wishFor] = useState<"codes" | "end" | null>(null);
  const [codes, show] = useState<readonly string[] | null>(null);
  const { send, trouble, isPending } = useWish(async (password: string) => {
    if (wished === "end") {
      const ended = await endApp(password);
      if (ended.ok) await known.invalidateQueries({ queryKey: ["factors"] });
      return ended;
    }
    const outcome = await newRecoveryCodes(password);
    if (outcome.ok) {
      show(outcome.value.backupCodes);
      wishFor(null);
    }
    return outcome;
  });
  return (
    <>
      <p>{say("app.there")}</p>
      {codes !== null && <ShownOnce print label={say("recovery.once")} text={codes.join("\n")} />}
      {wished === null ? (
        <div className="row">
          <Button onPress={() => wishFor("codes")}>{say("recovery.new")}</Button>
          <Button look="quiet" onPress={() => wishFor("end")}>
            {say("app.end")}
          </Button>
        </div>
      ) : (
        <>
          <p>{say(wished === "codes" ? "recovery.new.text" : "app.end.text")}</p>
          <PasswordAsked
            go={say(wished === "codes" ? "recovery.new" : "app.end")}
            isPending={isPending}
            trouble={trouble}
            onGiven={send}
          />
          <Button look="quiet" onPress={() => wishFor(null)}>
            {say("swap.leave")}
          </Button>
        </>
      )}
      {wished === null && <TroubleSaid trouble={trouble} />}
    </>
  );
}
