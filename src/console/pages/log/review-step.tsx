import type { ReactNode } from "react";
import type { ReviewRefusal, ReviewStep } from "../../../domain/reviews/review.ts";
import type { ReviewFile } from "../../../http/contract-reviews.ts";
import { useTimes, useWords } from "../../words/use.ts";

/** One review, for whatever shows a part of it. */
export type Looked = {
  readonly id: string;
  readonly died: boolean;
  readonly file: ReviewFile;
  readonly review: NonNullable<ReviewFile["review"]>;
  readonly nameOf: (id: string) => string;
  /** Why a step cannot be taken yet. */
  readonly refused: (step: ReviewStep) => ReviewRefusal | null;
};

type OneStep = {
  readonly title: string;
  /** What has to come first; null: this can be done. */
  readonly waits: ReviewRefusal | null;
  readonly children: ReactNode;
};

/** One step; until it can be taken, what comes before it: said once, in the first of several that wait. */
export function StepOf({ title, waits, children }: OneStep) {
  const say = useWords();
  const isOpen = waits === null || waits === "reviewedAlready";
  return (
    <li className={isOpen ? "stack" : "stack shut"}>
      <h3>{title}</h3>
      {isOpen ? children : <p className="soft">{say(`problem.${waits}`)}</p>}
    </li>
  );
}

type Step = NonNullable<Looked["review"]["told"]>;

/** Who said so, and when. */
export function SaidBy({ looked, step }: { readonly looked: Looked; readonly step: Step }) {
  const say = useWords();
  const times = useTimes();
  const when = { day: times.day(step.at), time: times.minute(step.at) };
  return <p className="soft">{say("review.said", { who: looked.nameOf(step.by), ...when })}</p>;
}
