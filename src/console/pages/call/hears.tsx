import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../http/contract.ts";
import { useNames } from "../../client/people.ts";
import { useMe } from "../../client/queries.ts";
import { useWords } from "../../words/use.ts";
import { desksQuery } from "./desks-query.ts";
import { hearersOf, isApart, type Hearer } from "./hearers.ts";

/** Who hears the caller: always there, and said when it changes. By keys alone, nobody does. */
export function Hears({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { data: me } = useMe();
  const hearers = hearersOf(session, me?.id ?? "");
  const deskIds = hearers.flatMap((one) => (one.kind === "desk" ? [one.deskId] : []));
  const { data: desks } = useQuery(desksQuery(deskIds));
  const apart = isApart(session);
  const names = useNames();
  const name = (one: Hearer) => {
    if ("staffId" in one) return say(`hears.${one.kind}`, { name: names(one.staffId) });
    if (one.kind !== "desk") return say(`hears.${one.kind}`);
    return desks?.find(({ id }) => id === one.deskId)?.name ?? say("hears.desk");
  };
  if (hearers.length === 0) return null;
  return (
    <p className="hears" role="status">
      {apart !== "keysOnly" &&
        say("hears.title", { who: [...new Set(hearers.map(name))].join(" · ") })}
      {apart !== null && <strong className="apart">{say(`hears.${apart}`)}</strong>}
    </p>
  );
}
