import { useQuery } from "@tanstack/react-query";
import { done } from "../../../http/contract.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { invitationsQuery } from "./queries.ts";
import { roleWord } from "./role-word.ts";

/** Links that somebody could still come in by. */
export function Invitations() {
  const say = useWords();
  const times = useTimes();
  const { data } = useQuery(invitationsQuery);
  const { send, trouble } = useWish((id: string) =>
    wish({
      method: "DELETE",
      path: `/api/invitations/${id}`,
      answer: done,
      changes: ["invitations"],
    }),
  );
  const open = (data?.invitations ?? []).filter(({ state }) => state === "open");
  return (
    <div className="card">
      <h2>{say("invitations.title")}</h2>
      {open.length === 0 && <p className="soft">{say("invitations.none")}</p>}
      <ul className="lines">
        {open.map(({ id, name, email, roles, reset, expiresAt }) => (
          <li key={id}>
            <span>
              <strong>{name}</strong> {email}
              <br />
              <span className="soft">
                {reset
                  ? say("invitations.reset")
                  : roles.map((role) => say(roleWord(role))).join(", ")}{" "}
                ·{" "}
                {say("invite.until", {
                  day: times.weekday(expiresAt),
                  time: times.minute(expiresAt),
                })}
              </span>
            </span>
            <Twice look="quiet" onSure={() => send(id)}>
              {say("invitations.withdraw")}
            </Twice>
          </li>
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
