import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../http/contract.ts";
import { known } from "../../client/line.ts";
import { peopleQuery } from "../../client/people.ts";
import { BOARD, type Board } from "../../client/rows.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import type { Whose } from "./acts.tsx";
import { inCalls } from "./standings.ts";
import { useBoardWish } from "./use-board-wish.ts";

type Given = {
  readonly session: SessionView;
  readonly whose: Whose;
  readonly done: () => void;
};

/** Somebody who is free is rung for this call. Whoever is with the caller stays until they are there. */
export function HandOver({ session, whose, done }: Given) {
  const say = useWords();
  const { data } = useQuery(peopleQuery);
  const { send, trouble, isPending } = useBoardWish(session, whose.meId);
  const busy = inCalls(known.getQueryData<Board>(BOARD)?.sessions ?? []);
  const free = (data?.people ?? []).filter(
    ({ id, on, answers }) =>
      answers && on !== null && on.state !== "away" && id !== whose.meId && !busy.has(id),
  );
  const isWith = session.company.state === "with";
  const press = (wish: Parameters<typeof send>[0]) =>
    send(wish, { onSuccess: (outcome) => outcome.ok && done() });
  return (
    <div className="hand-over">
      <p>{say(isWith ? "board.handOver.how" : "board.sendSomebody.how")}</p>
      <div className="row">
        {free.map(({ id, name, languages }) => (
          <Button
            key={id}
            isPending={isPending}
            onPress={() => press({ name: "hand-over", body: { to: id } })}
          >
            {name} ({languages.map((one) => say(`call.language.${one}`)).join(", ")})
          </Button>
        ))}
        {isWith && (
          <Button isPending={isPending} onPress={() => press({ name: "cover", body: null })}>
            {say("board.handOver.anybody")}
          </Button>
        )}
      </div>
      {free.length === 0 && <p className="soft">{say("board.handOver.nobody")}</p>}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
