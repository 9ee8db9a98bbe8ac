import type { SessionView } from "../../http/contract.ts";

type Watch = NonNullable<SessionView["watch"]>;

/** What the clock on the call page counts to. `tone` is how loud it is. */
export type Countdown = {
  readonly to: "checkIn" | "help" | "back" | "reach" | "open";
  readonly seconds: number;
  readonly tone: "calm" | "soon" | "due" | "late";
};

const SOON_S = 15;
const LATE_S = 30;

/** Before the moment it is due, to that; from then on to the moment help is sent. */
export function countdownOf({ deadline, dueAt, helpAt }: Watch, now: number): Countdown {
  if (deadline === "open") return { to: "open", seconds: 0, tone: "calm" };
  const untilDue = secondsTo(dueAt, now);
  if (untilDue > 0) {
    return { to: toOf(deadline), seconds: untilDue, tone: untilDue <= SOON_S ? "soon" : "calm" };
  }
  const seconds = secondsTo(helpAt ?? dueAt, now);
  return { to: "help", seconds, tone: seconds <= LATE_S ? "late" : "due" };
}

function toOf(deadline: Exclude<Watch["deadline"], "open">): Countdown["to"] {
  switch (deadline) {
    case "checkIn":
      return "checkIn";
    case "away":
      return "back";
    case "reach":
      return "reach";
    case "quiet":
    case "asked":
      return "help";
  }
}

/** Never below nothing: what is over is over. */
export const secondsTo = (at: number, now: number): number =>
  Math.max(0, Math.ceil((at - now) / 1_000));

/** `1:05`, or `0:09`. */
export function clockFace(seconds: number): string {
  const rest = String(seconds % 60).padStart(2, "0");
  return `${Math.floor(seconds / 60)}:${rest}`;
}

const SPOKEN_AT: ReadonlySet<number> = new Set([60, 30, 15, 5, 0]);

/** A screen reader hears these moments, never every second. */
export const isSpoken = (seconds: number): boolean => SPOKEN_AT.has(seconds);
