import { useState } from "react";
import { ROUTES, SUBSTANCES, type Route, type Substance } from "../../../domain/session/plan.ts";
import type { SessionView } from "../../../http/contract.ts";
import { ChoiceField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";

/** What to say for what they take and how, while they get ready. A medical lead revises the words. */
export function Tips({ session: { doses } }: { readonly session: SessionView }) {
  const say = useWords();
  const last = doses.at(-1);
  const [chosen, choose] = useState<{ substance?: Substance; route?: Route }>({});
  const substance = chosen.substance ?? last?.substance ?? "unknown";
  const route = chosen.route ?? last?.route ?? "unknown";
  return (
    <details className="tips card">
      <summary>
        <h2>{say("tips.title")}</h2>
      </summary>
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
      <p className="tip">{say(`tip.${substance}`)}</p>
      <p className="tip">{say(`tip.route.${route}`)}</p>
    </details>
  );
}
