import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const FILE = path.join(import.meta.dirname, "../../docs/reliability.md");

/** Puts what was found between its two marks in docs/reliability.md. Throws where they are missing. */
export function writeDown(scenario: "night" | "flush", text: string): void {
  const [begin, end] = [`<!-- ${scenario}: begin -->`, `<!-- ${scenario}: end -->`];
  const before = readFileSync(FILE, "utf8");
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${FILE} has no place for ${scenario}`);
  writeFileSync(
    FILE,
    `${before.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${before.slice(to)}`,
  );
}
