import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { allReferralsAnswer, ReferralShown } from "../../../http/contract-referrals.ts";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { ListField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { allReferralsQuery, change } from "./queries.ts";

type All = z.infer<typeof allReferralsAnswer>;
const NOBODY = "";

/** That there are some, and who has them: neither whose they are nor what for. */
export function AllReferrals() {
  const say = useWords();
  const { data } = useQuery(allReferralsQuery);
  if (data === undefined) return null;
  return (
    <div className="card">
      <h2>{say("referrals.all")}</h2>
      <p className="soft">{say("referrals.all.text")}</p>
      {data.referrals.length === 0 && <p>{say("referrals.all.none")}</p>}
      <ol className="lines">
        {data.referrals.map((one) => (
          <One key={one.id} one={one} all={data} />
        ))}
      </ol>
    </div>
  );
}

type Given = { readonly one: ReferralShown; readonly all: All };

type There = All["navigators"];

function One({ one, all: { navigators, now } }: Given) {
  const say = useWords();
  const nameFor = useNames();
  const times = useTimes();
  const there = navigators.filter(({ until }) => until !== null && now < until);
  const { promised } = one;
  const lost = one.navigatorId !== null && !there.some(({ id }) => id === one.navigatorId);
  return (
    <li className="stack">
      <span>
        {one.navigatorId === null ? say("referrals.withNobody") : nameFor(one.navigatorId)}
        {lost && <strong className="late"> {say("referrals.navigator.over")}</strong>} ·{" "}
        {say(one.met ? "referrals.met" : "referrals.notMet")} ·{" "}
        <span className="soft">{say("referrals.until", { day: times.day(one.until) })}</span>
      </span>
      {promised !== null && (
        <span className="soft">
          {nameFor(promised.staffId)} :{" "}
          {say(`referrals.promised.${promised.by}`, {
            day: times.weekday(promised.dueAt),
            time: times.minute(promised.dueAt),
          })}
        </span>
      )}
      <Changing one={one} there={there} />
    </li>
  );
}

/** Handed on, or closed at the caller's word. */
function Changing({ one, there }: { readonly one: ReferralShown; readonly there: There }) {
  const say = useWords();
  const [navigatorId, choose] = useState(one.navigatorId ?? NOBODY);
  const { send, trouble } = useWish((asked: { readonly what: string; readonly body: object }) =>
    change({ method: "POST", path: `/api/referrals/${one.id}/${asked.what}`, body: asked.body }),
  );
  return (
    <>
      <div className="pair">
        <ListField
          label={say("referrals.handTo")}
          options={[NOBODY, ...there.map(({ id }) => id)]}
          value={there.some(({ id }) => id === navigatorId) ? navigatorId : NOBODY}
          onChange={choose}
          say={(id) => there.find((other) => other.id === id)?.name ?? say("referrals.choose")}
        />
        <div className="row beside">
          {navigatorId !== NOBODY && navigatorId !== one.navigatorId && (
            <Twice look="plain" onSure={() => send({ what: "hand-over", body: { navigatorId } })}>
              {say("referrals.hand")}
            </Twice>
          )}
          <Twice look="plain" onSure={() => send({ what: "close", body: {} })}>
            {say("referrals.close")}
          </Twice>
        </div>
      </div>
      <TroubleSaid trouble={trouble} />
    </>
  );
}
