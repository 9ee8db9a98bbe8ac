import { useNames } from "../../client/people.ts";
import { Button } from "../../parts/button.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import type { Day, Gap, Piece, Shift } from "./week.ts";

const HOURS = [0, 6, 12, 18];
const DAY_MS = 24 * 60 * 60_000;

/** Null: nobody changes a shift here. */
type Pick = ((shift: Shift) => void) | null;

type Week = { readonly days: readonly Day[]; readonly now: number; readonly pick: Pick };

/** Drawn for whoever looks and a table for whoever listens: it is one and the same. */
export function WeekGrid({ days, now, pick }: Week) {
  const say = useWords();
  const times = useTimes();
  return (
    <table className="week card">
      <caption className="hush">{say("schedule.caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{say("schedule.day")}</th>
          <th scope="col">
            <span className="hush">{say("schedule.people")}</span>
            <span className="hours" aria-hidden="true">
              {HOURS.map((hour) => (
                <span key={hour}>{hour}</span>
              ))}
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.at} className={now >= day.at && now < day.endsAt ? "today" : ""}>
            <th scope="row">{times.weekday(day.at)}</th>
            <td>
              <DayOf day={day} now={now} pick={pick} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type OneDay = { readonly day: Day; readonly now: number; readonly pick: Pick };

function DayOf({ day: { shifts, gaps }, now, pick }: OneDay) {
  const say = useWords();
  if (shifts.length + gaps.length === 0) return <p className="soft">{say("schedule.nobody")}</p>;
  return (
    <ul className="track">
      {gaps.map(({ gap, piece }) => (
        <GapBar key={`${gap.from} ${gap.language ?? ""}`} gap={gap} piece={piece} />
      ))}
      {shifts.map(({ shift, piece }) => (
        <ShiftBar
          key={`${shift.staffId} ${shift.startsAt} ${shift.circle}`}
          shift={shift}
          piece={piece}
          pick={mayBeChanged(shift, now) ? pick : null}
        />
      ))}
    </ul>
  );
}

/** What was agreed, and is not over. */
const mayBeChanged = ({ ruleId, endsAt }: Shift, now: number): boolean =>
  ruleId !== null && endsAt !== null && endsAt > now;

/** Set by script, as the page's policy allows: no style stands in the page itself. */
const QUARTERS = 96;
/** Four hours: narrower, its words would stand one letter below the other. What is shorter says so in words. */
const NARROWEST = 16;

function placeOf({ from, to }: Piece) {
  const ends = Math.min(QUARTERS, Math.max(to, from + NARROWEST));
  return { gridColumn: `${Math.min(from, ends - NARROWEST) + 1} / ${ends + 1}` };
}

function GapBar({ gap, piece }: { readonly gap: Gap; readonly piece: Piece }) {
  const say = useWords();
  const times = useTimes();
  const { language, on, least } = gap;
  return (
    <li className="bar gap" style={placeOf(piece)}>
      <strong>{say("schedule.gap", { on, least })}</strong>{" "}
      <span>
        {language !== null && `${say(`call.language.${language}`)} · `}
        {piece.endsAt - piece.startsAt >= DAY_MS
          ? say("schedule.allDay")
          : say("schedule.span", {
              from: times.minute(piece.startsAt),
              to: times.minute(piece.endsAt),
            })}
      </span>
    </li>
  );
}

type Bar = { readonly shift: Shift; readonly piece: Piece; readonly pick: Pick };

function ShiftBar({ shift, piece, pick }: Bar) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { staffId, circle, startsAt, endsAt, left } = shift;
  const isLong = endsAt === null ? piece.startsAt > startsAt : endsAt - startsAt >= DAY_MS;
  const saidOf = (at: number) => (isLong ? `${times.weekday(at)}, ` : "") + times.minute(at);
  return (
    <li className={`bar ${circle}${left ? " left" : ""}`} style={placeOf(piece)}>
      <strong>{nameFor(staffId)}</strong>{" "}
      <span>
        {endsAt === null
          ? say("onNow.since", { time: saidOf(startsAt) })
          : say("schedule.span", { from: saidOf(startsAt), to: saidOf(endsAt) })}{" "}
        · {say(`shift.circle.${circle}`)}
        {left && ` · ${say("schedule.left")}`}
      </span>
      {pick !== null && (
        <Button look="quiet" onPress={() => pick(shift)}>
          {say("day.change")}
          <span className="hush"> {nameFor(staffId)}</span>
        </Button>
      )}
    </li>
  );
}
