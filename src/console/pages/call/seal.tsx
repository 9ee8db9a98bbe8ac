import { useState } from "react";
import { REASONS_TO_OPEN } from "../../../domain/audit.ts";
import type { SessionView } from "../../../http/contract.ts";
import { useMe } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { WishButton } from "./wish-button.tsx";

/** In the place of where they are. Looking before it is needed says why, and is written down. */
export function Seal({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const [asks, setAsks] = useState(false);
  return (
    <div className="seal">
      <p>
        <strong>{say("seal.title")}</strong>
      </p>
      <p className="soft">{say(asks ? "seal.why" : "seal.text")}</p>
      {asks ? (
        <div className="choices">
          {REASONS_TO_OPEN.map((because) => (
            <WishButton
              key={because}
              session={session}
              wish={{ name: "open-place", body: { because } }}
            >
              {say(`seal.${because}`)}
            </WishButton>
          ))}
        </div>
      ) : (
        <Button onPress={() => setAsks(true)}>{say("seal.open")}</Button>
      )}
    </div>
  );
}

/** Said why, they see the place for a while: how long, so that it does not go from under their hands. */
export function OpenUntil({ session: { seal } }: { readonly session: SessionView }) {
  const say = useWords();
  const times = useTimes();
  const { data: me } = useMe();
  if (seal === null || !seal.shut) return null;
  const until = Math.max(
    0,
    ...seal.openTo.filter(({ staffId }) => staffId === me?.id).map((one) => one.until),
  );
  if (until === 0) return null;
  return <p className="soft">{say("seal.openUntil", { time: times.second(until) })}</p>;
}
