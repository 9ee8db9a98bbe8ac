import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { DebriefShown } from "../../../http/contract-after.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useWords } from "../../words/use.ts";
import { Colleague, NOBODY } from "./colleague.tsx";
import { DebriefSaid, useSince } from "./debrief-said.tsx";
import { change, ownDebriefsQuery } from "./queries.ts";

const SHOWN = 5;
const changes = ["debriefs"] as const;

/** What is owed to me, and asking for more. */
export function MyDebriefs({ me }: { readonly me: string }) {
  const say = useWords();
  const { data } = useQuery(ownDebriefsQuery);
  const { send, trouble, isPending } = useWish(() =>
    change({ method: "POST", path: "/api/me/debriefs", body: {}, changes }),
  );
  if (data === undefined) return null;
  const owed = data.debriefs.filter(({ ended }) => ended === null);
  const over = data.debriefs.filter(({ ended }) => ended !== null).slice(0, SHOWN);
  const hasAsked = owed.some(({ sessionId }) => sessionId === null);
  return (
    <div className="card">
      <h2>{say("debrief.mine")}</h2>
      <p className="soft">{say("debrief.mine.text")}</p>
      {owed.length === 0 && <p>{say("debrief.mine.none")}</p>}
      <ul className="lines">
        {owed.map((debrief) => (
          <Owed key={debrief.id} debrief={debrief} me={me} />
        ))}
        {over.map((debrief) => (
          <Over key={debrief.id} debrief={debrief} />
        ))}
      </ul>
      {!hasAsked && (
        <div className="row">
          <Button isPending={isPending} onPress={() => send(null)}>
            {say("debrief.ask")}
          </Button>
        </div>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

export function Over({ debrief }: { readonly debrief: DebriefShown }) {
  const since = useSince();
  return (
    <li>
      <span>
        {since(debrief)}
        <br />
        <DebriefSaid debrief={debrief} />
      </span>
    </li>
  );
}

type Given = { readonly debrief: DebriefShown; readonly me: string };

function Owed({ debrief, me }: Given) {
  const say = useWords();
  const since = useSince();
  const [had, setHad] = useState(false);
  const decline = useWish(() =>
    change({ method: "POST", path: `/api/me/debriefs/${debrief.id}/decline`, body: {}, changes }),
  );
  return (
    <li className="opened">
      <span>
        <strong>{since(debrief)}</strong>
        <br />
        <DebriefSaid debrief={debrief} />
      </span>
      {had ? (
        <Had debrief={debrief} me={me} onEnd={() => setHad(false)} />
      ) : (
        <span className="row">
          <Button onPress={() => setHad(true)}>{say("debrief.had")}</Button>
          <Twice look="quiet" onSure={() => decline.send(null)}>
            {say("debrief.decline")}
          </Twice>
        </span>
      )}
      <TroubleSaid trouble={decline.trouble} />
    </li>
  );
}

function Had({ debrief, me, onEnd }: Given & { readonly onEnd: () => void }) {
  const say = useWords();
  const [withId, choose] = useState(debrief.offered?.withId ?? NOBODY);
  const { send, trouble, isPending } = useWish(() =>
    change({
      method: "POST",
      path: `/api/me/debriefs/${debrief.id}/done`,
      body: { withId },
      changes,
    }),
  );
  return (
    <div className="stack">
      <Colleague label={say("debrief.with")} value={withId} onChange={choose} except={[me]} />
      <div className="row">
        {withId !== NOBODY && (
          <Button look="main" isPending={isPending} onPress={() => send(null)}>
            {say("debrief.keep")}
          </Button>
        )}
        <Button look="quiet" onPress={onEnd}>
          {say("after.leave")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
