import { useState } from "react";
import { mayOnLine } from "../../../domain/permissions.ts";
import { languages } from "../../../domain/language.ts";
import { demandCard } from "../../../domain/words/cards.ts";
import { useMe } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useWords } from "../../words/use.ts";
import { Register } from "./register.tsx";
import { Holds } from "./holds.tsx";
import "./demands.css";

/** Somebody asks about callers: what is said, in both languages; and for supervisors what was demanded, and what is held. */
export function DemandsPage() {
  const say = useWords();
  const { data: me } = useMe();
  const keeps = me !== undefined && mayOnLine(me, "keepHolds");
  return (
    <section className="page demands stack">
      <h1>{say("demands.title")}</h1>
      <Card />
      {keeps && <Sealed me={me.id} />}
    </section>
  );
}

/** The language of the page first: the other is for whoever asks. */
function Card() {
  const spoken = useStore(words)?.language ?? "en";
  return (
    <div className="demand-cards">
      {languages
        .toSorted((one) => (one === spoken ? -1 : 1))
        .map((language) => {
          const { title, say, lines } = demandCard(language);
          return (
            <div key={language} className="card" lang={language}>
              <h2>{title}</h2>
              <p className="demand-say">{say}</p>
              <ul className="demand-lines">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          );
        })}
    </div>
  );
}

/** Reading either is written down: nobody reads them by opening a page. */
function Sealed({ me }: { readonly me: string }) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  if (open) {
    return (
      <>
        <Holds me={me} />
        <Register />
      </>
    );
  }
  return (
    <div className="card">
      <h2>{say("demands.register.title")}</h2>
      <p className="soft">{say("demands.open.text")}</p>
      <div className="row">
        <Button onPress={() => setOpen(true)}>{say("demands.open")}</Button>
      </div>
    </div>
  );
}
