import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { made } from "../../../http/contract-shifts.ts";
import { peopleQuery } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { ListField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { nameOf, useWhen, type Agreed } from "./agreed.ts";
import type { Me } from "./page.tsx";

type Given = {
  readonly me: Me;
  readonly shift: Agreed;
  readonly coming: readonly Agreed[];
  readonly onEnd: () => void;
};

const NONE = "";

/** Asks one colleague to take a shift of mine, perhaps for one of theirs. */
export function AskSwap({ me, shift, coming, onEnd }: Given) {
  const say = useWords();
  const { data } = useQuery(peopleQuery);
  const [toId, choose] = useState(NONE);
  const [back, chooseBack] = useState(NONE);
  const others = (data?.people ?? []).filter(({ id, answers }) => answers && id !== me.id);
  const theirs = coming.filter(({ staffId }) => staffId === toId);
  const { send, trouble, isPending } = useWish(async () => {
    const inReturn = theirs.find((one) => nameOf(one) === back);
    const body = { toId, shift: named(shift), inReturn: inReturn ? named(inReturn) : null };
    const asked = { method: "POST", path: "/api/shifts/swaps", body, answer: made } as const;
    const outcome = await wish({ ...asked, changes: ["swaps"] });
    if (outcome.ok) onEnd();
    return outcome;
  });
  return (
    <div className="stack ask-swap">
      <ListField
        label={say("swap.with")}
        options={[NONE, ...others.map(({ id }) => id)]}
        value={toId}
        onChange={(id) => {
          choose(id);
          chooseBack(NONE);
        }}
        say={(id) => others.find((one) => one.id === id)?.name ?? say("swap.choose")}
      />
      {theirs.length > 0 && <InReturn theirs={theirs} back={back} choose={chooseBack} />}
      <div className="row">
        {toId !== NONE && (
          <Button look="main" isPending={isPending} onPress={() => send(null)}>
            {say("swap.ask")}
          </Button>
        )}
        <Button look="quiet" onPress={onEnd}>
          {say("swap.leave")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

type Back = {
  readonly theirs: readonly Agreed[];
  readonly back: string;
  readonly choose: (name: string) => void;
};

function InReturn({ theirs, back, choose }: Back) {
  const say = useWords();
  const when = useWhen();
  const saidOf = (name: string) => {
    const one = theirs.find((other) => nameOf(other) === name);
    return one === undefined ? say("swap.nothing") : when(one);
  };
  return (
    <ListField
      label={say("swap.inReturn")}
      options={[NONE, ...theirs.map(nameOf)]}
      value={back}
      onChange={choose}
      say={saidOf}
    />
  );
}

const named = ({ ruleId, day }: Agreed) => ({ ruleId, day });
