import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { staffAnswer } from "../../../http/contract-access.ts";
import { Refused, useMe } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { Exempt } from "./exempt.tsx";
import { Invite } from "./invite.tsx";
import { Invitations } from "./invitations.tsx";
import { OnePerson } from "./person.tsx";
import { staffQuery } from "./queries.ts";
import { Restrictions } from "./restrictions.tsx";
import { roleWord } from "./role-word.ts";
import { trainingState } from "./training.ts";
import "./staff.css";

export type Person = z.infer<typeof staffAnswer>["staff"][number];

/** Who is of ours, what they may be, and how somebody new comes in. */
export function StaffPage() {
  const say = useWords();
  const { data, error } = useQuery(staffQuery);
  const { data: me } = useMe();
  return (
    <section className="page staff stack">
      <h1>{say("people.title")}</h1>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      {data !== undefined && (
        <ul className="card people-list">
          {data.staff.map((one) => (
            <Line key={one.id} one={one} now={data.now} isMe={one.id === me?.id} />
          ))}
        </ul>
      )}
      <Invite />
      <Invitations />
      <Restrictions me={me?.id ?? null} />
      <Exempt />
    </section>
  );
}

type Given = { readonly one: Person; readonly now: number; readonly isMe: boolean };

function Line({ one, now, isMe }: Given) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <div className="person">
        <strong>{one.name}</strong>
        <span>{one.roles.map((role) => say(roleWord(role))).join(", ")}</span>
        <span className="soft">
          {one.languages.map((language) => language.toUpperCase()).join(", ")} ·{" "}
          {say(one.via === "phone" ? "people.via.phone" : "people.via.softphone")}
        </span>
        <Factors one={one} />
        <Training until={one.trainingUntil} now={now} />
        <Button look="quiet" onPress={() => setOpen(!open)}>
          {say(open ? "people.close" : "people.change")}
          <span className="hush"> {one.name}</span>
        </Button>
      </div>
      {open && <OnePerson one={one} isMe={isMe} />}
    </li>
  );
}

function Factors({
  one: { authenticatorApp, passkeys, signIns, rehearsal },
}: {
  readonly one: Person;
}) {
  const say = useWords();
  const shown = [
    ...(rehearsal ? [say("people.rehearsal")] : []),
    ...(passkeys > 0 ? [say("people.passkeys", { count: passkeys })] : []),
    ...(authenticatorApp ? [say("people.app")] : []),
    ...(passkeys === 0 && !authenticatorApp ? [say("people.passwordOnly")] : []),
    say("people.signIns", { count: signIns }),
  ];
  return <span className="soft">{shown.join(" · ")}</span>;
}

function Training({ until, now }: { readonly until: number | null; readonly now: number }) {
  const say = useWords();
  const times = useTimes();
  const state = trainingState(until, now);
  const date = until === null ? "" : times.day(until);
  return (
    <span className={state === "lapsed" || state === "soon" ? "warned" : "soft"}>
      {say(`people.training.${state}`, { date })}
    </span>
  );
}
