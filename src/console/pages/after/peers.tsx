import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { isOnNow } from "../../../domain/after/peers.ts";
import { mayOnLine } from "../../../domain/permissions.ts";
import { askedAnswer, type peersAnswer } from "../../../http/contract-after.ts";
import type { me as meSchema } from "../../../http/contract.ts";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { Contact } from "./contact.tsx";
import { change, peersQuery } from "./queries.ts";
import { Rota } from "./rota.tsx";

type Me = z.infer<typeof meSchema>;
export type PeersNow = z.infer<typeof peersAnswer>;

const changes = ["peers"] as const;

/** Peers for each other: who is there now, asking them, and the rota. */
export function Peers({ me }: { readonly me: Me }) {
  const say = useWords();
  const { data } = useQuery(peersQuery);
  if (data === undefined) return null;
  const answers = mayOnLine(me, "answerCalls");
  return (
    <div className="card">
      <h2>{say("peer.title")}</h2>
      <p className="soft">{say("peer.text")}</p>
      <There data={data} me={me.id} />
      <Asks data={data} me={me.id} />
      <Rota data={data} me={me.id} mayAdd={answers} />
      <Contact key={data.contact ?? ""} contact={data.contact} />
    </div>
  );
}

type Given = { readonly data: PeersNow; readonly me: string };
type Told = z.infer<typeof askedAnswer>["told"];

function There({ data, me }: Given) {
  const say = useWords();
  const nameFor = useNames();
  const [told, setTold] = useState<{ readonly toId: string; readonly told: Told } | null>(null);
  const { send, trouble, isPending } = useWish(async (toId: string) => {
    const asked = { method: "POST", path: "/api/me/peers/asks", body: { toId } } as const;
    const outcome = await wish({ ...asked, answer: askedAnswer, changes });
    if (outcome.ok) setTold({ toId, told: outcome.value.told });
    return outcome;
  });
  const there = data.turns.filter((turn) => isOnNow(turn, data.now));
  const others = [...new Set(there.map(({ staffId }) => staffId))].filter((id) => id !== me);
  return (
    <>
      <h3>{say("peer.now")}</h3>
      {others.length === 0 && <p>{say("peer.nobody")}</p>}
      <div className="row">
        {others.map((id) => (
          <Button key={id} look="main" isPending={isPending} onPress={() => send(id)}>
            {say("peer.ask", { name: nameFor(id) })}
          </Button>
        ))}
      </div>
      <p role="status">
        {told !== null &&
          say(told.told === "texted" ? "peer.told" : "peer.notTexted", {
            name: nameFor(told.toId),
          })}
      </p>
      <TroubleSaid trouble={trouble} />
    </>
  );
}

/** Seen by the two of them alone. */
function Asks({ data, me }: Given) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { send, trouble } = useWish((id: string) =>
    change({ method: "POST", path: `/api/me/peers/asks/${id}/answered`, body: {}, changes }),
  );
  return (
    <>
      <ul className="lines">
        {data.asks.map(({ id, fromId, toId, at, answeredAt }) => {
          const when = { day: times.weekday(at), time: times.minute(at) };
          const ofMe = toId === me;
          const name = nameFor(ofMe ? fromId : toId);
          return (
            <li key={id}>
              <span>
                {say(ofMe ? "peer.askedYou" : "peer.youAsked", { name, ...when })}{" "}
                {answeredAt !== null && <span className="soft">{say("peer.seen")}</span>}
              </span>
              {ofMe && answeredAt === null && (
                <Button look="main" onPress={() => send(id)}>
                  {say("peer.answer")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <TroubleSaid trouble={trouble} />
    </>
  );
}
