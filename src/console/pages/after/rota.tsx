import { useState } from "react";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import type { PeersNow } from "./peers.tsx";
import { change, instantIn } from "./queries.ts";

const changes = ["peers"] as const;

type Given = { readonly data: PeersNow; readonly me: string; readonly mayAdd: boolean };

/** Who is there for the others, and when. Each puts themselves on it. */
export function Rota({ data: { turns }, me, mayAdd }: Given) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { send, trouble } = useWish((id: string) =>
    change({ method: "DELETE", path: `/api/me/peers/turns/${id}`, changes }),
  );
  const until = (from: number, to: number) =>
    times.weekday(from) === times.weekday(to)
      ? times.minute(to)
      : `${times.weekday(to)}, ${times.minute(to)}`;
  return (
    <>
      <h3>{say("peer.rota")}</h3>
      {turns.length === 0 && <p className="soft">{say("peer.rota.none")}</p>}
      <ul className="lines">
        {turns.map(({ id, staffId, startsAt, endsAt }) => (
          <li key={id}>
            <span>
              {say("peer.turn", {
                name: nameFor(staffId),
                day: times.weekday(startsAt),
                from: times.minute(startsAt),
                to: until(startsAt, endsAt),
              })}
            </span>
            {staffId === me && (
              <Button look="quiet" onPress={() => send(id)}>
                {say("peer.turn.drop")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
      {mayAdd && <AddTurn />}
    </>
  );
}

function AddTurn() {
  const say = useWords();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const { send, trouble, isPending } = useWish(async () => {
    const body = { startsAt: instantIn(from), endsAt: instantIn(to) };
    const outcome = await change({ method: "POST", path: "/api/me/peers/turns", body, changes });
    if (outcome.ok) {
      setFrom("");
      setTo("");
    }
    return outcome;
  });
  return (
    <>
      <div className="pair">
        <LineField
          label={say("peer.turn.from")}
          type="datetime-local"
          value={from}
          onChange={setFrom}
        />
        <LineField label={say("peer.turn.to")} type="datetime-local" value={to} onChange={setTo} />
      </div>
      {from !== "" && to !== "" && (
        <div className="row">
          <Button isPending={isPending} onPress={() => send(null)}>
            {say("peer.turn.add")}
          </Button>
        </div>
      )}
      <TroubleSaid trouble={trouble} />
    </>
  );
}
