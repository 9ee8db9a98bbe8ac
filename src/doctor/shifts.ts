import type { Gap } from "../domain/shifts/coverage.ts";
import { broken, counted, look, ok, type Finding } from "./finding.ts";

export type ShiftsAsked = {
  /** On the line or on call now, and not away. */
  readonly answering: number;
  /** In what was agreed, from now on. */
  readonly gaps: readonly Gap[];
  readonly now: number;
  readonly timeZone: string;
};

const DAY_MS = 24 * 3_600_000;
const CONSOLE = "Console → Shifts: agree shifts, or come on shift yourself.";

/** Who answers now, and for the next 24 hours as it was agreed. */
export function shiftFindings({ answering, gaps, now, timeZone }: ShiftsAsked): readonly Finding[] {
  const until = now + DAY_MS;
  const next = gaps.filter((gap) => gap.language === null && gap.from < until);
  const empty = next.filter(({ on }) => on === 0);
  const few = next.filter(({ on }) => on > 0);
  const times = (some: readonly Gap[]) =>
    some.map(({ from, to }) => stretch(from, Math.min(to, until), timeZone)).join("; ");
  const findings = [
    answering === 0
      ? nobody
      : ok("onShift", `${counted(answering, "person", "people")} can be rung now.`),
  ];
  if (empty.length > 0) {
    findings.push(
      look("nobodyPlanned", `In the next 24 h nobody has agreed to be on ${times(empty)}.`, {
        means:
          "Whoever calls then is offered check-ins by the line itself, and supervisors are rung.",
        mend: CONSOLE,
      }),
    );
  }
  if (few.length > 0) {
    findings.push(
      look(
        "tooFewPlanned",
        `In the next 24 h fewer have agreed to be on than it takes ${times(few)}.`,
        {
          means: "With one person, one caller in six waits.",
          mend: CONSOLE,
        },
      ),
    );
  }
  if (next.length === 0) findings.push(ok("coverage", "The next 24 hours are covered as agreed."));
  return findings;
}

const nobody = broken("nobodyOnShift", "Nobody is on shift now.", {
  means: "No caller is answered by a person: each is offered check-ins by the line itself.",
  mend: CONSOLE,
});

function stretch(from: number, to: number, timeZone: string): string {
  const clock = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return `${clock.format(from)} to ${clock.format(to)}`;
}
