import { setImmediate as othersFirst } from "node:timers/promises";
import type { Listing } from "../../domain/services/listing.ts";
import type { Instant } from "../../domain/session/people.ts";
import { itemsAt, lineCounter, locate, type Path } from "./lines.ts";
import { listingOf, type Now } from "./listing-of.ts";
import { zonesAt, type Fault } from "./openings.ts";
import { isRead, oneRead } from "./shape.ts";

/** Where in the file, by line and field, and what is wrong there. Never the value itself. */
export type HsdsProblem = { readonly where: string; readonly what: string };

export type HsdsFile = {
  /** Those that are right, with their line. A file with any problem is for nobody to take over. */
  readonly listings: readonly { readonly line: number; readonly listing: Listing }[];
  readonly problems: readonly HsdsProblem[];
  /** Fields of its services that the line has no place for. */
  readonly notKept: readonly string[];
};

/** So many are read before whatever else the process has to do gets its turn: a large file holds no call up. */
const AT_ONCE = 50;

/**
 * Reads services in Open Referral's HSDS 3, each compiled with all that belongs to it: a list of them, a page of them as HSDS's API
 * answers it, or one alone. Every fault is named. `at`: now, for the clocks of their time zones.
 */
export async function readHsds(given: string, at: Instant): Promise<HsdsFile> {
  const text = given.replace(/^\uFEFF/, "");
  const file = parsed(text);
  if ("problem" in file) return { listings: [], problems: [file.problem], notKept: [] };
  const where = placesIn(text, file.path);
  const listings: { line: number; listing: Listing }[] = [];
  const problems: HsdsProblem[] = [];
  const notKept = new Set<string>();
  const seen = new Map<string, number>();
  const now = { at, zones: zonesAt(at) };
  for (const [index, item] of file.items.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await othersFirst();
    const { listing, faults } = readOne(item, now);
    for (const field of strangeFields(item)) notKept.add(field);
    for (const { path, what } of faults) problems.push({ where: where.named(index, path), what });
    if (listing === null) continue;
    const earlier = seen.get(listing.id);
    if (earlier === undefined) seen.set(listing.id, index);
    else {
      const what = `service ${earlier + 1} has this id already`;
      problems.push({ where: where.named(index, ["id"]), what });
    }
    listings.push({ line: where.line(index, ["id"]), listing });
  }
  return { listings, problems, notKept: [...notKept].toSorted() };
}

type Parsed =
  | { readonly problem: HsdsProblem }
  /** `path` of the list. Null: one alone. */
  | { readonly items: readonly unknown[]; readonly path: Path | null };

function parsed(text: string): Parsed {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (err) {
    if (!(err instanceof SyntaxError)) throw err;
    const line = /\(line (\d+) column \d+\)/.exec(err.message)?.[1];
    return { problem: { where: `line ${line ?? "1"}`, what: "this is not JSON that can be read" } };
  }
  if (Array.isArray(file)) return { items: file, path: [] };
  if (typeof file === "object" && file !== null) {
    if ("contents" in file && Array.isArray(file.contents)) {
      return { items: file.contents, path: ["contents"] };
    }
    if ("id" in file && "name" in file) return { items: [file], path: null };
  }
  const what = "neither a list of services, nor a page of them (contents), nor one service";
  return { problem: { where: "line 1", what } };
}

/** Lines are looked up only for what is wrong. */
function placesIn(text: string, path: Path | null) {
  let known: { readonly starts: readonly number[]; lineOf(offset: number): number } | null = null;
  const line = (index: number, field: Path): number => {
    known ??= {
      starts: path === null ? [locate(text, [], 0)] : itemsAt(text, path),
      lineOf: lineCounter(text),
    };
    return known.lineOf(locate(text, field, known.starts[index] ?? 0));
  };
  return {
    line,
    named: (index: number, field: Path) =>
      `line ${line(index, field)}, service ${index + 1}, ${fieldName(field)}`,
  };
}

/** "schedules[0].opens_at". */
const fieldName = (path: Path): string =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");

function readOne(
  item: unknown,
  now: Now,
): { readonly listing: Listing | null; readonly faults: readonly Fault[] } {
  const { data, error } = oneRead.safeParse(item);
  if (data === undefined) {
    const faults = error.issues.map(({ path, message }) => ({
      path: path.map((step) => (typeof step === "number" ? step : String(step))),
      what: message,
    }));
    return { listing: null, faults };
  }
  return listingOf(data, now);
}

const strangeFields = (item: unknown): readonly string[] =>
  typeof item === "object" && item !== null ? Object.keys(item).filter((one) => !isRead(one)) : [];
