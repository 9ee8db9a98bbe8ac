import { useState } from "react";
import { LONGEST_HOLD_MS } from "../../../domain/holds.ts";
import { holdAnswer } from "../../../http/contract-holds.ts";
import type { Trouble } from "../../client/client.ts";
import { clock } from "../../client/line.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { AreaField } from "../../parts/area.tsx";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useWords } from "../../words/use.ts";
import { sessionIdsIn } from "./session-ids.ts";

const DAY_MS = 24 * 3_600_000;
const LONGEST_DAYS = LONGEST_HOLD_MS / DAY_MS;
const SHORTEST_REFERENCE = 3;
const NOTHING = { reference: "", calls: "", days: "30" };

type Draft = typeof NOTHING;

/** Exactly these calls, for this paper, for so many days. It holds nothing until somebody else confirms it. */
export function AskHold() {
  const say = useWords();
  const [draft, write] = useState<Draft>(NOTHING);
  const [tried, setTried] = useState(false);
  const { send, trouble } = useWish(async () => {
    const outcome = await ask(draft);
    if (outcome.ok) {
      write(NOTHING);
      setTried(false);
    }
    return outcome;
  });
  const wrong = wrongIn(draft, trouble);
  const go = () => {
    setTried(true);
    if (Object.values(wrongIn(draft, null)).every((one) => one === null)) send(null);
  };
  const shown = (field: keyof Draft) => {
    const id = tried ? wrong[field] : null;
    return id === null ? null : say(id, { list: unknownIn(trouble).join(", ") });
  };
  return (
    <div className="stack asking">
      <h3>{say("holds.ask.title")}</h3>
      <Fields draft={draft} write={write} shown={shown} />
      <div className="row">
        <Twice look="plain" onSure={go}>
          {say("holds.ask")}
        </Twice>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

type Writing = {
  readonly draft: Draft;
  readonly write: (draft: Draft) => void;
  readonly shown: (field: keyof Draft) => string | null;
};

function Fields({ draft, write, shown }: Writing) {
  const say = useWords();
  const change = (part: Partial<Draft>) => write({ ...draft, ...part });
  return (
    <>
      <LineField
        label={say("holds.reference")}
        hint={say("holds.reference.hint")}
        value={draft.reference}
        onChange={(reference) => change({ reference })}
        wrong={shown("reference")}
      />
      <AreaField
        label={say("holds.calls")}
        hint={say("holds.calls.hint")}
        value={draft.calls}
        onChange={(calls) => change({ calls })}
        wrong={shown("calls")}
      />
      <LineField
        label={say("holds.days")}
        hint={say("holds.days.hint")}
        value={draft.days}
        onChange={(days) => change({ days })}
        wrong={shown("days")}
      />
    </>
  );
}

const ask = ({ reference, calls, days }: Draft) =>
  wish({
    method: "POST",
    path: "/api/holds",
    body: {
      reference: reference.trim(),
      sessionIds: sessionIdsIn(calls).ids,
      expiresAt: Math.floor(clock.now()) + Number(days) * DAY_MS,
    },
    answer: holdAnswer,
    changes: ["holds"],
  });

/** Field by field, in words; null: nothing is wrong with it. */
function wrongIn({ reference, calls, days }: Draft, trouble: Trouble | null) {
  const { ids, wrong } = sessionIdsIn(calls);
  const count = Number(days);
  const isDays = Number.isInteger(count) && count >= 1 && count <= LONGEST_DAYS;
  const missing = ids.length === 0 || wrong.length > 0;
  return {
    reference:
      reference.trim().length < SHORTEST_REFERENCE ? ("holds.reference.wrong" as const) : null,
    calls: callsWrong(missing, unknownIn(trouble).length > 0),
    days: isDays ? null : ("holds.days.wrong" as const),
  };
}

function callsWrong(missing: boolean, unknown: boolean) {
  if (missing) return "holds.calls.wrong" as const;
  return unknown ? ("holds.calls.unknown" as const) : null;
}

/** Calls that the line has not. */
const unknownIn = (trouble: Trouble | null): readonly string[] =>
  trouble?.kind === "refused" && trouble.code === "recordsUnknown"
    ? trouble.wrong.map(({ what }) => what)
    : [];
