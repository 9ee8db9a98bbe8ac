import { useQuery } from "@tanstack/react-query";
import { done } from "../../../http/contract.ts";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import type { Override } from "./agreement.ts";
import { rulesQuery } from "./queries.ts";

/** What does not happen this week, and could be put back. */
export function Cancelled({ from, to }: { readonly from: number; readonly to: number }) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { data } = useQuery(rulesQuery);
  const { send, trouble } = useWish(({ ruleId, day }: Override) =>
    wish({
      method: "DELETE",
      path: `/api/shifts/rules/${ruleId}/days/${day}`,
      answer: done,
      changes: ["shifts"],
    }),
  );
  const rules = data?.rules ?? [];
  const gone = (data?.overrides ?? []).filter(({ cancelled, day }) => {
    const noon = Date.parse(`${day}T12:00`);
    return cancelled && noon >= from && noon < to;
  });
  if (gone.length === 0) return null;
  return (
    <div className="card">
      <h2>{say("cancelled.title")}</h2>
      <ul className="lines">
        {gone.map((one) => (
          <li key={`${one.ruleId} ${one.day}`}>
            <span>
              {say("cancelled.one", {
                name: nameFor(rules.find(({ id }) => id === one.ruleId)?.staffId ?? ""),
                day: times.weekday(Date.parse(`${one.day}T12:00`)),
              })}
            </span>
            <Button look="quiet" onPress={() => send(one)}>
              {say("day.restore")}
            </Button>
          </li>
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
