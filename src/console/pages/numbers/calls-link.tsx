import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CountedNumber } from "../../../domain/measures/counted-calls.ts";
import { useWords } from "../../words/use.ts";
import type { Week } from "./week.ts";

type Given = {
  readonly week: Week;
  readonly number: CountedNumber;
  /** How many; with none there is nothing to go to. */
  readonly count: number;
  readonly weekday?: number;
  readonly hour?: number;
  /** What is shown, where it is not the count itself. */
  readonly children?: ReactNode;
};

/** A number, and for whoever may see them the way to the calls it was counted from. */
export function CallsLink({ week, number, count, weekday, hour, children = count }: Given) {
  const say = useWords();
  if (count === 0 || !week.seesCalls) return <>{children}</>;
  const { from, ends } = week.shown;
  return (
    <Link
      to="/log/counted"
      search={{
        number,
        from,
        to: ends,
        ...(weekday === undefined ? {} : { weekday }),
        ...(hour === undefined ? {} : { hour }),
      }}
    >
      {children}
      <span className="hush"> {say("numbers.calls")}</span>
    </Link>
  );
}
