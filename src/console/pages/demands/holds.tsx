import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { z } from "zod";
import { holdAnswer, type holdsAnswer } from "../../../http/contract-holds.ts";
import { useNames } from "../../client/people.ts";
import { Refused, useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { AskHold } from "./ask-hold.tsx";
import { holdsQuery } from "./queries.ts";

type Hold = z.infer<typeof holdsAnswer>["holds"][number];

/** What two named people keep from being erased, for which paper, and until when (PRACTICE 36). */
export function Holds({ me }: { readonly me: string }) {
  const say = useWords();
  const { data, error } = useQuery(holdsQuery);
  const { send, trouble } = useWish((id: string) =>
    wish({
      method: "POST",
      path: `/api/holds/${id}/confirm`,
      body: {},
      answer: holdAnswer,
      changes: ["holds"],
    }),
  );
  return (
    <div className="card">
      <h2>{say("holds.title")}</h2>
      <p className="soft">{say("holds.text")}</p>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      {data?.holds.length === 0 && <p>{say("holds.none")}</p>}
      <ul className="lines">
        {(data?.holds ?? []).map((hold) => (
          <One key={hold.id} hold={hold} me={me} confirm={() => send(hold.id)} />
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
      <AskHold />
    </div>
  );
}

type Given = { readonly hold: Hold; readonly me: string; readonly confirm: () => void };

function One({ hold, me, confirm }: Given) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { reference, sessionIds, state, askedBy, askedAt, confirmedBy, expiresAt } = hold;
  return (
    <li>
      <span>
        <strong>{reference}</strong>{" "}
        <span className={`hold-state ${state}`}>{say(`holds.state.${state}`)}</span>
        <br />
        <span className="soft">
          {say("holds.asked", { name: nameFor(askedBy), day: times.day(askedAt) })}
          {confirmedBy !== null &&
            ` · ${say("holds.confirmed", { name: nameFor(confirmedBy) })}`} ·{" "}
          {say("holds.until", { day: times.day(expiresAt) })}
        </span>
        <span className="held-calls">
          {sessionIds.map((id, index) => (
            <Link key={id} to="/log/$id" params={{ id }}>
              {say("holds.call", { n: index + 1 })}
            </Link>
          ))}
        </span>
      </span>
      {state === "asked" &&
        (askedBy === me ? (
          <span className="soft">{say("holds.waits")}</span>
        ) : (
          <Twice look="plain" onSure={confirm}>
            {say("holds.confirm")}
          </Twice>
        ))}
    </li>
  );
}
