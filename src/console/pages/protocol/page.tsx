import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { mayOnLine } from "../../../domain/permissions.ts";
import { Refused, useMe } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import type { Draft } from "./draft.ts";
import { History } from "./history.tsx";
import { NumberTable } from "./numbers.tsx";
import { Publish } from "./publish.tsx";
import { protocolsQuery, type Protocols } from "./queries.ts";
import "./protocol.css";

/** The numbers the line goes by, who changed which of them, and a new version. */
export function ProtocolPage() {
  const say = useWords();
  const { data, error } = useQuery(protocolsQuery);
  return (
    <section className="page protocol stack">
      <h1>{say("protocol.title")}</h1>
      <p>{say("protocol.text")}</p>
      <p className="row">
        <a href="/promises" hrefLang="en">
          {say("protocol.public.en")}
        </a>
        <a href="/promesses" hrefLang="fr">
          {say("protocol.public.fr")}
        </a>
      </p>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      {data !== undefined && <InForce key={data.inForce.id} protocols={data} />}
    </section>
  );
}

/** A version published meanwhile is another one: what was typed against the one before is gone with it. */
function InForce({ protocols }: { readonly protocols: Protocols }) {
  const say = useWords();
  const times = useTimes();
  const { data: me } = useMe();
  const [draft, write] = useState<Draft | null>(null);
  const { inForce, versions } = protocols;
  const [newest] = versions;
  const keeps = me !== undefined && mayOnLine(me, "keepProtocol");
  return (
    <>
      <div className="card in-force">
        <h2>{say("protocol.inForce", { name: inForce.id })}</h2>
        {newest !== undefined && (
          <p className="soft">
            {say("protocol.since", {
              day: times.day(newest.publishedAt),
              time: times.minute(newest.publishedAt),
            })}{" "}
            {newest.publishedBy === null
              ? say("protocol.unsigned")
              : say("protocol.signed", { name: newest.signedBy })}
          </p>
        )}
        {keeps && draft === null && (
          <div className="row">
            <Button onPress={() => write({})}>{say("protocol.change")}</Button>
          </div>
        )}
      </div>
      <NumberTable numbers={inForce.numbers} draft={draft} write={write} />
      {draft !== null && <Publish inForce={inForce} draft={draft} leave={() => write(null)} />}
      <History versions={versions} />
    </>
  );
}
