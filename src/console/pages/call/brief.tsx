import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../http/contract.ts";
import { briefQuery } from "../../client/queries.ts";
import { useWords } from "../../words/use.ts";

/** In large letters, in the desk's language first. */
export function Brief({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { data } = useQuery(briefQuery(session));
  if (data === undefined) return null;
  if (data.brief === null) return <p className="soft">{say("brief.none")}</p>;
  const first = data.desks[0]?.language ?? session.language;
  const second = first === "en" ? "fr" : "en";
  return (
    <div className="brief">
      <h3>{say("brief.title")}</h3>
      <p lang={first} className="aloud">
        {data.brief[first]}
      </p>
      <p className="soft">{say("brief.place")}</p>
      <details>
        <summary>{say(`call.language.${second}`)}</summary>
        <p lang={second} className="aloud">
          {data.brief[second]}
        </p>
      </details>
    </div>
  );
}
