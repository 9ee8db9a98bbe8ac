import { FAULT_KINDS } from "../support/faults.ts";
import { AWAITED } from "./bad-night.ts";
import { DESK_DOES, DROPS, ANSWERS, RINGS, TRUSTED_SAYS } from "./cast.ts";
import type { Simulated } from "./run.ts";

/** What one night, or thousands, met. Plain data: it crosses from one process to another. */
export type Tally = {
  seeds: number;
  sessions: number;
  events: number;
  calls: number;
  /** How often each was met: "fault crash", "died before store.commit", "caller redials", "event helpAsked". */
  met: Record<string, number>;
  /** How late what was owed came at worst, in ms, and in which seed. */
  worst: Record<string, { ms: number; seed: number }>;
};

export const nothingMet = (): Tally => ({
  seeds: 0,
  sessions: 0,
  events: 0,
  calls: 0,
  met: {},
  worst: {},
});

export function tallyOf(night: Simulated): Tally {
  const { cast, struck, kinds, sessions, events, calls, worst, seed } = night;
  const words = [
    ...cast.callers.map(({ answers }) => `answers ${answers}`),
    ...cast.callers.flatMap(({ drop }) => (drop === null ? [] : [`caller ${drop.after}`])),
    ...cast.callers.flatMap(({ denies }) => (denies ? ["caller denies"] : [])),
    ...cast.desks.flatMap(({ does }) => does.map((one) => `desk ${one}`)),
    ...cast.staff.map(({ rings }) => `staff ${rings}`),
    `trusted ${cast.trusted.says}`,
    ...struck.map(({ fault }) => `fault ${fault.kind}`),
    ...struck
      .filter(({ fault }) => fault.kind === "crash" || fault.kind === "allCrash")
      .map(({ fault }) => `died ${fault.after ? "after" : "before"} ${fault.where}`),
    ...[...kinds].map((kind) => `event ${kind}`),
  ];
  const met: Record<string, number> = {};
  for (const word of words) met[word] = (met[word] ?? 0) + 1;
  const late = [...worst].map(([promise, ms]) => [promise, { ms, seed }] as const);
  return { seeds: 1, sessions, events, calls, met, worst: Object.fromEntries(late) };
}

export function add(sum: Tally, more: Tally): void {
  sum.seeds += more.seeds;
  sum.sessions += more.sessions;
  sum.events += more.events;
  sum.calls += more.calls;
  for (const [word, times] of Object.entries(more.met))
    sum.met[word] = (sum.met[word] ?? 0) + times;
  for (const [promise, late] of Object.entries(more.worst)) {
    const known = sum.worst[promise];
    if (known === undefined || known.ms < late.ms) sum.worst[promise] = late;
  }
}

/** Every kind of event there is, from the file that declares them. */
export const eventKinds = (source: string): readonly string[] =>
  [...source.matchAll(/kind: "(\w+)"/g)]
    .map(([, kind = ""]) => kind)
    .filter((kind) => !["checkIn", "quiet", "away", "reach", "asked", "open"].includes(kind));

/** The table at the end of a run. */
export function table(tally: Tally, eventSource: string): string {
  const { met, worst, seeds, sessions, events, calls } = tally;
  const row = (title: string, kind: string, words: readonly string[]): string => {
    const counts = words.map((word) => `${word} ${met[`${kind} ${word}`] ?? 0}`);
    return `${title}: ${counts.join(", ")}`;
  };
  const died = AWAITED.flatMap((where) => [`before ${where}`, `after ${where}`]);
  const never = died.filter((point) => met[`died ${point}`] === undefined);
  const unmet = eventKinds(eventSource).filter((kind) => met[`event ${kind}`] === undefined);
  const late = Object.entries(worst)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([promise, { ms, seed }]) => `  ${promise}: ${(ms / 1_000).toFixed(1)} s (seed ${seed})`);
  return [
    `${seeds} seeds, ${sessions} sessions, ${events} events, ${calls} calls`,
    row("Faults", "fault", FAULT_KINDS),
    `Crash points: ${died.length - never.length} of ${died.length}${never.length > 0 ? `; never ${never.join(", ")}` : ""}`,
    row("Callers answer", "answers", ANSWERS),
    row("Their line drops, and", "caller", [...DROPS, "denies"]),
    row("Desks", "desk", DESK_DOES),
    row("Responders when rung", "staff", RINGS),
    row("Trusted person", "trusted", TRUSTED_SAYS),
    `Events never met: ${unmet.length === 0 ? "none" : unmet.join(", ")}`,
    "Worst lateness, before what went wrong is allowed for:",
    ...late,
  ].join("\n");
}
