import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { LEAST } from "../../../domain/shifts/coverage.ts";
import { done } from "../../../http/contract.ts";
import { minimumsWish, type shiftCoverageAnswer } from "../../../http/contract-shifts.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { LineField, ListField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { gapsQuery } from "./queries.ts";
import { FieldTrouble } from "./field-trouble.tsx";
import { useWrong } from "./wrong.ts";

type Minimum = z.infer<typeof shiftCoverageAnswer>["minimums"][number];

/** How many people the line is to have, hour by hour and for each language. */
export function Minimums() {
  const say = useWords();
  const { data } = useQuery(gapsQuery);
  const [saved, setSaved] = useState(false);
  if (data === undefined) return null;
  const { minimums } = data;
  return (
    <>
      <Editor key={JSON.stringify(minimums)} minimums={minimums} onSaved={setSaved} />
      <p className="soft" role="status">
        {saved && say("minimums.saved")}
      </p>
    </>
  );
}

/** As typed. */
type Row = {
  readonly key: number;
  readonly language: "any" | "en" | "fr";
  readonly fromHour: string;
  readonly toHour: string;
  readonly least: string;
};

const rowOf = ({ language, fromHour, toHour, least }: Minimum, key: number): Row => ({
  key,
  language: language ?? "any",
  fromHour: String(fromHour),
  toHour: String(toHour),
  least: String(least),
});

const minimumOf = ({ language, fromHour, toHour, least }: Row) => ({
  language: language === "any" ? null : language,
  fromHour: wholeIn(fromHour),
  toHour: wholeIn(toHour),
  least: wholeIn(least),
});

/** An empty field is nothing, never 0. */
const wholeIn = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));

/** What can be seen to be wrong before the line is asked: the fields, as it would name them. */
function wrongFields(rows: readonly Row[]): ReadonlySet<string> {
  const { error } = minimumsWish.safeParse({ minimums: rows.map(minimumOf) });
  return new Set((error?.issues ?? []).map(({ path }) => path.join("/")));
}

type Editing = {
  readonly minimums: readonly Minimum[];
  readonly onSaved: (saved: boolean) => void;
};

function Editor({ minimums, onSaved }: Editing) {
  const say = useWords();
  const [rows, write] = useState<readonly Row[]>(() => minimums.map(rowOf));
  const [next, setNext] = useState(minimums.length);
  const [tried, setTried] = useState(false);
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await save(rows);
    onSaved(outcome.ok);
    return outcome;
  });
  const said = useWrong(trouble);
  const wrong = wrongFields(rows);
  const wrongFor = (field: string) =>
    tried && wrong.has(field) ? say("minimums.wrong") : said(field);
  const change = (changed: Row) =>
    write(rows.map((one) => (one.key === changed.key ? changed : one)));
  const add = () => {
    write([...rows, { ...EMPTY, key: next }]);
    setNext(next + 1);
  };
  const go = () => {
    setTried(true);
    if (wrong.size === 0) send(null);
  };
  return (
    <div className="card">
      <h2>{say("minimums.title")}</h2>
      <p className="soft">{say("minimums.text", { count: LEAST })}</p>
      {rows.map((row, index) => (
        <OneRow
          key={row.key}
          row={row}
          change={change}
          remove={() => write(rows.filter(({ key }) => key !== row.key))}
          wrongFor={(field) => wrongFor(`minimums/${index}/${field}`)}
        />
      ))}
      <div className="row">
        <Button onPress={add}>{say("minimums.add")}</Button>
        <Button look="main" isPending={isPending} onPress={go}>
          {say("minimums.save")}
        </Button>
      </div>
      <FieldTrouble trouble={trouble} />
    </div>
  );
}

const save = (rows: readonly Row[]) =>
  wish({
    method: "PUT",
    path: "/api/shifts/minimums",
    body: { minimums: rows.map(minimumOf) },
    answer: done,
    changes: ["shifts"],
  });

const EMPTY = { language: "any", fromHour: "0", toHour: "24", least: "2" } as const;
const SPOKEN = ["any", "en", "fr"] as const;

type Given = {
  readonly row: Row;
  readonly change: (row: Row) => void;
  readonly remove: () => void;
  readonly wrongFor: (field: string) => string | null;
};

function OneRow({ row, change, remove, wrongFor }: Given) {
  const say = useWords();
  return (
    <div className="minimum">
      <ListField
        label={say("minimums.language")}
        options={SPOKEN}
        value={row.language}
        onChange={(language) => change({ ...row, language })}
        say={(one) => (one === "any" ? say("minimums.any") : say(`call.language.${one}`))}
      />
      {(["fromHour", "toHour", "least"] as const).map((field) => (
        <LineField
          key={field}
          label={say(`minimums.${field}`)}
          value={row[field]}
          onChange={(text) => change({ ...row, [field]: text })}
          wrong={wrongFor(field)}
        />
      ))}
      <Button look="quiet" onPress={remove}>
        {say("minimums.remove")}
      </Button>
    </div>
  );
}
