import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { demandRecorded, type demandsAnswer } from "../../../http/contract-holds.ts";
import { useNames } from "../../client/people.ts";
import { Refused, useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { AreaField } from "../../parts/area.tsx";
import { LineField, ListField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { demandsQuery, holdsQuery } from "./queries.ts";

type Demand = z.infer<typeof demandsAnswer>["demands"][number];

/** What was demanded of the line, by whom, and what it answered. Kept for good; nothing in it is changed. */
export function Register() {
  const say = useWords();
  const { data, error } = useQuery(demandsQuery);
  return (
    <div className="card">
      <h2>{say("demands.register.title")}</h2>
      <p className="soft">{say("demands.register.text")}</p>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      {data?.demands.length === 0 && <p>{say("demands.none")}</p>}
      <ul className="lines">
        {(data?.demands ?? []).map((demand) => (
          <One key={demand.id} demand={demand} />
        ))}
      </ul>
      <Record />
    </div>
  );
}

function One({ demand }: { readonly demand: Demand }) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { from, reference, asked, answer, receivedAt, recordedBy, holdId } = demand;
  return (
    <li className="demand">
      <p>
        <strong>{from}</strong> · {times.day(receivedAt)}
        {reference !== null && ` · ${reference}`}
        {holdId !== null && ` · ${say("demands.held")}`}
      </p>
      <p>
        <span className="soft">{say("demands.asked")}</span> {asked}
      </p>
      <p>
        <span className="soft">{say("demands.answered")}</span> {answer}
      </p>
      <p className="soft">{say("demands.recorded", { name: nameFor(recordedBy) })}</p>
    </li>
  );
}

const NOTHING = { day: "", from: "", reference: "", asked: "", answer: "", holdId: "" };
type Draft = typeof NOTHING;

const NEEDED = ["day", "from", "asked", "answer"] as const;
type Needed = (typeof NEEDED)[number];

function Record() {
  const say = useWords();
  const [draft, write] = useState<Draft>(NOTHING);
  const [tried, setTried] = useState(false);
  const { send, trouble } = useWish(async () => {
    const outcome = await record(draft);
    if (outcome.ok) write(NOTHING);
    if (outcome.ok) setTried(false);
    return outcome;
  });
  const wrongFor = (field: Needed) =>
    tried && draft[field].trim() === "" ? say("demands.needed") : null;
  const go = () => {
    setTried(true);
    if (NEEDED.every((field) => draft[field].trim() !== "")) send(null);
  };
  return (
    <div className="stack asking">
      <h3>{say("demands.record.title")}</h3>
      <Fields draft={draft} write={write} wrongFor={wrongFor} />
      <div className="row">
        <Twice look="plain" onSure={go}>
          {say("demands.record")}
        </Twice>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

type Writing = {
  readonly draft: Draft;
  readonly write: (draft: Draft) => void;
  readonly wrongFor: (field: Needed) => string | null;
};

function Fields({ draft, write, wrongFor }: Writing) {
  const say = useWords();
  const change = (part: Partial<Draft>) => write({ ...draft, ...part });
  return (
    <>
      <div className="fields">
        <LineField
          label={say("demands.day")}
          type="date"
          value={draft.day}
          onChange={(day) => change({ day })}
          wrong={wrongFor("day")}
        />
        <LineField
          label={say("demands.from")}
          value={draft.from}
          onChange={(from) => change({ from })}
          wrong={wrongFor("from")}
        />
        <LineField
          label={say("demands.reference")}
          value={draft.reference}
          onChange={(reference) => change({ reference })}
        />
        <ForHold value={draft.holdId} onChange={(holdId) => change({ holdId })} />
      </div>
      <AreaField
        label={say("demands.what")}
        value={draft.asked}
        onChange={(asked) => change({ asked })}
        wrong={wrongFor("asked")}
      />
      <AreaField
        label={say("demands.answer")}
        hint={say("demands.answer.hint")}
        value={draft.answer}
        onChange={(answer) => change({ answer })}
        wrong={wrongFor("answer")}
      />
    </>
  );
}

type Choosing = { readonly value: string; readonly onChange: (holdId: string) => void };

function ForHold({ value, onChange }: Choosing) {
  const say = useWords();
  const { data } = useQuery(holdsQuery);
  const holds = data?.holds ?? [];
  return (
    <ListField
      label={say("demands.hold")}
      options={["", ...holds.map(({ id }) => id)]}
      value={value}
      onChange={onChange}
      say={(id) => holds.find((one) => one.id === id)?.reference ?? say("demands.noHold")}
    />
  );
}

const record = ({ day, from, reference, asked, answer, holdId }: Draft) =>
  wish({
    method: "POST",
    path: "/api/demands",
    body: {
      receivedAt: Date.parse(`${day}T12:00`),
      from: from.trim(),
      reference: reference.trim() === "" ? null : reference.trim(),
      asked: asked.trim(),
      answer: answer.trim(),
      holdId: holdId === "" ? null : holdId,
    },
    answer: demandRecorded,
    changes: ["demands"],
  });
