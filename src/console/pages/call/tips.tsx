import { useState } from "react";
import { tipsFor } from "../../../domain/knowing/pieces.ts";
import { ROUTES, SUBSTANCES, type Route, type Substance } from "../../../domain/session/plan.ts";
import type { SessionView } from "../../../http/contract.ts";
import { ChoiceField } from "../../parts/fields.tsx";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useWords } from "../../words/use.ts";
import { useTexts } from "./known.ts";
import { SignedOff } from "./signed-off.tsx";

/** What to say for what they take and how, while they get ready. */
export function Tips({ session: { doses } }: { readonly session: SessionView }) {
  const say = useWords();
  const last = doses.at(-1);
  const [chosen, choose] = useState<{ substance?: Substance; route?: Route }>({});
  const substance = chosen.substance ?? last?.substance ?? "unknown";
  const route = chosen.route ?? last?.route ?? "unknown";
  return (
    <div className="stack">
      <ChoiceField
        label={say("dose.substance")}
        options={SUBSTANCES}
        value={substance}
        onChange={(next) => choose({ ...chosen, substance: next })}
        say={(one) => say(`substance.${one}`)}
      />
      <ChoiceField
        label={say("dose.route")}
        options={ROUTES}
        value={route}
        onChange={(next) => choose({ ...chosen, route: next })}
        say={(one) => say(`route.${one}`)}
      />
      <Said substance={substance} route={route} />
    </div>
  );
}

function Said({ substance, route }: { readonly substance: Substance; readonly route: Route }) {
  const say = useWords();
  const language = useStore(words)?.language ?? "en";
  const texts = useTexts();
  if (texts === null) return <p className="soft">{say("shell.loading")}</p>;
  return (
    <>
      {texts.fallenBack && <p className="soft">{say("knowing.fallenBack")}</p>}
      {tipsFor(substance, route)
        .flatMap((piece) => texts.of(piece) ?? [])
        .map((text) => (
          <div key={text.piece} className="tip">
            <p>{text[language]}</p>
            <SignedOff text={text} />
          </div>
        ))}
    </>
  );
}
