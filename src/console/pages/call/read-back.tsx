import { useState } from "react";
import { READ_BACK_PARTS, type ReadBackPart } from "../../../domain/session/plan.ts";
import type { SessionView } from "../../../http/contract.ts";
import { useWish, wishFor } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { useWords } from "../../words/use.ts";
import { Troubled } from "./troubled.tsx";
import { usePlan } from "./use-plan.ts";

type Given = { readonly session: SessionView };

/** The place, sentence by sentence, each of which makes sense alone: for callers who are overheard (PRACTICE 5). */
export function ReadBack({ session }: Given) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const { refetch, shut } = usePlan(session, false);
  const begin = () => {
    void refetch();
    setOpen(true);
  };
  if (session.sends.place === "none" || shut) return null;
  return (
    <div className="read-back card">
      <h2>{say("back.title")}</h2>
      {open ? (
        <Sentences session={session} />
      ) : (
        <>
          <p className="soft">{say("back.more")}</p>
          <Button onPress={begin}>{say("back.go")}</Button>
        </>
      )}
    </div>
  );
}

function Sentences({ session }: Given) {
  const say = useWords();
  const { data } = usePlan(session, false);
  const { said, send, trouble, isPending } = useSaid(session.id);
  const sentences = data?.readBack[session.language] ?? [];
  const left = sentences.map(({ part }) => part).filter((part) => !said.has(part));
  if (sentences.length === 0) return <p>{say("back.none")}</p>;
  return (
    <>
      <ol className="sentences" lang={session.language}>
        {sentences.map(({ part, say: words }) => (
          <li key={part + words} className={said.has(part) ? "said-part" : ""}>
            <span>{words}</span>
            {said.has(part) ? (
              <b aria-hidden="true">✓</b>
            ) : (
              <Button isPending={isPending} onPress={() => send([part])}>
                {say("back.said")}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {left.length === 0 ? (
        <p role="status">{say("back.kept")}</p>
      ) : (
        <Button isPending={isPending} onPress={() => send(left)}>
          {say("back.all")}
        </Button>
      )}
      <Troubled trouble={trouble} again={() => send(left)} />
    </>
  );
}

/** What was said is written down as it is said: half a reading is half a reading. */
function useSaid(id: string) {
  const [said, setSaid] = useState<ReadonlySet<ReadBackPart>>(new Set());
  const wish = useWish(async (wanted: readonly ReadBackPart[]) => {
    const parts = READ_BACK_PARTS.filter((part) => wanted.includes(part));
    const outcome = await wishFor(id, { name: "read-back", body: { parts } });
    if (outcome.ok) setSaid((before) => new Set([...before, ...parts]));
    return outcome;
  });
  return { said, ...wish };
}
