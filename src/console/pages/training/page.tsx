import { useQuery } from "@tanstack/react-query";
import { mayOnLine } from "../../../domain/permissions.ts";
import { Refused, useMe } from "../../client/queries.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Kinds } from "./kinds.tsx";
import { MyCertificates, MyWork } from "./mine.tsx";
import { People } from "./people.tsx";
import { Practice } from "./practice.tsx";
import { ownQuery } from "./queries.ts";
import "./training.css";

/** What I do of the work, know, and practise; for those who supervise, what the others need. */
export function TrainingPage() {
  const say = useWords();
  const { data: me } = useMe();
  const { data: own, error } = useQuery(ownQuery);
  if (me === undefined) return null;
  return (
    <section className="page training">
      <h1>{say("training.title")}</h1>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      {mayOnLine(me, "keepTraining") && <People />}
      {mayOnLine(me, "keepTraining") && <Kinds />}
      {own !== undefined && (
        <div className="halves">
          {mayOnLine(me, "answerCalls") ? <Practice own={own} /> : <Learning />}
          <div className="stack">
            <MyCertificates own={own} />
            <MyWork own={own} />
          </div>
        </div>
      )}
    </section>
  );
}

/** A trainee is introduced, and never alone (PRACTICE 33). */
function Learning() {
  const say = useWords();
  return (
    <div className="card">
      <h2>{say("training.learning")}</h2>
      <p>{say("training.learning.text")}</p>
    </div>
  );
}
