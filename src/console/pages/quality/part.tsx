import { Link } from "@tanstack/react-router";
import type { Lead } from "../../../domain/reviews/quality.ts";
import type { QualityShown } from "../../../http/contract-quality.ts";
import { useWords } from "../../words/use.ts";
import { LyingBars } from "../numbers/bars.tsx";
import { Drawn } from "../numbers/drawn.tsx";
import { useCategory } from "./said.ts";

export type Told = NonNullable<QualityShown["quality"]>;
type Shown = Told["causes"];

type Given = {
  readonly of: Lead | "pauses";
  readonly month: string;
  readonly shown: Shown;
};

/** One question of the month: drawn for the eye, and the very same as a table, whose numbers lead to their calls. */
export function Part({ of, month, shown }: Given) {
  const say = useWords();
  const nameOf = useCategory();
  const title = say(`quality.${of}`);
  const rule = say(`quality.rule.${of}`);
  const points = inOrder(shown).flatMap(([is, times]) =>
    times === null ? [] : [{ name: nameOf(of, is), times }],
  );
  if (points.length === 0) {
    const { total } = shown;
    return (
      <section className="card">
        <h3>{title}</h3>
        <p className="soft">{rule}</p>
        <p>{total === null ? say("quality.allHidden") : say("quality.onlyAll", { total })}</p>
      </section>
    );
  }
  return (
    <Drawn
      title={title}
      text={rule}
      drawing={
        <LyingBars points={points} series={[{ key: "times", fill: "full" }]} valueOf={String} />
      }
      table={<Table of={of} month={month} shown={shown} />}
    />
  );
}

/** The most telling first: the other way round than others are hidden. */
const inOrder = ({ counts }: Shown): readonly (readonly [string, number | null])[] =>
  Object.entries(counts).toReversed();

function Table({ of, month, shown }: Given) {
  const say = useWords();
  const nameOf = useCategory();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say("quality.what")}</th>
          <th scope="col">{say("quality.times")}</th>
        </tr>
      </thead>
      <tbody>
        {inOrder(shown).map(([is, times]) => (
          <tr key={is}>
            <th scope="row">{nameOf(of, is)}</th>
            <td>
              {times === null ? (
                <span className="soft">{say("quality.hidden")}</span>
              ) : (
                <Calls of={of} month={month} is={is} times={times} />
              )}
            </td>
          </tr>
        ))}
        {shown.rest !== null && (
          <tr>
            <th scope="row">{say("quality.rest")}</th>
            <td>{shown.rest}</td>
          </tr>
        )}
        <tr>
          <th scope="row">{say("quality.all")}</th>
          <td>{shown.total}</td>
        </tr>
      </tbody>
    </table>
  );
}

type Counted = Omit<Given, "shown"> & { readonly is: string; readonly times: number };

/** A number, and the way to its calls; a break has none. */
function Calls({ of, month, is, times }: Counted) {
  const say = useWords();
  if (of === "pauses" || times === 0) return <>{times}</>;
  return (
    <Link to="/log/quality" search={{ month, of, is }}>
      {times}
      <span className="hush"> {say("numbers.calls")}</span>
    </Link>
  );
}
