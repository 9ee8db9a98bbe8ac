import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { inWords, isMissed, machine, wantedOf, type Found } from "./measures.ts";

const FILE = path.join(import.meta.dirname, "../../docs/performance.md");

/** Puts what was found between the bench's two marks in docs/performance.md. Throws where they are missing. */
export function writeDown(name: string, found: Found): void {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const before = readFileSync(FILE, "utf8");
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${FILE} has no place for ${name}`);
  const text = `${before.slice(0, from + begin.length)}\n\n${section(found)}\n\n${before.slice(to)}`;
  writeFileSync(FILE, text);
}

function section(found: Found): string {
  const { measures, beside, notes = [] } = found;
  const rows = measures.map((measure) => {
    const { what, value, floor } = measure;
    const floorSaid = floor === undefined ? "" : inWords(floor);
    const verdict = isMissed(measure) ? "**missed**" : measure.must === undefined ? "" : "met";
    return `| ${what} | ${inWords(value)} | ${floorSaid} | ${wantedOf(measure)} | ${verdict} |`;
  });
  const table = ["| what | measured | floor | wanted | |", "|---|---|---|---|---|", ...rows];
  const told = notes.length === 0 ? [] : ["", ...notes.map((note) => `- ${note}`)];
  return [`${where(found)} Floor: ${beside}.`, "", ...table, ...told].join("\n");
}

function where({ about = {} }: Found): string {
  const { processor, cores, memoryGB, node, load } = machine();
  const size = Object.entries(about).map(([name, value]) => `${name} ${value}`);
  const day = new Date().toISOString().slice(0, 10);
  const parts = [day, `${cores} × ${processor}`, `${memoryGB} GB`, `Node ${node.slice(1)}`];
  return `${[...parts, `load ${load} before it began`, ...size].join(", ")}.`;
}
