import { queryOptions, useQuery } from "@tanstack/react-query";
import { done } from "../../../http/contract.ts";
import { notToMeAnswer } from "../../../http/contract-restrictions.ts";
import { read, useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";

const notToMeQuery = queryOptions({
  queryKey: ["notToMe"],
  queryFn: () => read("/api/me/not-to-me", notToMeAnswer),
});

/** Whom one chose not to be rung for: by the day it ends, for nothing else is known of them, and an end before that. */
export function NotToMe() {
  const say = useWords();
  const times = useTimes();
  const { data } = useQuery(notToMeQuery);
  const { send, trouble } = useWish((id: string) =>
    wish({
      method: "DELETE",
      path: `/api/me/not-to-me/${id}`,
      answer: done,
      changes: ["notToMe"],
    }),
  );
  return (
    <div className="card">
      <h2>{say("notToMe.title")}</h2>
      <p className="soft">{say("notToMe.text")}</p>
      {data?.choices.length === 0 && <p>{say("notToMe.none")}</p>}
      <ul className="lines">
        {data?.choices.map(({ id, until }) => (
          <li key={id}>
            <span>{say("notToMe.until", { day: times.day(until) })}</span>
            <Twice look="quiet" onSure={() => send(id)}>
              {say("notToMe.takeBack")}
            </Twice>
          </li>
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
