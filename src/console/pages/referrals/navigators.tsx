import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { allReferralsAnswer } from "../../../http/contract-referrals.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { dayOf, endOf } from "../staff/training.ts";
import { allReferralsQuery, change } from "./queries.ts";

type Navigator = z.infer<typeof allReferralsAnswer>["navigators"][number];

/** People of other organisations, invited under People: for whom they are there, and until when they see anything. */
export function Navigators() {
  const say = useWords();
  const { data } = useQuery(allReferralsQuery);
  if (data === undefined) return null;
  return (
    <div className="card">
      <h2>{say("navigators.title")}</h2>
      <p className="soft">{say("navigators.text")}</p>
      {data.navigators.length === 0 && <p>{say("navigators.none")}</p>}
      <ol className="lines">
        {data.navigators.map((one) => (
          <One key={one.id} one={one} now={data.now} />
        ))}
      </ol>
    </div>
  );
}

function One({ one, now }: { readonly one: Navigator; readonly now: number }) {
  const say = useWords();
  const times = useTimes();
  const { until } = one;
  const sees = until !== null && now < until;
  return (
    <li className="stack">
      <span>
        <strong>{one.name}</strong> {one.organisation ?? ""} ·{" "}
        <span className={sees ? "soft" : "late"}>
          {sees
            ? say("navigators.until", { day: times.day(until) })
            : say("navigators.seesNothing")}
        </span>
        {!one.hasPhone && <span className="soft"> · {say("navigators.noPhone")}</span>}
      </span>
      <Standing one={one} />
    </li>
  );
}

/** For whom, and until when. */
function Standing({ one }: { readonly one: Navigator }) {
  const say = useWords();
  const [organisation, type] = useState(one.organisation ?? "");
  const [day, typeDay] = useState(dayOf(one.until));
  const until = endOf(day);
  const { send, trouble, isPending } = useWish(() =>
    change({
      method: "PUT",
      path: `/api/staff/${one.id}/navigator`,
      body: { organisation, until },
    }),
  );
  return (
    <>
      <div className="pair">
        <LineField
          label={
            <>
              {say("navigators.organisation")}
              <span className="hush"> {one.name}</span>
            </>
          }
          value={organisation}
          onChange={type}
        />
        <LineField
          label={
            <>
              {say("navigators.day")}
              <span className="hush"> {one.name}</span>
            </>
          }
          type="date"
          value={day}
          onChange={typeDay}
        />
        {organisation.trim() !== "" && until !== null && (
          <div className="row beside">
            <Button isPending={isPending} onPress={() => send(null)}>
              {say("navigators.save")}
              <span className="hush"> {one.name}</span>
            </Button>
          </div>
        )}
      </div>
      <TroubleSaid trouble={trouble} />
    </>
  );
}
