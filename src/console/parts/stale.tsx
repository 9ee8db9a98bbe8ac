import { sinceLastAnswer } from "../client/line.ts";
import { useLook } from "../time/use.ts";
import { useWords } from "../words/use.ts";

/** Two askings in a row without an answer. */
const STALE_S = 7;
const look = () => {
  const seconds = Math.floor(sinceLastAnswer() / 1_000);
  return seconds < STALE_S ? 0 : seconds;
};

/** Says that what is shown may not be so any more. */
export function Stale() {
  const say = useWords();
  const seconds = useLook(look);
  return (
    <div role="alert" className={seconds > 0 ? "stale" : "hush"}>
      {seconds > 0 && (
        <>
          <strong>{say("stale.title")}</strong>{" "}
          <span aria-hidden="true">{say("stale.since", { seconds })}</span>
        </>
      )}
    </div>
  );
}
