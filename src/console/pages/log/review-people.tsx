import { Link } from "@tanstack/react-router";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { review as reviewed } from "./queries.ts";
import { StepOf, type Looked } from "./review-step.tsx";

type Given = { readonly looked: Looked };

/** Before anything is found: whoever was in it hears of a death from a person, and nobody's debrief waits unoffered. */
export function People({ looked }: Given) {
  const say = useWords();
  const { died, file, review, nameOf } = looked;
  const waits = file.support.some(({ support }) => support === "owed");
  return (
    <StepOf title={say("review.people")} waits={null}>
      {died && <p className="death">{say("review.death")}</p>}
      {died && <Said looked={looked} step="told" />}
      {file.support.length === 0 && <p>{say("review.nobody")}</p>}
      <ul>
        {file.support.map(({ staffId, support }) => (
          <li key={staffId} className={support === "owed" ? "bad" : ""}>
            {say(`review.support.${support}`, { who: nameOf(staffId) })}
          </li>
        ))}
      </ul>
      {waits && (
        <Link className="button" to="/after">
          {say("review.after")}
        </Link>
      )}
      {died && review.told !== null && !waits && <Said looked={looked} step="supported" />}
    </StepOf>
  );
}

function Said({ looked, step }: Given & { readonly step: "told" | "supported" }) {
  const say = useWords();
  const times = useTimes();
  const { id, review, nameOf } = looked;
  const { send, trouble, isPending } = useWish(() => reviewed(id, { step, body: {} }));
  const taken = review[step];
  if (taken !== null) {
    const when = { day: times.day(taken.at), time: times.minute(taken.at) };
    return <p className="good">{say(`review.${step}.done`, { who: nameOf(taken.by), ...when })}</p>;
  }
  return (
    <>
      <Button look="main" isPending={isPending} onPress={() => send()}>
        {say(`review.${step}`)}
      </Button>
      <TroubleSaid trouble={trouble} />
    </>
  );
}
