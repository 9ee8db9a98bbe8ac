import { cpus } from "node:os";

import { isKind, type Telephones } from "./telephones.ts";
import { behaviours } from "./parts.ts";
import type { Evidence } from "./evidence.ts";
import type { Judged } from "./judge.ts";
import type { Verdict } from "./verdict.ts";
import { PER_SECOND } from "./rate.ts";
import type { Options } from "./options.ts";
import type { TroubleKind } from "./troubles.ts";

/** What the night has to show before it proves anything. */
const WANTED: readonly (readonly [string, number])[] = [
  ["api killed", 20],
  ["worker killed", 20],
  ["watchdog killed", 20],
  ["Redis emptied", 5],
  ["Postgres restarted or killed", 3],
  ["callbacks disturbed", 1_000],
  ["callers who fell silent", 30],
  ["callers who answered late", 30],
];

type Row = readonly string[];

/** The last table of a night, as Markdown. */
export function report(options: Options, { evidence, verdicts, broken }: Judged): string {
  const minutes = (evidence.endedAt - evidence.startedAt) / 60_000;
  return [
    `${options.minutes} minutes of faults, ${minutes.toFixed(1)} in all; ${options.sessions} callers at once; seed ${options.seed}; ` +
      `${cpus().length} cores for everything; \`OUTBOUND_PER_SECOND=${PER_SECOND}\`; protocol \`brisk-1\`.`,
    "",
    table(["fault", "times", "longest away"], faultRows(evidence)),
    table(["callers", "how many"], callerRows(evidence)),
    table(
      ["promise", "judged", "cases", "p50", "p99", "worst", "broken"],
      verdicts.map(verdictRow),
    ),
    `**${broken.length} promises broken.**`,
  ].join("\n");
}

/** What was wanted of this night and did not happen often enough; empty when it proves what it is for. */
export function lacking(judged: Judged): readonly string[] {
  const counts = countsOf(judged.evidence);
  return WANTED.flatMap(([what, least]) => {
    const found = counts.get(what) ?? 0;
    return found >= least ? [] : [`${what}: ${found} of ${least}`];
  });
}

function countsOf(evidence: Evidence): ReadonlyMap<string, number> {
  const times = (...kinds: readonly TroubleKind[]) =>
    evidence.troubles.outages.filter(({ kind }) => kinds.includes(kind)).length;
  return new Map([
    ["api killed", times("api killed")],
    ["worker killed", times("worker killed")],
    ["watchdog killed", times("watchdog killed")],
    ["Redis emptied", times("Redis emptied")],
    ["Postgres restarted or killed", times("Postgres restarted", "Postgres killed")],
    ["callbacks disturbed", disturbed(evidence.telephones).length],
    ["callers who fell silent", silent(evidence)],
    ["callers who answered late", late(evidence)],
  ]);
}

const disturbed = ({ entries }: Telephones) => entries.filter((one) => isKind(one, "faulted"));

/** Those for whom help was sent because they no longer answered. */
const silent = ({ episodes }: Evidence): number =>
  episodes.filter(({ events }) => events.some(({ kind }) => kind === "checkInMissed")).length;

const late = ({ story }: Evidence): number =>
  story.signs.filter(({ what, helpBy }) => what === "answered" && helpBy === null).length;

function faultRows({ troubles, telephones }: Evidence): readonly Row[] {
  const kinds = [...new Set(troubles.outages.map(({ kind }) => kind))].toSorted();
  const away = kinds.map((kind): Row => {
    const some = troubles.outages.filter((one) => one.kind === kind);
    const longest = Math.max(...some.map(({ from, to }) => to - from));
    return [kind, String(some.length), seconds(longest)];
  });
  const effects = Map.groupBy(disturbed(telephones), ({ effect }) => effect);
  const callbacks = [...effects].map(([effect, some]): Row => [
    `callback: ${effect}`,
    String(some.length),
    "",
  ]);
  return [...away, ...callbacks];
}

function callerRows(evidence: Evidence): readonly Row[] {
  const { callers, episodes, story } = evidence;
  const played = behaviours.map((behaviour): Row => {
    const some = callers.filter(({ part }) => part.behaviour === behaviour);
    return [behaviour, String(some.length)];
  });
  const having = (kind: string) =>
    episodes.filter(({ events }) => events.some((event) => event.kind === kind)).length;
  const clicked = story.signs.filter(
    ({ what, sessionId }) => what === "answered" && sessionId !== null,
  );
  return [
    ...played,
    ["**sessions in all**", String(episodes.length)],
    ["with a responder", String(having("responderJoined"))],
    ["responder lost on the way", String(having("responderLost"))],
    ["check-ins confirmed in the console", String(clicked.length)],
    ["help sent for silence", String(silent(evidence))],
    ["answered after help was sent", String(late(evidence))],
    ["help called off by a person", String(having("helpStoodDown"))],
    ["line lost", String(having("lineLost"))],
  ];
}

function verdictRow({ promise, what, cases, lateMs, broken }: Verdict): Row {
  const times =
    lateMs === null || lateMs.length === 0
      ? ["", "", ""]
      : [0.5, 0.99, 1].map((part) => seconds(percentile(lateMs, part)));
  return [promise, what, String(cases), ...times, String(broken.length)];
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1));
  return sorted[index] ?? 0;
}

export const seconds = (ms: number): string =>
  Number.isFinite(ms) ? `${(ms / 1_000).toFixed(1)} s` : "still";

export function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line), ""].join("\n");
}
