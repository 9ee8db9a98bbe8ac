import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { Marks } from "./marks.tsx";
import { change, type Own } from "./queries.ts";

/** One press, and a caller of ours rings: they tell where they are, use, and fall silent. */
export function Practice({ own }: { readonly own: Own }) {
  const say = useWords();
  const { send, trouble, isPending } = useWish(() =>
    change({ method: "POST", path: "/api/me/practice", body: {} }),
  );
  return (
    <div className="card">
      <h2>{say("training.practice")}</h2>
      <p className="soft">{say("training.practice.text")}</p>
      <Due own={own} />
      {own.practice === "ready" ? (
        <div className="row">
          <Button look="main" isPending={isPending} onPress={() => send(null)}>
            {say("training.practise")}
          </Button>
        </div>
      ) : (
        <p>{say(`training.practice.${own.practice}`)}</p>
      )}
      <TroubleSaid trouble={trouble} />
      <h3>{say("training.marks.mine")}</h3>
      <p className="soft">{say("training.marks.text")}</p>
      <Marks rehearsals={own.rehearsals} />
    </div>
  );
}

function Due({ own: { due, now } }: { readonly own: Own }) {
  const say = useWords();
  const times = useTimes();
  if (due === null) return null;
  const date = times.day(due.dueAt);
  return due.dueAt <= now ? (
    <p className="warned">{say("training.due.now", { date })}</p>
  ) : (
    <p>{say("training.due.later", { date })}</p>
  );
}
