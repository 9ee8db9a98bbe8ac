import { useState } from "react";
import { languages, type Language } from "../../../domain/language.ts";
import {
  TAKES_BY,
  WHAT_FOR,
  type TakesBy,
  type WhatFor,
} from "../../../domain/other-lines/other-line.ts";
import { PROVINCES, provinces, type Province } from "../../../domain/provinces.ts";
import { lineParams, lineWish } from "../../../http/contract-other-lines.ts";
import { done } from "../../../http/contract.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { ChoiceField, LineField, ListField, TickField } from "../../parts/fields.tsx";
import { TicksField } from "../../parts/ticks-field.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useWords } from "../../words/use.ts";
import type { Line } from "./other-lines.tsx";

const ANYWHERE = "everywhere";
const WHERE = [ANYWHERE, ...PROVINCES] as const;

type Draft = {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly hours: string;
  readonly whatFor: WhatFor;
  readonly where: Province | typeof ANYWHERE;
  readonly languages: readonly Language[];
  readonly takesBy: TakesBy;
  readonly checked: boolean;
};

const blank: Draft = {
  id: "",
  name: "",
  number: "",
  hours: "",
  whatFor: "mentalHealth",
  where: ANYWHERE,
  languages: ["en"],
  takesBy: "key",
  checked: false,
};

const draftOf = (line: Line): Draft => ({
  ...blank,
  id: line.id,
  name: line.name,
  hours: line.hours ?? "",
  whatFor: line.whatFor,
  where: line.province ?? ANYWHERE,
  languages: line.languages,
  takesBy: line.takesBy,
});

type Given = {
  /** Null: a new one. */
  readonly line: Line | null;
  readonly rehearsal: boolean;
  readonly saved: () => void;
};

/** A number is typed and never shown again: empty, the one it has stays. */
export function OtherLineForm({ line, rehearsal, saved }: Given) {
  const say = useWords();
  const [draft, setDraft] = useState(line === null ? blank : draftOf(line));
  const [tried, setTried] = useState(false);
  const put = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const body = wishOf(draft, { line, rehearsal });
  const isRight = lineParams.safeParse(draft).success && lineWish.safeParse(body).success;
  const { send, trouble, isPending } = useWish(async () => {
    const path = `/api/other-lines/${draft.id}`;
    const outcome = await wish({
      method: "PUT",
      path,
      body,
      answer: done,
      changes: ["otherLines"],
    });
    if (outcome.ok) saved();
    return outcome;
  });
  const go = () => {
    setTried(true);
    if (isRight && (line !== null || draft.number !== "")) send(null);
  };
  return (
    <div className="stack">
      <Written draft={draft} put={put} isNew={line === null} />
      <Chosen draft={draft} put={put} />
      {tried && !isRight && <p role="alert">{say("lines.wrong")}</p>}
      <div className="row">
        <Button look="main" isPending={isPending} onPress={go}>
          {say("lines.save")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

function wishOf(draft: Draft, { line, rehearsal }: Pick<Given, "line" | "rehearsal">) {
  const { name, number, hours, whatFor, where, takesBy, checked } = draft;
  const plain = number.replaceAll(/[\s().-]/g, "");
  return {
    name,
    whatFor,
    takesBy,
    rehearsal,
    province: where === ANYWHERE ? null : where,
    languages: [...draft.languages],
    hours: hours.trim() === "" ? null : hours.trim(),
    timeZone:
      line?.timeZone ?? (where === ANYWHERE ? "America/Toronto" : provinces[where].timeZone),
    number: plain === "" ? null : plain,
    verified: checked,
  };
}

type Fields = { readonly draft: Draft; readonly put: (change: Partial<Draft>) => void };

function Written({ draft, put, isNew }: Fields & { readonly isNew: boolean }) {
  const say = useWords();
  return (
    <>
      {isNew && (
        <LineField
          label={say("lines.id")}
          hint={say("lines.id.hint")}
          value={draft.id}
          onChange={(id) => put({ id })}
        />
      )}
      <LineField label={say("lines.name")} value={draft.name} onChange={(name) => put({ name })} />
      <LineField
        label={say("lines.number")}
        hint={say(isNew ? "lines.number.hint" : "lines.number.kept")}
        type="tel"
        value={draft.number}
        onChange={(number) => put({ number })}
      />
      <LineField
        label={say("lines.hours")}
        hint={say("lines.hours.hint")}
        value={draft.hours}
        onChange={(hours) => put({ hours })}
      />
    </>
  );
}

function Chosen({ draft, put }: Fields) {
  const say = useWords();
  const spoken = useStore(words)?.language ?? "en";
  return (
    <>
      <ListField
        label={say("lines.what")}
        options={WHAT_FOR}
        value={draft.whatFor}
        onChange={(whatFor) => put({ whatFor })}
        say={(one) => say(`lines.for.${one}`)}
      />
      <ListField
        label={say("lines.where")}
        options={WHERE}
        value={draft.where}
        onChange={(where) => put({ where })}
        say={(one) => (one === ANYWHERE ? say("lines.everywhere") : provinces[one].name[spoken])}
      />
      <ChoiceField
        label={say("lines.takes")}
        options={TAKES_BY}
        value={draft.takesBy}
        onChange={(takesBy) => put({ takesBy })}
        say={(one) => say(`lines.takes.${one}`)}
      />
      <TicksField
        label={say("lines.languages")}
        options={languages}
        chosen={draft.languages}
        onChange={(spokenThere) => put({ languages: spokenThere })}
        say={(language) => say(`call.language.${language}`)}
      />
      <TickField isSelected={draft.checked} onChange={(checked) => put({ checked })}>
        {say("lines.checked")}
      </TickField>
    </>
  );
}
