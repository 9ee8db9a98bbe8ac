import { useQuery } from "@tanstack/react-query";
import { mayOnLine } from "../../../domain/permissions.ts";
import { Refused, useMe } from "../../client/queries.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Drafts } from "./drafts.tsx";
import { Import } from "./import.tsx";
import { inForceQuery, versionsQuery } from "./queries.ts";
import { Texts } from "./texts.tsx";
import { AllWarnings } from "./warnings.tsx";
import "../../parts/folds.css";
import "./knowing.css";

/** Cards, tips and drug alerts: what is in force, who stands by it, what waits; and a new version. */
export function KnowingPage() {
  const say = useWords();
  const { data: me } = useMe();
  const texts = useQuery(inForceQuery);
  const versions = useQuery(versionsQuery);
  const error = texts.error ?? versions.error;
  const keeps = me !== undefined && mayOnLine(me, "keepKnowing");
  return (
    <section className="page knowing stack">
      <h1>{say("knowing.title")}</h1>
      <p>{say("knowing.text")}</p>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      <AllWarnings keeps={keeps} />
      {keeps && <Import />}
      {keeps && versions.data !== undefined && <Drafts versions={versions.data.versions} />}
      {texts.data !== undefined && versions.data !== undefined && (
        <Texts texts={texts.data.texts} versions={versions.data.versions} keeps={keeps} />
      )}
    </section>
  );
}
