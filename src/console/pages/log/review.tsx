import { useQuery } from "@tanstack/react-query";
import { stepRefused } from "../../../domain/reviews/review.ts";
import type { Account } from "../../../http/contract-call-log.ts";
import type { ReviewFile } from "../../../http/contract-reviews.ts";
import { Refused, useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { review as reviewed, reviewQuery } from "./queries.ts";
import { Changes } from "./review-changes.tsx";
import { Contributed, Happened } from "./review-found.tsx";
import { People } from "./review-people.tsx";
import { StepOf, type Looked } from "./review-step.tsx";

type Given = { readonly account: Account };

/** Looking back, a step at a time: people, what happened, what contributed, what changes. No step names who was to blame. */
export function Review({ account }: Given) {
  const say = useWords();
  const { call, review } = account;
  return (
    <div className="card review">
      <h2>{say("review.title")}</h2>
      {review === null ? (
        <p>{say(call.outcome === "open" ? "review.later" : "review.none")}</p>
      ) : (
        <Asked account={account} />
      )}
    </div>
  );
}

function Asked({ account }: Given) {
  const { data, error } = useQuery(reviewQuery(account.call.id));
  if (data === undefined || data.review === null)
    return <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />;
  return <Steps looked={lookedOf(account, data, data.review)} />;
}

function lookedOf({ call }: Account, file: ReviewFile, review: Looked["review"]): Looked {
  const outcome = call.outcome === "open" ? null : call.outcome;
  const support = file.support.map((one) => one.support);
  const names = new Map([...file.people, ...file.owners].map(({ id, name }) => [id, name]));
  return {
    id: call.id,
    died: outcome === "died",
    file,
    review,
    nameOf: (id) => names.get(id) ?? id,
    refused: (step) => stepRefused(step, { review, outcome, support }),
  };
}

function Steps({ looked }: { readonly looked: Looked }) {
  return (
    <ol className="steps">
      <People looked={looked} />
      <Happened looked={looked} />
      <Contributed looked={looked} />
      <Changes looked={looked} />
      <Close looked={looked} />
    </ol>
  );
}

function Close({ looked }: { readonly looked: Looked }) {
  const say = useWords();
  const times = useTimes();
  const { id, review, nameOf, refused } = looked;
  const { send, trouble, isPending } = useWish(() => reviewed(id, { step: "close", body: {} }));
  const { reviewed: by } = review;
  return (
    <StepOf title={say("review.close")} waits={refused("closed")}>
      {by === null ? (
        <>
          <p className="soft">{say("review.close.text")}</p>
          <Button look="main" isPending={isPending} onPress={() => send()}>
            {say("review.finish")}
          </Button>
        </>
      ) : (
        <p className="good">{say("review.done", { who: nameOf(by.by), day: times.day(by.at) })}</p>
      )}
      <TroubleSaid trouble={trouble} />
    </StepOf>
  );
}
