import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { STAFF_ROLES, type StaffRole } from "../../../domain/permissions.ts";
import { invitedAnswer } from "../../../http/contract-access.ts";
import { done } from "../../../http/contract.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { LineField } from "../../parts/fields.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { SignInList } from "../../parts/sign-in-list.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useWords } from "../../words/use.ts";
import type { Person } from "./page.tsx";
import { signInsOf } from "./queries.ts";
import { Roles } from "./roles.tsx";
import { dayOf, endOf } from "./training.ts";

/** What a supervisor changes about somebody. */
export function OnePerson({ one, isMe }: { readonly one: Person; readonly isMe: boolean }) {
  return (
    <div className="person-change">
      <TheirRoles one={one} isMe={isMe} />
      <TheirTraining one={one} />
      <TheirSignIns one={one} isMe={isMe} />
    </div>
  );
}

function TheirRoles({ one, isMe }: { readonly one: Person; readonly isMe: boolean }) {
  const say = useWords();
  const [roles, choose] = useState<readonly StaffRole[]>(
    STAFF_ROLES.filter((role) => one.roles.includes(role)),
  );
  const { send, trouble, isPending } = useWish(() =>
    wish({
      method: "PUT",
      path: `/api/staff/${one.id}/roles`,
      body: { roles },
      answer: done,
      changes: ["staff", "people"],
    }),
  );
  if (isMe) return <p className="soft">{say("people.roles.own")}</p>;
  return (
    <div className="stack">
      <Roles roles={roles} onChange={choose} />
      <div className="row">
        <Button isPending={isPending} onPress={() => send(null)}>
          {say("people.roles.save")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

function TheirTraining({ one }: { readonly one: Person }) {
  const say = useWords();
  const [day, type] = useState(dayOf(one.trainingUntil));
  const { send, trouble, isPending } = useWish(() =>
    wish({
      method: "PUT",
      path: `/api/staff/${one.id}/training`,
      body: { until: endOf(day) },
      answer: done,
      changes: ["staff"],
    }),
  );
  return (
    <div className="stack">
      <LineField
        label={say("people.training")}
        hint={say("people.training.hint")}
        type="date"
        value={day}
        onChange={type}
      />
      <div className="row">
        <Button isPending={isPending} onPress={() => send(null)}>
          {say("people.training.save")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

/** Without a way in any more: an end to where they are signed in, and a link to a new password. */
function TheirSignIns({ one: { id }, isMe }: { readonly one: Person; readonly isMe: boolean }) {
  const say = useWords();
  const { data } = useQuery(signInsOf(id));
  const [url, show] = useState<string | null>(null);
  const end = useWish((signInId: string | null) =>
    wish({
      method: "DELETE",
      path: `/api/staff/${id}/sign-ins${signInId === null ? "" : `/${signInId}`}`,
      answer: done,
      changes: ["signIns", "staff"],
    }),
  );
  const reset = useWish(async () => {
    const asked = { method: "POST", path: `/api/staff/${id}/reset`, body: {} } as const;
    const outcome = await wish({ ...asked, answer: invitedAnswer, changes: ["invitations"] });
    if (outcome.ok) show(outcome.value.url);
    return outcome;
  });
  return (
    <div className="stack">
      <h3>{say("people.signIns.title")}</h3>
      {data?.signIns.length === 0 && <p className="soft">{say("people.signIns", { count: 0 })}</p>}
      {data !== undefined && <SignInList answer={data} onEnd={end.send} />}
      <div className="row">
        {!isMe && (data?.signIns.length ?? 0) > 0 && (
          <Twice look="plain" onSure={() => end.send(null)}>
            {say("people.signIns.end")}
          </Twice>
        )}
        <Twice look="plain" onSure={() => reset.send(null)}>
          {say("people.reset")}
        </Twice>
      </div>
      <p className="soft">{say("people.reset.text")}</p>
      {url !== null && <ShownOnce label={say("people.link")} text={url} />}
      <TroubleSaid trouble={end.trouble ?? reset.trouble} />
    </div>
  );
}
