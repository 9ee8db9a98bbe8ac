import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../http/contract.ts";
import { Refused, useMe, useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField, TickField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Handing } from "./handing.tsx";
import { callReferralsQuery, onCall, type CallReferrals } from "./queries.ts";
import { Wanted } from "./wanted.tsx";
import "../../parts/owed.css";
import "./referrals.css";

type Given = { readonly session: SessionView };

/** A referral in this call, at the caller's own wish: offered or not, wanted or not now. Nobody counts it. */
export function ReferralOnCall({ session }: Given) {
  const say = useWords();
  const { data: me } = useMe();
  const { data, error } = useQuery(callReferralsQuery(session.id));
  const [writes, write] = useState(false);
  if (error instanceof Refused) return <TroubleSaid trouble={error.trouble} />;
  if (data === undefined || me === undefined) return null;
  return (
    <div className="referrals stack">
      <p className="soft">{say("referral.text")}</p>
      <Said key={`${data.said} ${data.again}`} session={session} talk={data} />
      <ol className="lines">
        {data.referrals.map((one) => (
          <Handing key={one.id} session={session} one={one} me={me.id} />
        ))}
      </ol>
      {writes ? (
        <Wanted session={session} onEnd={() => write(false)} />
      ) : (
        <div className="row">
          <Button onPress={() => write(true)}>{say("referral.wanted")}</Button>
        </div>
      )}
    </div>
  );
}

type Talk = Pick<CallReferrals, "said" | "again" | "keep">;

/** What was said so far. After "not now" nothing here asks for more. */
function Said({ session, talk }: Given & { readonly talk: Talk }) {
  const say = useWords();
  const [again, type] = useState(talk.again ?? "");
  const [keep, choose] = useState(talk.keep);
  const { send, trouble } = useWish((said: "offered" | "notNow") => {
    const words = again.trim() === "" ? null : again.trim();
    const body = { said, again: words, keep: keep && words !== null };
    return onCall({ sessionId: session.id, name: "referral-said", body });
  });
  return (
    <div className="stack">
      <p>
        {say(`referral.said.${talk.said ?? "nothing"}`)}
        {talk.again !== null && ` ${say("referral.hearOf", { what: talk.again })}`}
      </p>
      <LineField
        label={say("referral.again")}
        hint={say("referral.again.hint")}
        value={again}
        onChange={type}
      />
      {again.trim() !== "" && (
        <TickField isSelected={keep} onChange={choose}>
          {say("referral.keep")}
        </TickField>
      )}
      <div className="row">
        {talk.said === null && (
          <Button onPress={() => send("offered")}>{say("referral.offered")}</Button>
        )}
        <Button onPress={() => send("notNow")}>{say("referral.notNow")}</Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
