import { useState } from "react";
import type { Piece } from "../../../domain/knowing/pieces.ts";
import { textWritten } from "../../../http/contract-knowing.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { AreaField } from "../../parts/area.tsx";
import { Button } from "../../parts/button.tsx";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import type { Text } from "./queries.ts";

type Given = {
  readonly piece: Piece;
  /** What is in force; null: there is none yet. */
  readonly text: Text | null;
  readonly leave: () => void;
};

/** As the line asks for them (contract-knowing.ts). */
const WORDS = { least: 3, most: 600 };
const LEAST_REASON = 10;

const fits = (text: string) =>
  text.trim().length >= WORDS.least && text.trim().length <= WORDS.most;

const isSaid = (reason: string) => reason.trim().length >= LEAST_REASON;

/** A draft, in both languages, with its source and why. It is on nobody's screen before somebody else signs it. */
export function Write({ piece, text, leave }: Given) {
  const say = useWords();
  const [draft, change] = useState({
    en: text?.en ?? "",
    fr: text?.fr ?? "",
    source: text?.source ?? "",
    reason: "",
  });
  const [tried, setTried] = useState(false);
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await write(piece, text?.version ?? 0, draft);
    if (outcome.ok) leave();
    return outcome;
  });
  const go = () => {
    setTried(true);
    if (fits(draft.en) && fits(draft.fr) && isSaid(draft.reason)) send(null);
  };
  return (
    <div className="stack write">
      <Fields draft={draft} change={change} tried={tried} />
      <div className="row">
        <Button look="main" isPending={isPending} onPress={go}>
          {say("knowing.save")}
        </Button>
        <Button look="quiet" onPress={leave}>
          {say("knowing.leave")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

type Filling = {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly tried: boolean;
};

function Fields({ draft, change, tried }: Filling) {
  const say = useWords();
  const wrongWords = (said: string) => (tried && !fits(said) ? say("knowing.wrong.words") : null);
  return (
    <>
      <AreaField
        label={say("knowing.en")}
        value={draft.en}
        onChange={(en) => change({ ...draft, en })}
        wrong={wrongWords(draft.en)}
      />
      <AreaField
        label={say("knowing.fr")}
        value={draft.fr}
        onChange={(fr) => change({ ...draft, fr })}
        wrong={wrongWords(draft.fr)}
      />
      <LineField
        label={say("knowing.sourceIs")}
        hint={say("knowing.sourceIs.hint")}
        value={draft.source}
        onChange={(source) => change({ ...draft, source })}
      />
      <AreaField
        label={say("knowing.reason")}
        hint={say("knowing.reason.hint")}
        value={draft.reason}
        onChange={(reason) => change({ ...draft, reason })}
        wrong={tried && !isSaid(draft.reason) ? say("knowing.wrong.reason") : null}
      />
    </>
  );
}

type Draft = Readonly<Record<"en" | "fr" | "source" | "reason", string>>;

const write = (piece: Piece, from: number, { en, fr, source, reason }: Draft) =>
  wish({
    method: "POST",
    path: "/api/knowing/versions",
    body: { piece, from, en, fr, source: source.trim() === "" ? null : source, reason },
    answer: textWritten,
    changes: ["knowing"],
  });
