import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { done } from "../../../http/contract.ts";
import { calendarAnswer } from "../../../http/contract-shifts.ts";
import { choicesQuery } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { ShownOnce } from "../../parts/shown-once.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";

const at = { path: "/api/me/calendar", changes: ["choices"] };

/** My shifts in my own calendar, by a secret address that the line cannot show again. */
export function CalendarLink() {
  const say = useWords();
  const times = useTimes();
  const { data } = useQuery(choicesQuery);
  const [url, show] = useState<string | null>(null);
  const make = useWish(async () => {
    const outcome = await wish({ ...at, method: "POST", body: {}, answer: calendarAnswer });
    if (outcome.ok) show(outcome.value.url);
    return outcome;
  });
  const end = useWish(async () => {
    const outcome = await wish({ ...at, method: "DELETE", answer: done });
    if (outcome.ok) show(null);
    return outcome;
  });
  if (data === undefined) return null;
  const { calendarMadeAt: madeAt } = data;
  return (
    <div className="card">
      <h2>{say("calendar.title")}</h2>
      <p className="soft">
        {madeAt === null
          ? say("calendar.text")
          : say("calendar.there", { date: times.day(madeAt) })}
      </p>
      {url !== null && <ShownOnce label={say("calendar.once")} text={url} />}
      <div className="row">
        {madeAt === null ? (
          <Button isPending={make.isPending} onPress={() => make.send(null)}>
            {say("calendar.make")}
          </Button>
        ) : (
          <>
            <Twice look="plain" onSure={() => make.send(null)}>
              {say("calendar.again")}
            </Twice>
            <Twice look="plain" onSure={() => end.send(null)}>
              {say("calendar.end")}
            </Twice>
          </>
        )}
      </div>
      <TroubleSaid trouble={make.trouble ?? end.trouble} />
    </div>
  );
}
