import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { done } from "../../../http/contract.ts";
import { useNames } from "../../client/people.ts";
import { clock } from "../../client/line.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { Agree } from "./agree.tsx";
import { repetitionOf, weekdayOf, type Rule } from "./agreement.ts";
import { rulesQuery } from "./queries.ts";

/** Everything that was agreed and still holds, to be made, said otherwise, or ended. */
export function Agreements() {
  const say = useWords();
  const { data } = useQuery(rulesQuery);
  const [open, show] = useState<Rule | "new" | null>(null);
  const now = clock.now();
  const standing = (data?.rules ?? []).filter((rule) => isStanding(rule, now));
  return (
    <>
      {open === null ? (
        <div className="row">
          <Button look="main" onPress={() => show("new")}>
            {say("agree.new")}
          </Button>
        </div>
      ) : (
        <Agree
          key={open === "new" ? "new" : open.id}
          instead={open === "new" ? null : open}
          leave={() => show(null)}
        />
      )}
      <div className="card">
        <h2>{say("agreed.title")}</h2>
        {standing.length === 0 && <p className="soft">{say("agreed.none")}</p>}
        <ul className="lines">
          {standing.map((rule) => (
            <One key={rule.id} rule={rule} change={() => show(rule)} />
          ))}
        </ul>
      </div>
    </>
  );
}

const DAY_MS = 24 * 60 * 60_000;
/** Longer than the press takes to arrive: what is past cannot be ended. */
const SOON_MS = 15_000;

/** A shift that was once is gone the day after. */
function isStanding({ endedFrom, repeat, ends }: Rule, now: number): boolean {
  if (endedFrom !== null && endedFrom <= now) return false;
  return repeat !== null || Date.parse(ends) + DAY_MS > now;
}

type Given = { readonly rule: Rule; readonly change: () => void };

function One({ rule, change }: Given) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const said = useRuleWords();
  const { staffId, circle, endedFrom, id } = rule;
  const { send, trouble } = useWish(() =>
    wish({
      method: "POST",
      path: `/api/shifts/rules/${id}/end`,
      body: { from: Math.ceil(clock.now()) + SOON_MS },
      answer: done,
      changes: ["shifts"],
    }),
  );
  return (
    <li>
      <span>
        <strong>{nameFor(staffId)}</strong> {said(rule)}
        <br />
        <span className="soft">
          {say(`shift.circle.${circle}`)}
          {endedFrom !== null && ` · ${say("agreed.until", { day: times.weekday(endedFrom) })}`}
        </span>
      </span>
      {endedFrom === null && (
        <span className="row">
          <Button look="quiet" onPress={change}>
            {say("agreed.change")} <span className="hush">{nameFor(staffId)}</span>
          </Button>
          <Twice look="quiet" onSure={() => send(null)}>
            {say("agreed.end")}
          </Twice>
        </span>
      )}
      <TroubleSaid trouble={trouble} />
    </li>
  );
}

/** "Mon, Wed, 18:00 to 22:00 (America/Toronto)". */
function useRuleWords(): (rule: Rule) => string {
  const say = useWords();
  const times = useTimes();
  return ({ repeat, starts, ends, timeZone }) => {
    const hours = say("schedule.span", { from: starts.slice(11), to: ends.slice(11) });
    const day = starts.slice(0, "2026-11-27".length);
    const known = repetitionOf(repeat);
    const first = times.weekday(Date.parse(`${day}T12:00`));
    if (known === null) return `${repeat ?? ""}, ${hours} (${timeZone})`;
    if (known.repeat === "once") return `${first}, ${hours} (${timeZone})`;
    const named = known.weekdays.length > 0 ? known.weekdays : [weekdayOf(day) ?? "MO"];
    const days = named.map((one) => say(`agree.weekday.${one}`)).join(", ");
    const when = known.repeat === "daily" ? say("agree.repeat.daily") : days;
    const every = known.repeat === "biweekly" ? `, ${say("agree.repeat.biweekly")}` : "";
    return `${when}, ${hours}${every} (${timeZone})`;
  };
}
