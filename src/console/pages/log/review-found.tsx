import { useState } from "react";
import {
  CAUSES,
  FINDINGS,
  goTogether,
  type Cause,
  type Finding,
} from "../../../domain/reviews/review.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TickField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { review as reviewed } from "./queries.ts";
import { SaidBy, StepOf, type Looked } from "./review-step.tsx";

type Given = { readonly looked: Looked };

/** What the page tells, and what it came to. */
export function Happened({ looked }: Given) {
  const say = useWords();
  const { id, review, refused } = looked;
  const keep = (findings: readonly Finding[]) =>
    reviewed(id, { step: "findings", body: { findings } });
  return (
    <StepOf title={say("review.happened")} waits={refused("found")}>
      <p className="soft">{say("review.happened.text")}</p>
      <Cover looked={looked} />
      <Words
        looked={looked}
        label={say("review.findings")}
        words={FINDINGS}
        said={review.findings}
        by={review.found}
        fit={(some) => some.length > 0}
        nameOf={(one) => say(`finding.${one}`)}
        keep={keep}
        keepWord={say("review.findings.keep")}
      />
    </StepOf>
  );
}

function Cover({ looked: { file } }: Given) {
  const say = useWords();
  if (file.cover === null) return null;
  const { free, fewestFree: fewest, nobodyFreeMinutes, shortMinutes } = file.cover;
  const minutes = { alone: nobodyFreeMinutes, short: shortMinutes };
  return <p>{say("review.cover", { free, fewest, ...minutes })}</p>;
}

/** A just culture: no word of this list is a person's. */
export function Contributed({ looked }: Given) {
  const say = useWords();
  const { id, review, refused } = looked;
  const keep = (causes: readonly Cause[]) => reviewed(id, { step: "causes", body: { causes } });
  return (
    <StepOf title={say("review.contributed")} waits={refused("explained")}>
      <p className="soft">{say("review.contributed.text")}</p>
      <Words
        looked={looked}
        label={say("review.contributed")}
        words={CAUSES}
        said={review.causes}
        by={review.explained}
        fit={goTogether}
        nameOf={(one) => say(`cause.${one}`)}
        keep={keep}
        keepWord={say("review.causes.keep")}
      />
    </StepOf>
  );
}

type Listed<T extends string> = Given & {
  readonly label: string;
  readonly words: readonly T[];
  readonly said: readonly T[];
  readonly by: Looked["review"]["found"];
  /** Whether they can be kept so. */
  readonly fit: (some: readonly T[]) => boolean;
  readonly nameOf: (word: T) => string;
  readonly keep: (some: readonly T[]) => ReturnType<typeof reviewed>;
  readonly keepWord: string;
};

/** Words of a list: as they were said, or to be chosen. */
function Words<T extends string>(given: Listed<T>) {
  const say = useWords();
  const { looked, said, by, nameOf } = given;
  const [anew, sayAnew] = useState(false);
  const isOver = looked.review.reviewed !== null;
  if (isOver || (by !== null && !anew)) {
    return (
      <>
        <ul>
          {said.map((one) => (
            <li key={one}>{nameOf(one)}</li>
          ))}
        </ul>
        {by !== null && <SaidBy looked={looked} step={by} />}
        {!isOver && (
          <Button look="quiet" onPress={() => sayAnew(true)}>
            {say("review.anew")}
            <span className="hush"> {given.label}</span>
          </Button>
        )}
      </>
    );
  }
  return <Choose {...given} onKept={() => sayAnew(false)} />;
}

function Choose<T extends string>({
  label,
  words,
  said,
  fit,
  nameOf,
  keep,
  keepWord,
  onKept,
}: Listed<T> & { readonly onKept: () => void }) {
  const [chosen, choose] = useState<readonly T[]>(said);
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await keep(chosen);
    if (outcome.ok) onKept();
    return outcome;
  });
  const tick = (one: T, on: boolean) =>
    choose(words.filter((other) => (other === one ? on : chosen.includes(other))));
  return (
    <div role="group" aria-label={label} className="stack">
      <div>
        {words.map((one) => (
          <TickField key={one} isSelected={chosen.includes(one)} onChange={(on) => tick(one, on)}>
            {nameOf(one)}
          </TickField>
        ))}
      </div>
      {fit(chosen) && (
        <Button look="main" isPending={isPending} onPress={() => send()}>
          {keepWord}
        </Button>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
