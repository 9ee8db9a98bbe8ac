import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { done } from "../../../http/contract.ts";
import type { swapsAnswer } from "../../../http/contract-shifts.ts";
import { swapsQuery, useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { nameOf, useWhen, type Agreed } from "./agreed.ts";
import type { Me } from "./page.tsx";

type Swap = z.infer<typeof swapsAnswer>["swaps"][number];
type Answer = { readonly id: string; readonly how: "accept" | "decline" | "withdraw" };

const ASKED = ["accept", "decline"] as const;
const ASKING = ["withdraw"] as const;
const ANSWERED_SHOWN = 3;

/** Asked of me, asked by me, and what became of the last ones. */
export function Swaps({ me, coming }: { readonly me: Me; readonly coming: readonly Agreed[] }) {
  const say = useWords();
  const { data } = useQuery(swapsQuery);
  const { send, trouble } = useWish(({ id, how }: Answer) =>
    wish({
      method: "POST",
      path: `/api/shifts/swaps/${id}/${how}`,
      body: {},
      answer: done,
      changes: ["swaps", "shifts"],
    }),
  );
  const mine = (data?.swaps ?? []).filter(({ fromId, toId }) => [fromId, toId].includes(me.id));
  const open = mine.filter(({ state }) => state === "asked");
  const over = mine.filter(({ state }) => state !== "asked").slice(0, ANSWERED_SHOWN);
  if (mine.length === 0) return null;
  return (
    <>
      <h3>{say("swap.title")}</h3>
      <ul className="next-shifts">
        {open.map((swap) => (
          <li key={swap.id}>
            <Said swap={swap} me={me} coming={coming} />
            <Answers
              hows={swap.toId === me.id ? ASKED : ASKING}
              answer={(how) => send({ id: swap.id, how })}
            />
          </li>
        ))}
        {over.map((swap) => (
          <li key={swap.id}>
            <Said swap={swap} me={me} coming={coming} />
            <span className="soft">{say(`swap.state.${swap.state}`)}</span>
          </li>
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
    </>
  );
}

type Answering = {
  readonly hows: readonly Answer["how"][];
  readonly answer: (how: Answer["how"]) => void;
};

function Answers({ hows, answer }: Answering) {
  const say = useWords();
  return (
    <span className="row">
      {hows.map((how) => (
        <Button key={how} look={how === "accept" ? "main" : "quiet"} onPress={() => answer(how)}>
          {say(`swap.do.${how}`)}
        </Button>
      ))}
    </span>
  );
}

type Saying = { readonly swap: Swap; readonly me: Me; readonly coming: readonly Agreed[] };

function Said({ swap, me, coming }: Saying) {
  const say = useWords();
  const when = useWhen();
  const nameFor = useNames();
  const whenOf = (named: Swap["shift"]) => {
    const one = coming.find((other) => nameOf(other) === nameOf(named));
    return one === undefined ? named.day : when(one);
  };
  const asked = swap.toId === me.id;
  const said = say(asked ? "swap.asksYou" : "swap.youAsk", {
    name: nameFor(asked ? swap.fromId : swap.toId),
    shift: whenOf(swap.shift),
  });
  const more =
    swap.inReturn === null ? "" : ` ${say("swap.for", { shift: whenOf(swap.inReturn) })}`;
  return <span>{said + more}</span>;
}
