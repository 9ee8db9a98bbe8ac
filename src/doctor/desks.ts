import { coverage, type ProvinceCoverage } from "../domain/desks/coverage.ts";
import type { DeskEntry } from "../domain/desks/desk.ts";
import { provinces } from "../domain/provinces.ts";
import { broken, counted, look, ok, type Finding } from "./finding.ts";

export type DesksAsked = {
  /** Those calls can reach: the real ones of a real line, else the rehearsal's. */
  readonly desks: readonly DeskEntry[];
  readonly at: number;
  /** By id: numbers that do not open, and numbers nobody may dial. */
  readonly shut: readonly string[];
  readonly short: readonly string[];
};

const CONSOLE = "Console → Desks: add or verify them, or import a file.";

/** Whether somebody can be sent, wherever a caller is. */
export function deskFindings({ desks, at, shut, short }: DesksAsked): readonly Finding[] {
  if (desks.length === 0) return [none];
  const all = coverage(desks, at);
  const findings = [...holes(all), ...stale(all), ...overlaps(all), ...numbers(shut, short)];
  if (findings.length > 0) return findings;
  return [
    ok(
      "desks",
      `${counted(desks.length, "desk")} for all of ${all.length} provinces and territories, verified within half a year.`,
    ),
  ];
}

const none = broken("noDesks", "There is no desk at all.", {
  means: "Nobody can be sent to anybody: callers are told so, and our own people are rung.",
  mend: CONSOLE,
});

const MEANS = {
  all: "Callers there are told that we have nobody to send, and our own people are rung instead.",
  rest: "Outside the places they name, nobody can be sent.",
  nights: "Out of their hours a desk is rung that is closed.",
} as const;

const FOUND = {
  all: { name: "provinceWithoutDesk", words: "No desk answers for" },
  rest: { name: "provinceInPart", words: "Desks answer only for some places in" },
  nights: { name: "provinceClosed", words: "No desk is always open for the whole of" },
} as const;

function holes(all: readonly ProvinceCoverage[]): readonly Finding[] {
  return (["all", "rest", "nights"] as const).flatMap((hole) => {
    const there = all.filter((one) => one.hole === hole);
    if (there.length === 0) return [];
    const { name, words } = FOUND[hole];
    const names = there.map(({ province }) => provinces[province].name.en).join(", ");
    return [look(name, `${words} ${names}.`, { means: MEANS[hole], mend: CONSOLE })];
  });
}

function stale(all: readonly ProvinceCoverage[]): readonly Finding[] {
  const ids = all.flatMap((one) => one.stale);
  if (ids.length === 0) return [];
  return [
    look(
      "desksNotVerified",
      `${counted(ids.length, "desk")} not verified for half a year: ${some(ids)}.`,
      {
        means: "Their number, territory or hours may have changed.",
        mend: "Ring their office by its ordinary number, and write the day into the directory.",
      },
    ),
  ];
}

function overlaps(all: readonly ProvinceCoverage[]): readonly Finding[] {
  const pairs = all.flatMap((one) => one.overlaps.map(([a, b]) => `${a} and ${b}`));
  if (pairs.length === 0) return [];
  return [
    look("desksOverlap", `The same place, in the same order: ${some(pairs)}.`, {
      means: "Nobody decided which of them is rung first.",
      mend: "Console → Desks: give one of each pair another order.",
    }),
  ];
}

function numbers(shut: readonly string[], short: readonly string[]): readonly Finding[] {
  const findings: Finding[] = [];
  if (shut.length > 0) {
    findings.push(
      broken(
        "deskNumberShut",
        `The number of ${counted(shut.length, "desk")} does not open: ${some(shut)}.`,
        {
          means: "They are passed over when help is sent.",
          mend: "Give the master key they were sealed with (see Vault), or enter the number anew.",
        },
      ),
    );
  }
  if (short.length > 0) {
    findings.push(
      broken(
        "deskNumberShort",
        `The number of ${counted(short.length, "desk")} is an emergency short code: ${some(short)}.`,
        {
          means: "It is never dialled: from here it would reach the city of our own number.",
          mend: "Ask them for the ten-digit number of their dispatch.",
        },
      ),
    );
  }
  return findings;
}

const SHOWN = 5;
const some = (names: readonly string[]): string =>
  names.slice(0, SHOWN).join(", ") +
  (names.length > SHOWN ? `, and ${names.length - SHOWN} more` : "");
