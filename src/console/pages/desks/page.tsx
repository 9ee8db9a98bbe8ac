import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { mayOnLine } from "../../../domain/permissions.ts";
import { Refused, useMe } from "../../client/queries.ts";
import { ChoiceField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Holes } from "./holes.tsx";
import { Import } from "./import.tsx";
import { OtherLines } from "./other-lines.tsx";
import { DeskTable } from "./table.tsx";
import { directoryQuery } from "./queries.ts";
import "../../parts/cells.css";
import "./desks.css";

const SIDES = ["real", "rehearsal"] as const;
type Side = (typeof SIDES)[number];

/** Whom the line rings for which places, what is missing, and taking over a file. */
export function DesksPage() {
  const say = useWords();
  const { data: me } = useMe();
  const { data, error } = useQuery(directoryQuery);
  const [side, choose] = useState<Side>("real");
  const keeps = me !== undefined && mayOnLine(me, "keepDesks");
  const desks = (data?.desks ?? []).filter(({ rehearsal }) => rehearsal === (side === "rehearsal"));
  return (
    <section className="page directory stack">
      <h1>{say("desks.title")}</h1>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      <ChoiceField
        label={say("desks.side")}
        options={SIDES}
        value={side}
        onChange={choose}
        say={(one) => say(`desks.side.${one}`)}
      />
      <Holes side={side} />
      {data !== undefined && <DeskTable desks={desks} now={data.now} />}
      {keeps && <Import />}
      <OtherLines key={side} rehearsal={side === "rehearsal"} keeps={keeps} />
    </section>
  );
}
