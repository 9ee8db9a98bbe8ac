import type { Instant } from "../domain/session/people.ts";

/** What the watchdog sees from outside, in one look. */
export type Seen = {
  readonly now: Instant;
  readonly heartbeats: ReadonlyMap<string, Instant>;
  /** When the oldest duty nobody has done was due; null when nothing is. */
  readonly oldestOverdueAt: Instant | null;
};

export type Alarmed = "sweepSilent" | "queueSilent" | "dutyOverdue";

const SILENT_MS = 5_000;
const OVERDUE_MS = 5_000;

/** What is wrong, if anything. Both clocks are asked, and then the only thing that matters: is anything late? */
export function keepVigil({ now, heartbeats, oldestOverdueAt }: Seen): readonly Alarmed[] {
  const silent = (name: string) => now - (heartbeats.get(name) ?? 0) > SILENT_MS;
  const late = oldestOverdueAt !== null && now - oldestOverdueAt > OVERDUE_MS;
  return [
    ...(silent("sweep") ? (["sweepSilent"] as const) : []),
    ...(silent("queue") ? (["queueSilent"] as const) : []),
    ...(late ? (["dutyOverdue"] as const) : []),
  ];
}
