import { broken, look, ok, unknown, reasonOf, type Finding } from "./finding.ts";

/** A clock that is asked: it answers somewhere between our asking and its answer, and up to `lateMs` late. */
export type AskedClock = {
  readonly whose: string;
  readonly ask: () => Promise<number>;
  readonly lateMs: number;
};

/** Softphones are refused with tokens from the future, and shifts begin late: seconds are worth a look. */
const LOOK_MS = 2_000;
const BROKEN_MS = 30_000;

/** Postgres's time is the line's: this machine's and the carrier's are held against it. */
export async function clockFindings(
  machine: () => number,
  line: AskedClock,
  others: readonly AskedClock[],
): Promise<readonly Finding[]> {
  const ours = await askedAhead(machine, line);
  const found = [findingOf("This machine", -ours.ms, ours.uncertainMs)];
  for (const other of others) {
    try {
      const theirs = await askedAhead(machine, other);
      const uncertainMs = ours.uncertainMs + theirs.uncertainMs;
      found.push(findingOf(other.whose, theirs.ms - ours.ms, uncertainMs));
    } catch (err) {
      found.push(
        unknown("clockUnknown", `${other.whose} does not tell the time: ${reasonOf(err)}`),
      );
    }
  }
  return found;
}

/** How far it is ahead of this machine. */
async function askedAhead(machine: () => number, { ask, lateMs }: AskedClock) {
  const before = machine();
  const told = await ask();
  const after = machine();
  return {
    ms: told + lateMs / 2 - (before + after) / 2,
    uncertainMs: (after - before + lateMs) / 2,
  };
}

function findingOf(whose: string, aheadMs: number, uncertainMs: number): Finding {
  const surelyMs = Math.max(0, Math.abs(aheadMs) - uncertainMs);
  if (surelyMs < LOOK_MS && uncertainMs > LOOK_MS) {
    return unknown("clockUnknown", `${whose} took too long to be held against Postgres's time.`);
  }
  if (surelyMs < LOOK_MS) return ok("clock", `${whose} and Postgres tell the same time.`);
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  const found = `${whose} is ${seconds} s ${aheadMs > 0 ? "ahead of" : "behind"} Postgres, whose time is the line's.`;
  const rest = {
    means:
      "Check-ins keep their distances, but shifts begin and end at the wrong time, softphones may be refused and second factors fail.",
    mend: "Correct the clock that is wrong by its time server, slowly: timedatectl status; chronyc tracking.",
  };
  return surelyMs < BROKEN_MS
    ? look("clockSkewed", found, rest)
    : broken("clockSkewed", found, rest);
}
