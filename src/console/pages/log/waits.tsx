import type { Account } from "../../../http/contract-call-log.ts";
import { useWords } from "../../words/use.ts";
import { clockTime } from "./clock-time.ts";
import { inSeconds } from "./late.tsx";
import { useNames } from "./names.ts";

type Given = { readonly account: Account };

/** How long people took, once the line had done its part: a ring, a check-in, a desk, and what is owed to the responder. */
export function Waits({ account }: Given) {
  const say = useWords();
  const nameOf = useNames(account);
  const { waits } = account;
  const owed = account.duties.filter(({ whose }) => whose === "person");
  return (
    <div className="card">
      <h2>{say("log.waits")}</h2>
      <p className="soft">{say("log.waits.text")}</p>
      {waits.length + owed.length === 0 && <p>{say("log.waits.none")}</p>}
      <ol className="waits">
        {waits.map((wait) => (
          <li key={`${wait.for}${wait.who ?? ""}${wait.since}`}>
            <time>{clockTime(wait.since)}</time>
            <span>{say(`log.wait.${wait.for}`, { who: nameOf(wait.who) })}</span>
            <b className={wait.until === null ? "bad" : ""}>
              {wait.until === null
                ? say("log.wait.never")
                : say("log.seconds", { seconds: inSeconds(wait.until - wait.since) })}
            </b>
          </li>
        ))}
        {owed.map(({ id, kind, dueAt, doneAt, waivedBy, ending }) => (
          <li key={id}>
            <time>{clockTime(dueAt)}</time>
            <span>{say(kind === "debrief" ? "log.wait.debrief" : "log.wait.followUp")}</span>
            <b>
              {ending === "done"
                ? clockTime(doneAt ?? dueAt)
                : say(`log.ending.${ending}`, { who: nameOf(waivedBy) })}
            </b>
          </li>
        ))}
      </ol>
    </div>
  );
}
