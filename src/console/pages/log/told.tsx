import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { timeline } from "../../../http/contract.ts";
import type { Account } from "../../../http/contract-call-log.ts";
import { Refused } from "../../client/queries.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useKnown, useTimes, useWords } from "../../words/use.ts";
import { clockTime } from "./clock-time.ts";
import { useNames } from "./names.ts";
import { timelineQuery } from "./queries.ts";

type Given = { readonly account: Account };
type Event = z.output<typeof timeline>["events"][number];

/** Every event, in words, with the second it happened. */
export function Told({ account }: Given) {
  const say = useWords();
  const inWords = useEventWords(account);
  const { data, error } = useQuery(timelineQuery(account.call.id));
  return (
    <div className="card told">
      <h2>{say("log.words")}</h2>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      <ol>
        {data?.events.map((event) => (
          <li key={event.seq} className={LOUD.has(event.kind) ? "loud" : ""}>
            <time dateTime={new Date(event.at).toISOString()}>{clockTime(event.at)}</time>
            <span>{inWords(event)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What somebody who looks for the turning points sees first. */
const LOUD: ReadonlySet<string> = new Set([
  "watchBegan",
  "checkInMissed",
  "responderLost",
  "lineLost",
  "helpAsked",
  "helpTaken",
  "helpArrived",
  "helpStoodDown",
  "sessionClosed",
  "outcomeAmended",
]);

function useEventWords(account: Account): (event: Event) => string {
  const say = useWords();
  const isWord = useKnown();
  const nameOf = useNames(account);
  const detailOf = useDetail();
  return ({ kind, data }) => {
    const id = `log.event.${kind}`;
    if (!isWord(id)) return say("log.event.other", { kind });
    const who = nameOf(textIn(data, "staffId") ?? textIn(data, "by"));
    const desk = nameOf(textIn(data, "deskId"));
    return say(id, { who, desk, detail: detailOf(data) });
  };
}

const textIn = (data: Event["data"], field: string): string | null => {
  const value = data[field];
  return typeof value === "string" ? value : null;
};

/** Where each field of an event has its words; the first that has some is told. */
const WORDS_OF: readonly (readonly [field: string, id: (value: string) => string])[] = [
  ["outcome", (value) => `outcome.${value}`],
  ["reason", (value) => `reason.${value}`],
  ["reason", (value) => `log.standDown.${value}`],
  ["substance", (value) => `substance.${value}`],
  ["because", (value) => `log.watchEnded.${value}`],
  ["concern", (value) => `log.concern.${value}`],
  ["language", (value) => `call.language.${value}`],
  ["how", (value) => `how.${value}`],
  ["answer", (value) => `log.trusted.${value}`],
  ["what", (value) => `log.trouble.${value}`],
  ["sessionKind", (value) => `log.kind.${value}`],
];
const PLAIN = ["ask", "attempt", "province", "step"] as const;
const YES_OR_NO = ["on", "yes", "stillSending"] as const;

function useDetail(): (data: Event["data"]) => string {
  const say = useWords();
  const isWord = useKnown();
  const times = useTimes();
  return (data) => {
    for (const [field, wordOf] of WORDS_OF) {
      const id = wordOf(textIn(data, field) ?? "");
      if (isWord(id)) return say(id);
    }
    for (const field of YES_OR_NO)
      if (typeof data[field] === "boolean") return say(data[field] ? "log.yes" : "log.no");
    for (const field of PLAIN) {
      const value = data[field];
      if (typeof value === "number" || typeof value === "string") return String(value);
    }
    const by = data["by"];
    return typeof by === "number" ? times.minute(by) : "";
  };
}
