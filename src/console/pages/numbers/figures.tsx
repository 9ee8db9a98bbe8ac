import type { ReactNode } from "react";
import type { CountedNumber } from "../../../domain/measures/counted-calls.ts";
import { useWords } from "../../words/use.ts";
import { CallsLink } from "./calls-link.tsx";
import { useRule } from "./said.ts";
import type { Week } from "./week.ts";

/** Numbers one below the other: how many, what that is, and by which rule it is counted. */
export const Figures = ({ children }: { readonly children: ReactNode }) => (
  <dl className="figures">{children}</dl>
);

type Counted = {
  readonly week: Week;
  readonly number: CountedNumber;
  readonly count: number;
  /** Beside it, such as its share of all calls. */
  readonly more?: string;
};

export function CountedFigure({ week, number, count, more = "" }: Counted) {
  const say = useWords();
  const ruleOf = useRule(week.shown.rules);
  return (
    <Figure
      name={say(`numbers.name.${number}`)}
      rule={ruleOf(number)}
      value={<CallsLink week={week} number={number} count={count} />}
      more={more}
    />
  );
}

type Given = {
  readonly name: string;
  readonly rule: string;
  readonly value: ReactNode;
  readonly more?: string;
};

export const Figure = ({ name, rule, value, more = "" }: Given) => (
  <div>
    <dt>
      {name} {more !== "" && <span className="more">{more}</span>}
    </dt>
    <dd className="value">{value}</dd>
    <dd className="rule">{rule}</dd>
  </div>
);
