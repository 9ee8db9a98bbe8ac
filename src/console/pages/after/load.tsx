import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { useWish } from "../../client/queries.ts";
import { ListField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { change, loadQuery } from "./queries.ts";

const NONE = "none";

/** After how many callers in a shift I am rung after the others. */
export function MyLimit() {
  const say = useWords();
  const { data } = useQuery(loadQuery);
  // What was chosen is shown until the line has said what holds: the next key goes on from there.
  const [chosen, choose] = useState<string | null>(null);
  const { send, trouble } = useWish(async (next: string) => {
    const body = { limit: next === NONE ? null : Number(next) };
    const asked = { method: "PUT", path: "/api/me/load", body, changes: ["load"] } as const;
    const outcome = await change(asked);
    choose((now) => (now === next ? null : now));
    return outcome;
  });
  if (data === undefined) return null;
  const { limit, calls, most } = data;
  const counts = Array.from({ length: most }, (_, index) => String(index + 1));
  return (
    <div className="card">
      <h2>{say("load.title")}</h2>
      <p className="soft">{say("load.text")}</p>
      <ListField
        label={say("load.limit")}
        options={[NONE, ...counts]}
        value={chosen ?? (limit === null ? NONE : String(limit))}
        onChange={(next) => {
          choose(next);
          send(next);
        }}
        say={(one) => (one === NONE ? say("load.none") : one)}
      />
      {limit !== null && (
        <p role="status">
          {say("load.so", { count: calls })} {calls >= limit && say("load.reached")}
        </p>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
