import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { offeredAnswer } from "../../../http/contract-other-lines.ts";
import type { SessionView } from "../../../http/contract.ts";
import { Refused } from "../../client/queries.ts";
import { Opens } from "../../parts/opens.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { offeredQuery } from "./transfer-queries.ts";
import { TransferNow } from "./transfer-now.tsx";
import { WishButton } from "./wish-button.tsx";

type Given = { readonly session: SessionView };
type Offered = z.infer<typeof offeredAnswer>["lines"][number];

/** The caller is handed to another line, by their own wish: whom, that they agreed, and that we leave last (PRACTICE 28). */
export function Transfer({ session }: Given) {
  const { transfer, company, caller } = session;
  if (transfer !== null && transfer.state !== "ended") {
    return <TransferNow session={session} transfer={transfer} />;
  }
  const isThere = company.state === "with" && caller.on === "line" && !session.keysOnly;
  return (
    <div className="stack">
      <HowItEnded session={session} />
      {isThere ? <Lines session={session} /> : <NotNow />}
    </div>
  );
}

function NotNow() {
  const say = useWords();
  return <p className="soft">{say("transfer.notNow")}</p>;
}

/** Plainly, and what can be tried next is right below it. */
function HowItEnded({ session: { transfer } }: Given) {
  const say = useWords();
  const how = transfer?.ended?.how;
  if (how === undefined || how === "closed") return null;
  return <p role="status">{say(`transfer.ended.${how}`)}</p>;
}

function Lines({ session }: Given) {
  const say = useWords();
  const { data, error } = useQuery(offeredQuery(session));
  const first = data?.lines.find(({ id }) => id === data.suicideLineId);
  const rest = data?.lines.filter((line) => line !== first) ?? [];
  return (
    <>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      {data?.lines.length === 0 && <p>{say("transfer.none")}</p>}
      {first === undefined ? (
        <Others session={session} lines={rest} />
      ) : (
        <>
          <First session={session} line={first} />
          <Opens title={say("transfer.others")} look="part" level="h3">
            <Others session={session} lines={rest} />
          </Opens>
        </>
      )}
    </>
  );
}

function Others({ session, lines }: Given & { readonly lines: readonly Offered[] }) {
  const say = useWords();
  return (
    <>
      <p className="soft">{say("transfer.ask")}</p>
      <ul className="lines">
        {lines.map((line) => (
          <li key={line.id}>
            <About line={line} />
            <WishButton session={session} wish={agreed(line.id)}>
              {say("transfer.agree", { name: line.name })}
            </WishButton>
          </li>
        ))}
      </ul>
    </>
  );
}

const agreed = (lineId: string) =>
  ({
    name: "transfer",
    body: { to: { kind: "line", lineId }, consented: true },
  }) as const;

/** Somebody may harm themselves: one press, once they have said yes. */
function First({ session, line }: Given & { readonly line: Offered }) {
  const say = useWords();
  return (
    <div className="stack">
      <p>{say("transfer.suicide.ask")}</p>
      <WishButton look="main" session={session} wish={agreed(line.id)}>
        {say("transfer.agree", { name: line.name })}
      </WishButton>
      <About line={line} />
    </div>
  );
}

function About({ line }: { readonly line: Offered }) {
  const say = useWords();
  const parts = [
    say(`lines.for.${line.whatFor}`),
    ...line.languages.map((language) => say(`call.language.${language}`)),
    line.hours === null ? say("comes.dayAndNight") : line.hours,
    ...(line.isOpen ? [] : [say("transfer.closed")]),
    ...(line.isStale ? [say("lines.stale")] : []),
  ];
  return (
    <span>
      {line.name} <span className="soft">{parts.join(" · ")}</span>
    </span>
  );
}
