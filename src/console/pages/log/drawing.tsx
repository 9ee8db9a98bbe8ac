import { LANES, type Lane } from "../../../domain/call-log/lanes.ts";
import type { Account } from "../../../http/contract-call-log.ts";
import { useKnown, useTimes, useWords } from "../../words/use.ts";
import "./drawing.css";

const WIDTH = 1_000;
const LANE_HEIGHT = 34;
const BAR = 18;
const TOP = 8;

type Given = { readonly account: Account };

/** The call over time, a lane for each of its parts. What colour says is written too: the bars are named, and all is told in words. */
export function Drawing({ account }: Given) {
  const say = useWords();
  const { from, to } = spanOf(account);
  const height = TOP + LANES.length * LANE_HEIGHT;
  const x = (at: number): number => ((at - from) / (to - from)) * WIDTH;
  const lanes = LANES.map((lane, place) => ({ lane, y: TOP + place * LANE_HEIGHT }));
  return (
    <figure className="card drawn">
      <figcaption>
        <h2>{say("log.drawn")}</h2>
        <p className="soft">{say("log.drawn.text")}</p>
      </figcaption>
      <div className="lanes">
        <ul aria-hidden="true" className="names">
          {LANES.map((lane) => (
            <li key={lane}>{say(`log.lane.${lane}`)}</li>
          ))}
        </ul>
        <svg
          viewBox={`0 0 ${WIDTH} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={say("log.drawn.text")}
        >
          <Ticks from={from} to={to} height={height} />
          {lanes.map(({ lane, y }) => (
            <LaneDrawn key={lane} account={account} lane={lane} y={y} x={x} end={to} />
          ))}
        </svg>
        <Axis from={from} to={to} />
      </div>
      <Legend account={account} />
    </figure>
  );
}

/** From its first moment to its last; at least a minute, so that a wrong number can be seen too. */
function spanOf({ call, now, stretches, marks }: Account) {
  const from = call.openedAt;
  const last = Math.max(
    ...stretches.map(({ to }) => to ?? now),
    ...marks.map(({ at }) => at),
    call.closedAt ?? from,
  );
  return { from, to: Math.max(call.closedAt ?? last, from + 60_000) };
}

type Drawn = Given & {
  readonly lane: Lane;
  readonly y: number;
  readonly x: (at: number) => number;
  readonly end: number;
};

function LaneDrawn({ account, lane, y, x, end }: Drawn) {
  return (
    <g>
      <line className="base" x1={0} x2={WIDTH} y1={y + BAR / 2} y2={y + BAR / 2} />
      {account.stretches
        .filter((one) => one.lane === lane)
        .map(({ is, from, to }) => (
          <rect
            key={`${is}${from}`}
            className={classOf(is)}
            x={x(from)}
            width={Math.max(2, x(to ?? end) - x(from))}
            y={y}
            height={BAR}
          />
        ))}
      {account.marks
        .filter((one) => one.lane === lane && one.at <= end)
        .map(({ is, at }, place) => (
          <line
            key={`${is}${at}-${place}`}
            className={`at ${is}`}
            x1={x(at)}
            x2={x(at)}
            y1={y - 4}
            y2={y + BAR + 4}
          />
        ))}
    </g>
  );
}

const classOf = (is: string): string => is.replace(".", "-");

/** Few enough to be read on a telephone. */
const PARTS = 4;
const ticksIn = (from: number, to: number): readonly number[] =>
  Array.from({ length: PARTS + 1 }, (_, place) => from + (place / PARTS) * (to - from));

type Span = { readonly from: number; readonly to: number };

function Ticks({ from, to, height }: Span & { readonly height: number }) {
  return ticksIn(from, to).map((at) => {
    const x = ((at - from) / (to - from)) * WIDTH;
    return <line key={at} className="tick" x1={x} x2={x} y1={0} y2={height} />;
  });
}

/** Since the call came in. */
function Axis({ from, to }: Span) {
  const ticks = ticksIn(from, to);
  return (
    <ol className="axis" aria-hidden="true">
      {ticks.map((at) => (
        <li key={at}>{sinceStart(at - from)}</li>
      ))}
    </ol>
  );
}

function sinceStart(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const two = (part: number) => String(part).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/** Each stretch by name and time: what a screen reader gets of the drawing, and the key to its colours. */
function Legend({ account }: Given) {
  const say = useWords();
  const isWord = useKnown();
  const times = useTimes();
  const kinds = [...new Set(account.stretches.map(({ is }) => is))];
  const wordOf = (is: string) => {
    const id = `log.is.${is}`;
    return isWord(id) ? say(id) : is;
  };
  return (
    <ul className="legend">
      {kinds.map((is) => {
        const first = account.stretches.find((one) => one.is === is);
        if (first === undefined) return null;
        return (
          <li key={is}>
            <span className={`swatch ${classOf(is)}`} aria-hidden="true" />
            <span>
              {say("log.legend", { lane: say(`log.lane.${first.lane}`), is: wordOf(is) })}{" "}
              <span className="hush">{times.second(first.from)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
