import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { Form } from "react-aria-components";
import { known } from "../../client/line.ts";
import { addPasskey, endPasskey, passkeysQuery, passkeysWork } from "../../client/passkeys.ts";
import { useWish } from "../../client/queries.ts";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";

const again = () => known.invalidateQueries({ queryKey: ["factors"] });

export function Passkeys() {
  const say = useWords();
  const times = useTimes();
  const { data } = useQuery(passkeysQuery);
  const { send, trouble } = useWish(async (id: string) => {
    const outcome = await endPasskey(id);
    await again();
    return outcome;
  });
  return (
    <>
      <ul className="lines">
        {(data ?? []).map(({ id, name, createdAt }) => (
          <li key={id}>
            <span>
              <strong>{name ?? say("passkeys.unnamed")}</strong>{" "}
              {createdAt != null && (
                <span className="soft">
                  {say("passkeys.since", { date: times.day(createdAt.getTime()) })}
                </span>
              )}
            </span>
            <Twice look="quiet" onSure={() => send(id)}>
              {say("passkeys.end")}
            </Twice>
          </li>
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
    </>
  );
}

/** Made on this device, which asks who holds it. */
export function NewPasskey() {
  const say = useWords();
  const [name, setName] = useState("");
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await addPasskey(name);
    if (outcome.ok) setName("");
    await again();
    return outcome;
  });
  if (!passkeysWork()) return <p className="trouble">{say("signIn.passkey.unknown")}</p>;
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) send(null);
      }}
    >
      <LineField
        label={say("passkeys.name")}
        hint={say("passkeys.name.hint")}
        value={name}
        onChange={setName}
      />
      <div className="row">
        <button type="submit" className="button main">
          {say("passkeys.add")}
        </button>
      </div>
      <TroubleSaid trouble={trouble} />
    </Form>
  );
}
