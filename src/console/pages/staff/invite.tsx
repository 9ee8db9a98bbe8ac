import { useState } from "react";
import { Form } from "react-aria-components";
import { languages, type Language } from "../../../domain/language.ts";
import type { StaffRole } from "../../../domain/permissions.ts";
import { invitedAnswer } from "../../../http/contract-access.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { LineField } from "../../parts/fields.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { TicksField } from "../../parts/ticks-field.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { Roles } from "./roles.tsx";

type Draft = {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly StaffRole[];
  readonly languages: readonly Language[];
};
const NOBODY: Draft = { name: "", email: "", roles: ["responder"], languages: ["en"] };

/** Somebody new: a link that is shown once, for the supervisor to give them. */
export function Invite() {
  const say = useWords();
  const times = useTimes();
  const [draft, write] = useState(NOBODY);
  const [made, show] = useState<{ readonly url: string; readonly expiresAt: number } | null>(null);
  const { send, trouble, isPending } = useWish(async () => {
    const body = { ...draft, name: draft.name.trim(), email: draft.email.trim() };
    const asked = { method: "POST", path: "/api/invitations", body } as const;
    const outcome = await wish({ ...asked, answer: invitedAnswer, changes: ["invitations"] });
    show(outcome.ok ? outcome.value : null);
    if (outcome.ok) write(NOBODY);
    return outcome;
  });
  return (
    <div className="card">
      <h2>{say("invite.title")}</h2>
      <Form
        className="invite"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) send(null);
        }}
      >
        <Fields draft={draft} write={write} />
        <div className="row">
          <button type="submit" className="button main">
            {say("invite.go")}
          </button>
        </div>
      </Form>
      {made !== null && (
        <>
          <ShownOnce label={say("people.link")} text={made.url} />
          <p className="soft">
            {say("invite.until", {
              day: times.weekday(made.expiresAt),
              time: times.minute(made.expiresAt),
            })}
          </p>
        </>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

type Writing = { readonly draft: Draft; readonly write: (draft: Draft) => void };

function Fields({ draft, write }: Writing) {
  const say = useWords();
  const change = (part: Partial<Draft>) => write({ ...draft, ...part });
  return (
    <>
      <LineField
        label={say("invite.name")}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <LineField
        label={say("signIn.email")}
        type="email"
        value={draft.email}
        onChange={(email) => change({ email })}
      />
      <Roles roles={draft.roles} onChange={(roles) => change({ roles })} />
      <TicksField
        label={say("invite.languages")}
        options={languages}
        chosen={draft.languages}
        onChange={(spoken) => change({ languages: spoken })}
        say={(language) => say(`call.language.${language}`)}
      />
    </>
  );
}
