import { CARDS, cardPiece, type Card } from "../../../domain/knowing/pieces.ts";
import { languages, type Language } from "../../../domain/language.ts";
import type { SessionView } from "../../../http/contract.ts";
import { Opens } from "../../parts/opens.tsx";
import { useNow } from "../../time/use.ts";
import { useWords } from "../../words/use.ts";
import { cardsNow } from "./cards-now.ts";
import { useTexts, type Text } from "./known.ts";
import { SignedOff } from "./signed-off.tsx";

/** Read aloud by the responder, never by this machine; both languages side by side, the caller's first (PRACTICE 4). */
export function Cards({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const texts = useTexts();
  const now = cardsNow(session, useNow());
  if (texts === null) return <p className="soft">{say("shell.loading")}</p>;
  const textsOf = (cards: readonly Card[]) =>
    cards.flatMap((card) => texts.of(cardPiece(card)) ?? []);
  const rest = textsOf(CARDS.filter((card) => !now.includes(card)));
  return (
    <>
      {texts.fallenBack && <p className="soft">{say("knowing.fallenBack")}</p>}
      {textsOf(now).map((text) => (
        <Spoken key={text.piece} text={text} first={session.language} />
      ))}
      <Opens title={say("cards.all")} look="all-cards" level="h3">
        {rest.map((text) => (
          <div key={text.piece} className="stack">
            <Spoken text={text} first={session.language} />
            <SignedOff text={text} />
          </div>
        ))}
      </Opens>
    </>
  );
}

function Spoken({ text, first }: { readonly text: Text; readonly first: Language }) {
  const order = languages.toSorted((a) => (a === first ? -1 : 1));
  return (
    <div className="both">
      {order.map((language) => (
        <blockquote key={language} lang={language} className={language === first ? "theirs" : ""}>
          {text[language]}
        </blockquote>
      ))}
    </div>
  );
}
