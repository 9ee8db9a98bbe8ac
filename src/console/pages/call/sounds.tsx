import { useWords } from "../../words/use.ts";

/** What is heard, and what it asks for: snoring is no sleep (PRACTICE 11). */
const HEARD = {
  send: ["snoring", "gurgling", "gaps"],
  quiet: ["nothing"],
  drowsy: ["slurred"],
  well: ["talking"],
} as const;
const ORDER = ["send", "quiet", "drowsy", "well"] as const;

export function Sounds() {
  const say = useWords();
  return (
    <div className="sounds card">
      <h2>{say("sounds.title")}</h2>
      <dl>
        {ORDER.map((answer) => (
          <div key={answer} className={answer}>
            <dt>{HEARD[answer].map((sound) => say(`sounds.${sound}`)).join(" · ")}</dt>
            <dd>{say(`sounds.${answer}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
