import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { done } from "../../../http/contract.ts";
import type { restrictionsAnswer } from "../../../http/contract-restrictions.ts";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { restrictionsQuery } from "./queries.ts";

type Restriction = z.infer<typeof restrictionsAnswer>["restrictions"][number];
type Settle = (answer: { readonly id: string; readonly how: "approve" | "lift" }) => void;

/** Asked for or in force. Whoever asked does not approve it: another supervisor decides. */
export function Restrictions({ me }: { readonly me: string | null }) {
  const say = useWords();
  const { data } = useQuery(restrictionsQuery);
  const { send, trouble } = useWish(
    ({ id, how }: { readonly id: string; readonly how: "approve" | "lift" }) =>
      wish({
        method: "POST",
        path: `/api/restrictions/${id}/${how}`,
        body: {},
        answer: done,
        changes: ["restrictions"],
      }),
  );
  return (
    <div className="card">
      <h2>{say("restrictions.title")}</h2>
      <p className="soft">{say("restrictions.text")}</p>
      {data?.restrictions.length === 0 && <p>{say("restrictions.none")}</p>}
      <ul className="lines">
        {(data?.restrictions ?? []).map((one) => (
          <One key={one.id} one={one} me={me} settle={send} />
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

type Given = { readonly one: Restriction; readonly me: string | null; readonly settle: Settle };

function One({ one, me, settle }: Given) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { id, approvedBy, askedBy, rehearsal } = one;
  const until = { day: times.weekday(one.until), time: times.minute(one.until) };
  return (
    <li>
      <span>
        <strong>{say(`restrictions.step.${one.step}`)}</strong>{" "}
        {say(`restrictions.reason.${one.reason}`)}
        {rehearsal && ` · ${say("people.rehearsal")}`}
        <br />
        <span className="soft">
          {say("restrictions.asked", { name: nameFor(askedBy), count: one.days })} ·{" "}
          {approvedBy === null
            ? say("restrictions.waits", until)
            : say("restrictions.stands", { name: nameFor(approvedBy), ...until })}
        </span>
      </span>
      <span className="row">
        {approvedBy === null && askedBy !== me && (
          <Twice look="plain" onSure={() => settle({ id, how: "approve" })}>
            {say("restrictions.approve")}
          </Twice>
        )}
        <Twice look="quiet" onSure={() => settle({ id, how: "lift" })}>
          {say("restrictions.lift")}
        </Twice>
      </span>
    </li>
  );
}
