import { languages, type Language } from "../../../domain/language.ts";
import type { SessionView } from "../../../http/contract.ts";
import { useNow } from "../../time/use.ts";
import { callCards as en } from "../../words/en/call-cards.ts";
import { callCards as fr } from "../../words/fr/call-cards.ts";
import { useWords } from "../../words/use.ts";
import { CARDS, cardsNow, type Card } from "./cards-now.ts";

const SPOKEN: Readonly<Record<Language, Record<Card, string>>> = { en, fr };

/** Read aloud by the responder, never by this machine; both languages side by side, the caller's first (PRACTICE 4). */
export function Cards({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const now = cardsNow(session, useNow());
  const rest = CARDS.filter((card) => !now.includes(card));
  return (
    <div className="cards card">
      <h2>{say("cards.title")}</h2>
      {now.map((card) => (
        <Spoken key={card} card={card} first={session.language} />
      ))}
      <details>
        <summary>{say("cards.all")}</summary>
        {rest.map((card) => (
          <Spoken key={card} card={card} first={session.language} />
        ))}
      </details>
    </div>
  );
}

function Spoken({ card, first }: { readonly card: Card; readonly first: Language }) {
  const order = languages.toSorted((a) => (a === first ? -1 : 1));
  return (
    <div className="both">
      {order.map((language) => (
        <blockquote key={language} lang={language} className={language === first ? "theirs" : ""}>
          {SPOKEN[language][card]}
        </blockquote>
      ))}
    </div>
  );
}
