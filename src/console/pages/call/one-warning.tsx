import { provinces } from "../../../domain/provinces.ts";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useTimes, useWords } from "../../words/use.ts";
import type { Warned } from "./known.ts";
import "./one-warning.css";

/** What was found, what to do, who says so, and until when. In the page's language where it is there, else in the other. */
export function OneWarning({ warning }: { readonly warning: Warned }) {
  const say = useWords();
  const times = useTimes();
  const { substances, soldAs, source, sourceUrl, from, endsAt, endSaid } = warning;
  const what = substances.map((one) => say(`substance.${one}`)).join(", ");
  const until = say(endSaid ? "warning.until" : "warning.noEnd", { day: times.day(endsAt) });
  return (
    <article className="warning">
      <h3>
        {soldAs ?? what} · <Where warning={warning} />
      </h3>
      {soldAs !== null && <p className="soft">{what}</p>}
      <Said said={warning.found} />
      <Said said={warning.advice} />
      <p className="soft">
        {sourceUrl === null ? (
          source
        ) : (
          <a href={sourceUrl} target="_blank" rel="noreferrer">
            {source}
          </a>
        )}{" "}
        · {say("warning.from", { day: times.day(from) })} · {until}
      </p>
    </article>
  );
}

function Where({ warning: { province, municipality } }: { readonly warning: Warned }) {
  const say = useWords();
  const language = useStore(words)?.language ?? "en";
  if (province === null) return say("warning.everywhere");
  const name = provinces[province].name[language];
  return municipality === null ? name : `${municipality}, ${name}`;
}

function Said({ said }: { readonly said: Warned["found"] }) {
  const language = useStore(words)?.language ?? "en";
  const other = language === "en" ? "fr" : "en";
  const own = said[language];
  return own === null ? <p lang={other}>{said[other]}</p> : <p>{own}</p>;
}
