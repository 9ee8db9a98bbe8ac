import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { aheadQuery } from "../../client/people.ts";
import { Button } from "../../parts/button.tsx";
import { useWords } from "../../words/use.ts";
import type { Me } from "./page.tsx";
import { isAgreed, nameOf, useWhen, type OnWhen } from "./agreed.ts";
import { AskSwap } from "./ask-swap.tsx";
import { Swaps } from "./swaps.tsx";

const SHOWN = 6;

/** What was agreed about me for the next four weeks, and changing places. */
export function NextShifts({ me }: { readonly me: Me }) {
  const say = useWords();
  const { data } = useQuery(aheadQuery);
  const [all, showAll] = useState(false);
  const [asking, ask] = useState<string | null>(null);
  if (data === undefined) return null;
  const coming = data.shifts.filter(isAgreed).filter(({ startsAt }) => startsAt > data.now);
  const mine = coming.filter(({ staffId }) => staffId === me.id);
  const shown = all ? mine : mine.slice(0, SHOWN);
  return (
    <div className="card">
      <h2>{say("next.title")}</h2>
      {mine.length === 0 && <p className="soft">{say("next.none")}</p>}
      <ol className="next-shifts">
        {shown.map((one) => (
          <li key={nameOf(one)}>
            <When shift={one} />
            {asking === nameOf(one) ? (
              <AskSwap me={me} shift={one} coming={coming} onEnd={() => ask(null)} />
            ) : (
              <Button look="quiet" onPress={() => ask(nameOf(one))}>
                {say("next.swap")}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {mine.length > shown.length && (
        <Button look="quiet" onPress={() => showAll(true)}>
          {say("next.all", { count: mine.length })}
        </Button>
      )}
      <Swaps me={me} coming={coming} />
    </div>
  );
}

function When({ shift }: { readonly shift: OnWhen }) {
  const say = useWords();
  const when = useWhen();
  return (
    <span>
      <strong>{when(shift)}</strong>{" "}
      <span className="soft">{say(`shift.circle.${shift.circle}`)}</span>
    </span>
  );
}
