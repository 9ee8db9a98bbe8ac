import { OUTCOMES } from "../../../domain/session/plan.ts";
import type { SessionView } from "../../../http/contract.ts";
import { Link } from "@tanstack/react-router";
import { useMe, useWish, wishFor } from "../../client/queries.ts";
import { ChoiceField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Abuse } from "./abuse.tsx";
import { Note } from "./note.tsx";

/** It is over: how it ended in one press, the rest later. */
export function Closed({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { data: me } = useMe();
  const { send, trouble } = useWish((outcome: (typeof OUTCOMES)[number]) =>
    wishFor(session.id, { name: "outcome", body: { outcome } }),
  );
  return (
    <section className="page narrow closed">
      <h1>{say("call.phase.closed")}</h1>
      {me?.presence === "resting" && (
        <p className="card" role="status">
          {say("shift.resting.text")}
        </p>
      )}
      <ChoiceField
        label={say("close.title")}
        options={OUTCOMES}
        value={session.closed?.outcome ?? "unknown"}
        onChange={send}
        say={(one) => say(`outcome.${one}`)}
      />
      <TroubleSaid trouble={trouble} />
      <Note id={session.id} />
      <Abuse id={session.id} />
      <Link className="button main" to="/shift">
        {say("shell.shift")}
      </Link>
    </section>
  );
}
