import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { Label, Text, TextArea, TextField } from "react-aria-components";
import type { z } from "zod";
import { FELT } from "../../../domain/after/felt.ts";
import type { ownAnswer } from "../../../http/contract-after.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { ChoiceField, ListField, TickField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { feltWord } from "./felt.ts";
import { change, ownQuery } from "./queries.ts";

type Own = z.infer<typeof ownAnswer>;
type Entry = Own["entries"][number];

const SHOWN = 5;
const NONE = "";
const LEVELS = FELT.map(String);
const changes = ["felt"] as const;

/** For myself alone: how hard it was, what strength is left, and words if I like. */
export function HowItWas() {
  const say = useWords();
  const { data } = useQuery(ownQuery);
  const [all, showAll] = useState(false);
  if (data === undefined) return null;
  const { entries } = data;
  const shown = all ? entries : entries.slice(0, SHOWN);
  return (
    <div className="card">
      <h2>{say("felt.title")}</h2>
      <p className="soft">{say("felt.text")}</p>
      <Write calls={data.calls} />
      <ul className="lines">
        {shown.map((entry) => (
          <One key={entry.id} entry={entry} />
        ))}
      </ul>
      {entries.length > shown.length && (
        <Button look="quiet" onPress={() => showAll(true)}>
          {say("felt.all", { count: entries.length })}
        </Button>
      )}
    </div>
  );
}

type Draft = {
  readonly sessionId: string;
  readonly difficulty: string;
  readonly energy: string;
  readonly words: string;
  readonly shared: boolean;
};
/** Nothing is put into anybody's mouth. */
const BLANK: Draft = { sessionId: NONE, difficulty: "", energy: "", words: "", shared: false };

function Write({ calls }: Pick<Own, "calls">) {
  const say = useWords();
  const [draft, setDraft] = useState(BLANK);
  const [kept, setKept] = useState(false);
  const set = (part: Partial<Draft>) => {
    setKept(false);
    setDraft({ ...draft, ...part });
  };
  const { send, trouble, isPending } = useWish(async () => {
    const body = entryOf(draft);
    const outcome = await change({ method: "POST", path: "/api/me/after", body, changes });
    if (outcome.ok) setDraft(BLANK);
    setKept(outcome.ok);
    return outcome;
  });
  return (
    <div className="stack">
      {calls.length > 0 && <WhichCall calls={calls} value={draft.sessionId} set={set} />}
      <Level
        of="difficulty"
        value={draft.difficulty}
        onChange={(difficulty) => set({ difficulty })}
      />
      <Level of="energy" value={draft.energy} onChange={(energy) => set({ energy })} />
      <TextField className="field" value={draft.words} onChange={(words) => set({ words })}>
        <Label>{say("felt.words")}</Label>
        <TextArea rows={3} />
        <Text slot="description">{say("felt.words.hint")}</Text>
      </TextField>
      <TickField isSelected={draft.shared} onChange={(shared) => set({ shared })}>
        {say("felt.share")}
      </TickField>
      {draft.difficulty !== "" && draft.energy !== "" && (
        <div className="row">
          <Button look="main" isPending={isPending} onPress={() => send(null)}>
            {say("felt.keep")}
          </Button>
        </div>
      )}
      <p role="status">{kept && say("felt.kept")}</p>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

const entryOf = ({ sessionId, difficulty, energy, ...draft }: Draft) => ({
  ...draft,
  sessionId: sessionId === NONE ? null : sessionId,
  difficulty: Number(difficulty),
  energy: Number(energy),
});

type Which = Pick<Own, "calls"> & {
  readonly value: string;
  readonly set: (part: Partial<Draft>) => void;
};

function WhichCall({ calls, value, set }: Which) {
  const say = useWords();
  const called = useCalled();
  return (
    <ListField
      label={say("felt.call")}
      options={[NONE, ...calls.map(({ sessionId }) => sessionId)]}
      value={value}
      onChange={(sessionId) => set({ sessionId })}
      say={(id) => {
        const call = calls.find(({ sessionId }) => sessionId === id);
        return call === undefined ? say("felt.call.none") : called(call.openedAt);
      }}
    />
  );
}

function useCalled(): (at: number) => string {
  const say = useWords();
  const times = useTimes();
  return (at) => say("felt.call.of", { day: times.weekday(at), time: times.minute(at) });
}

type Levels = {
  readonly of: "difficulty" | "energy";
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function Level({ of, value, onChange }: Levels) {
  const say = useWords();
  return (
    <ChoiceField
      label={say(`felt.${of}`)}
      options={LEVELS}
      value={value}
      onChange={onChange}
      say={(one) => say(feltWord(of, Number(one)))}
    />
  );
}

function One({ entry: { id, at, shared, said } }: { readonly entry: Entry }) {
  const say = useWords();
  const times = useTimes();
  const path = `/api/me/after/${id}`;
  const share = useWish((on: boolean) =>
    change({ method: "PUT", path: `${path}/shared`, body: { shared: on }, changes }),
  );
  const erase = useWish(() => change({ method: "DELETE", path, changes }));
  return (
    <li className="opened">
      <span>
        <strong>
          {times.weekday(at)}, {times.minute(at)}
        </strong>{" "}
        <span className="soft">{say(shared ? "felt.isShared" : "felt.isMine")}</span>
        <br />
        {said === null ? say("felt.shut") : <Said {...said} />}
      </span>
      <span className="row">
        {said !== null && (
          <Button look="quiet" onPress={() => share.send(!shared)}>
            {say(shared ? "felt.unshare" : "felt.doShare")}
          </Button>
        )}
        <Twice look="quiet" onSure={() => erase.send(null)}>
          {say("felt.erase")}
        </Twice>
      </span>
      <TroubleSaid trouble={share.trouble ?? erase.trouble} />
    </li>
  );
}

type SaidThen = { readonly difficulty: number; readonly energy: number; readonly words: string };

function Said({ difficulty, energy, words }: SaidThen) {
  const say = useWords();
  return (
    <>
      {say("felt.said", {
        difficulty: say(feltWord("difficulty", difficulty)),
        energy: say(feltWord("energy", energy)),
      })}
      {words !== "" && <span className="own-words">{` · ${words}`}</span>}
    </>
  );
}
