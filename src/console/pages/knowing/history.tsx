import { done } from "../../../http/contract.ts";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import type { Version } from "./queries.ts";

type Given = { readonly versions: readonly Version[]; readonly keeps: boolean };

/** Who wrote which version, why, and what became of it; the newest first. What is wrong comes off the screens by one person's word. */
export function History({ versions, keeps }: Given) {
  const say = useWords();
  if (versions.length === 0) return null;
  return (
    <div className="stack">
      <h4>{say("knowing.history")}</h4>
      <ol className="lines">
        {versions.map((one) => (
          <li key={one.id}>
            <OneVersion one={one} />
            {keeps && one.takenBack === null && <TakeBack id={one.id} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function OneVersion({ one }: { readonly one: Version }) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { version, writtenBy, writtenAt, reason } = one;
  return (
    <span>
      {say("knowing.version", { version, name: nameFor(writtenBy), day: times.day(writtenAt) })}{" "}
      {say("knowing.why", { reason })} <Became one={one} />
    </span>
  );
}

function Became({ one: { signed, takenBack, waits } }: { readonly one: Version }) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const parts = [
    signed !== null &&
      say("knowing.state.signed", {
        name: signed.name,
        as: say(`knowing.as.${signed.as}`),
        day: times.day(signed.at),
        by: nameFor(signed.by),
      }),
    takenBack !== null &&
      say("knowing.state.takenBack", { name: nameFor(takenBack.by), day: times.day(takenBack.at) }),
    signed === null && takenBack === null && say(`knowing.state.${waits ? "waits" : "overtaken"}`),
  ];
  return <span className="soft">{parts.filter(Boolean).join(" ")}</span>;
}

export function TakeBack({ id }: { readonly id: string }) {
  const say = useWords();
  const path = `/api/knowing/versions/${id}/take-back`;
  const { send, trouble } = useWish(() =>
    wish({ method: "POST", path, body: {}, answer: done, changes: ["knowing"] }),
  );
  return (
    <>
      <Twice look="quiet" onSure={() => send(null)}>
        {say("knowing.takeBack")}
      </Twice>
      <TroubleSaid trouble={trouble} />
    </>
  );
}
