import type { Account } from "../../../http/contract-call-log.ts";
import { useKnown, useWords } from "../../words/use.ts";
import { clockTime } from "./clock-time.ts";
import { useNames } from "./names.ts";

type Given = { readonly account: Account };
type Duty = Account["duties"][number];

const A_SECOND = 1_000;

/** The line's own lateness, duty by duty. What waits for people is told apart from it. */
export function Late({ account }: Given) {
  const say = useWords();
  const dutyWord = useDutyWord();
  const duties = account.duties.filter(({ whose }) => whose === "line");
  const worst = duties.reduce<Duty | null>(
    (before, one) => ((one.lateMs ?? 0) > (before?.lateMs ?? A_SECOND - 1) ? one : before),
    null,
  );
  return (
    <div className="card">
      <h2>{say("log.late")}</h2>
      <p className="soft">{say("log.late.text")}</p>
      <p className={worst === null ? "good" : "bad"}>
        {worst === null
          ? say("log.late.never")
          : say("log.late.worst", { seconds: inSeconds(worst.lateMs), duty: dutyWord(worst.kind) })}
      </p>
      {duties.length > 0 && (
        <details>
          <summary>{say("log.late.all", { count: duties.length })}</summary>
          <Duties duties={duties} account={account} />
        </details>
      )}
    </div>
  );
}

function Duties({ duties, account }: Given & { readonly duties: readonly Duty[] }) {
  const say = useWords();
  const dutyWord = useDutyWord();
  const nameOf = useNames(account);
  const ended = ({ ending, doneAt, waivedBy }: Duty): string => {
    if (ending === "done") return clockTime(doneAt ?? 0);
    return ending === "waived"
      ? say("log.ending.waived", { who: nameOf(waivedBy) })
      : say(`log.ending.${ending}`);
  };
  return (
    <div className="wide" role="region" aria-label={say("log.late")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say("log.duty")}</th>
            <th scope="col">{say("log.due")}</th>
            <th scope="col">{say("log.done")}</th>
            <th scope="col">{say("log.lateness")}</th>
          </tr>
        </thead>
        <tbody>
          {duties.map((duty) => (
            <tr key={duty.id} className={(duty.lateMs ?? 0) >= A_SECOND ? "bad" : ""}>
              <td>{dutyWord(duty.kind)}</td>
              <td>{clockTime(duty.dueAt)}</td>
              <td>{ended(duty)}</td>
              <td>
                {duty.lateMs === null
                  ? "–"
                  : say("log.seconds", { seconds: inSeconds(duty.lateMs) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** To a tenth. */
export const inSeconds = (ms: number | null): number => Math.round((ms ?? 0) / 100) / 10;

function useDutyWord(): (kind: string) => string {
  const say = useWords();
  const isWord = useKnown();
  return (kind) => {
    const id = `duty.${kind}`;
    return isWord(id) ? say(id) : kind;
  };
}
