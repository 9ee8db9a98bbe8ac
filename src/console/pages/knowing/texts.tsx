import { useState } from "react";
import { isTip, PIECES, type Piece } from "../../../domain/knowing/pieces.ts";
import { Button } from "../../parts/button.tsx";
import { ListField } from "../../parts/fields.tsx";
import { Opens } from "../../parts/opens.tsx";
import { useWords } from "../../words/use.ts";
import { SignedOff } from "../call/signed-off.tsx";
import { History } from "./history.tsx";
import { usePieceWord } from "./piece-word.ts";
import type { Text, Version } from "./queries.ts";
import { Write } from "./write.tsx";

type Given = {
  readonly texts: readonly Text[];
  readonly versions: readonly Version[];
  readonly keeps: boolean;
};

/** All that is in force: the cards in the order they are spoken, then the tips; and a tip for what has none. */
export function Texts({ texts, versions, keeps }: Given) {
  const say = useWords();
  const of = (tips: boolean) => texts.filter(({ piece }) => isTip(piece) === tips);
  return (
    <>
      <div className="card">
        <h2>{say("knowing.cards")}</h2>
        <List texts={of(false)} versions={versions} keeps={keeps} />
      </div>
      <div className="card">
        <h2>{say("knowing.tips")}</h2>
        <List texts={of(true)} versions={versions} keeps={keeps} />
        {keeps && <NewTip texts={texts} />}
      </div>
    </>
  );
}

function List({ texts, versions, keeps }: Given) {
  const nameOf = usePieceWord();
  return (
    <ul className="texts">
      {texts.map((text) => (
        <li key={text.piece}>
          <Opens title={nameOf(text.piece)} look="text" level="h3">
            <OneText text={text} versions={versions} keeps={keeps} />
          </Opens>
        </li>
      ))}
    </ul>
  );
}

type One = Omit<Given, "texts"> & { readonly text: Text };

function OneText({ text, versions, keeps }: One) {
  const say = useWords();
  const [writes, write] = useState(false);
  const own = versions.filter(({ piece }) => piece === text.piece);
  return (
    <div className="stack">
      <div className="both">
        <blockquote lang="en">{text.en}</blockquote>
        <blockquote lang="fr">{text.fr}</blockquote>
      </div>
      <SignedOff text={text} />
      <History versions={own} keeps={keeps} />
      {keeps && !writes && (
        <div className="row">
          <Button onPress={() => write(true)}>{say("knowing.write")}</Button>
        </div>
      )}
      {writes && <Write piece={text.piece} text={text} leave={() => write(false)} />}
    </div>
  );
}

function NewTip({ texts }: Pick<Given, "texts">) {
  const say = useWords();
  const nameOf = usePieceWord();
  const missing = PIECES.filter(
    (piece) => isTip(piece) && !texts.some((text) => text.piece === piece),
  );
  const [chosen, choose] = useState<Piece | null>(null);
  const [writes, write] = useState(false);
  const piece = missing.find((one) => one === chosen) ?? missing[0];
  if (piece === undefined) return null;
  if (writes) return <Write piece={piece} text={null} leave={() => write(false)} />;
  return (
    <div className="row">
      <ListField
        label={say("knowing.newTip")}
        options={missing}
        value={piece}
        onChange={choose}
        say={nameOf}
      />
      <Button onPress={() => write(true)}>{say("knowing.newTip.go")}</Button>
    </div>
  );
}
