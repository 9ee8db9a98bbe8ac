import type { Examined } from "./examine.ts";
import type { Finding, Level } from "./finding.ts";

/** How it went, for scripts: 0 nothing is broken, 1 something is, 2 something could not be looked at. */
export function exitCodeOf(examined: readonly Examined[]): 0 | 1 | 2 {
  const count = countsOf(examined);
  if (count.broken > 0) return 1;
  return count.unknown > 0 ? 2 : 0;
}

type How = {
  /** Colour is for people at a terminal. */
  readonly colour: boolean;
  /** Whatever must not be said, should a reason given by somebody else contain it. */
  readonly secrets: readonly string[];
};

const MARKS: Readonly<Record<Level, string>> = { ok: "✓", look: "!", broken: "✗", unknown: "?" };
const COLOURS: Readonly<Record<Level, number>> = { ok: 32, look: 33, broken: 31, unknown: 35 };
const WIDTH = 12;

/** A line for what is well; of the rest also what it means and what mends it. */
export function plainReport(examined: readonly Examined[], how: How): string {
  const lines = examined.flatMap(({ about, findings }) =>
    findings.flatMap((finding) => linesOf(about, finding, how)),
  );
  return withoutSecrets(["", ...lines, "", summary(examined, how), ""].join("\n"), how.secrets);
}

export function jsonReport(examined: readonly Examined[], secrets: readonly string[]): string {
  const findings = examined.flatMap(({ about, findings: found }) =>
    found.map((finding) => ({ about, ...finding })),
  );
  const whole = { exitCode: exitCodeOf(examined), counts: countsOf(examined), findings };
  return withoutSecrets(JSON.stringify(whole, null, 2), secrets);
}

function linesOf(about: string, finding: Finding, { colour }: How): readonly string[] {
  const { level, found, means, mend } = finding;
  const mark = painted(MARKS[level], COLOURS[level], colour);
  const first = `  ${mark} ${about.padEnd(WIDTH)} ${found}`;
  const indent = " ".repeat(WIDTH + 5);
  return [
    first,
    ...(means === null ? [] : [`${indent}${means}`]),
    ...(mend === null ? [] : [`${indent}→ ${painted(mend, 1, colour)}`]),
  ];
}

function summary(examined: readonly Examined[], { colour }: How): string {
  const { ok, look, broken, unknown } = countsOf(examined);
  const parts = [
    ...(broken > 0 ? [painted(`${broken} broken`, COLOURS.broken, colour)] : []),
    ...(look > 0 ? [painted(`${look} to look at`, COLOURS.look, colour)] : []),
    ...(unknown > 0 ? [painted(`${unknown} not known`, COLOURS.unknown, colour)] : []),
    painted(`${ok} well`, COLOURS.ok, colour),
  ];
  return `  ${parts.join(", ")}.`;
}

function countsOf(examined: readonly Examined[]): Record<Level, number> {
  const counts: Record<Level, number> = { ok: 0, look: 0, broken: 0, unknown: 0 };
  for (const { findings } of examined) for (const { level } of findings) counts[level] += 1;
  return counts;
}

const painted = (text: string, code: number, colour: boolean): string =>
  colour ? `\u{1B}[${code}m${text}\u{1B}[0m` : text;

/** Anything shorter is no secret, and would blank ordinary words. */
const SHORTEST = 8;

/** The last word on secrets: no reason of any library gets one past here. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length)
    .reduce((said, secret) => said.replaceAll(secret, "[secret]"), text);
}
