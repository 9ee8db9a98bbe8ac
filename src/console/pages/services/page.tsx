import { useState } from "react";
import { mayOnLine } from "../../../domain/permissions.ts";
import { useMe } from "../../client/queries.ts";
import { ChoiceField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { ServiceFinder } from "./finder.tsx";
import { Import } from "./import.tsx";

const SIDES = ["real", "rehearsal"] as const;
type Side = (typeof SIDES)[number];

/** What others offer callers: found, kept up, taken over from a file and given on. */
export function ServicesPage() {
  const say = useWords();
  const { data: me } = useMe();
  const [side, choose] = useState<Side>("real");
  const keeps = me !== undefined && mayOnLine(me, "keepServices");
  return (
    <section className="page stack">
      <h1>{say("services.title")}</h1>
      <ChoiceField
        label={say("services.side")}
        options={SIDES}
        value={side}
        onChange={choose}
        say={(one) => say(`services.side.${one}`)}
      />
      <ServiceFinder key={side} rehearsal={side === "rehearsal"} />
      {keeps && <Import />}
    </section>
  );
}
