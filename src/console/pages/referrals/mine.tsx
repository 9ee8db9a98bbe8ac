import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { ReferralShown } from "../../../http/contract-referrals.ts";
import { Refused, useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { PromiseFields, type Promised } from "./promise.tsx";
import { change, openedQuery, ownReferralsQuery } from "./queries.ts";

/** Handed to me, or promised by me. */
export function MyReferrals({ isNavigator }: { readonly isNavigator: boolean }) {
  const say = useWords();
  const { data, error } = useQuery(ownReferralsQuery);
  const whose = isNavigator ? "handed" : "promised";
  return (
    <div className="card">
      <h2>{say(`referrals.mine.${whose}`)}</h2>
      <p className="soft">{say(`referrals.mine.${whose}.text`)}</p>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      {data?.referrals.length === 0 && <p>{say("referrals.mine.none")}</p>}
      <ol className="lines">
        {data?.referrals.map((one) => (
          <Mine key={one.id} one={one} now={data.now} isNavigator={isNavigator} />
        ))}
      </ol>
    </div>
  );
}

type Given = {
  readonly one: ReferralShown;
  readonly now: number;
  readonly isNavigator: boolean;
};
type Deed = { readonly what: string; readonly body?: object };

function Mine({ one, now, isNavigator }: Given) {
  const say = useWords();
  const times = useTimes();
  const [open, setOpen] = useState(false);
  const { send, trouble } = useWish(({ what, body = {} }: Deed) =>
    change({ method: "POST", path: `/api/me/referrals/${one.id}/${what}`, body }),
  );
  return (
    <li className="stack">
      <span>
        {one.rehearsal && <strong>{say("call.rehearsal")} · </strong>}
        {isNavigator && `${say(one.met ? "referrals.met" : "referrals.notMet")} · `}
        <span className="soft">{say("referrals.until", { day: times.day(one.until) })}</span>
      </span>
      {open ? (
        <Opened id={one.id} />
      ) : (
        <div className="row">
          <Button onPress={() => setOpen(true)}>{say("referrals.open")}</Button>
        </div>
      )}
      <Contact one={one} now={now} mayPromise={isNavigator} send={send} />
      {isNavigator && (
        <div className="row">
          {!one.met && (
            <Button onPress={() => send({ what: "met" })}>{say("referrals.weMet")}</Button>
          )}
          <Twice look="plain" onSure={() => send({ what: "close" })}>
            {say("referrals.close")}
          </Twice>
        </div>
      )}
      <TroubleSaid trouble={trouble} />
    </li>
  );
}

/** Read when it is asked for, and gone from the screen with the page. */
function Opened({ id }: { readonly id: string }) {
  const say = useWords();
  const { data, error } = useQuery(openedQuery(id));
  if (error instanceof Refused) return <TroubleSaid trouble={error.trouble} />;
  if (data === undefined) return null;
  const { details } = data;
  if (details === null) return <p>{say("referrals.shut")}</p>;
  return (
    <dl className="told">
      <dt>{say("referrals.name")}</dt>
      <dd>{details.callerName ?? say("referrals.name.none")}</dd>
      <dt>{say("about.language")}</dt>
      <dd>{say(`call.language.${details.language}`)}</dd>
      <dt>{say("referrals.wish")}</dt>
      <dd>{details.wish}</dd>
      <dt>{say("referrals.reach")}</dt>
      <dd>{details.reach}</dd>
    </dl>
  );
}

type Contacting = {
  readonly one: ReferralShown;
  readonly now: number;
  readonly mayPromise: boolean;
  readonly send: (deed: Deed) => void;
};

/** What was promised them, and what became of it. */
function Contact({ one: { promised }, now, mayPromise, send }: Contacting) {
  const say = useWords();
  const times = useTimes();
  if (promised === null) {
    const make = (given: Promised) => send({ what: "promise", body: given });
    return mayPromise ? <PromiseFields onMake={make} /> : null;
  }
  const { by, dueAt } = promised;
  const when = { day: times.weekday(dueAt), time: times.minute(dueAt) };
  const waived = { what: "promise-waived", body: { reason: "noLongerNeeded" } };
  return (
    <>
      <p className={dueAt <= now ? "late" : ""}>{say(`referrals.promised.${by}`, when)}</p>
      <div className="row">
        <Button look="main" onPress={() => send({ what: "promise-kept" })}>
          {say("referrals.kept")}
        </Button>
        <Twice look="plain" onSure={() => send(waived)}>
          {say("referrals.waive")}
        </Twice>
      </div>
    </>
  );
}
