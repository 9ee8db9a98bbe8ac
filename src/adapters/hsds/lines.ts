/** Where things stand in a text that is known to be JSON. Offsets count from 0, lines from 1. */

export type Path = readonly (string | number)[];

/** Where each value of the list begins that is at this path. */
export function itemsAt(text: string, path: Path): readonly number[] {
  const list = locate(text, path, 0);
  return text[list] === "[" ? members(text, list).map(({ at }) => at) : [];
}

/** Where the value at this path begins, or as much of the path as there is: a field that is missing is looked for in what lacks it. */
export function locate(text: string, path: Path, from: number): number {
  let at = skipSpace(text, from);
  for (const step of path) {
    const found = members(text, at).find(({ key }) => key === step);
    if (found === undefined) return at;
    at = found.at;
  }
  return at;
}

/** Tells the line of an offset. */
export function lineCounter(text: string): (offset: number) => number {
  const ends: number[] = [];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) ends.push(end);
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

type Member = { readonly key: string | number; readonly at: number };

/** Of a list or an object, in order; of anything else none. */
function members(text: string, from: number): readonly Member[] {
  const opens = text[from];
  if (opens !== "[" && opens !== "{") return [];
  const found: Member[] = [];
  let at = skipSpace(text, from + 1);
  while (at < text.length && text[at] !== "]" && text[at] !== "}") {
    let key: string | number = found.length;
    if (opens === "{") {
      const end = endOfText(text, at);
      key = String(JSON.parse(text.slice(at, end)));
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    found.push({ key, at });
    at = skipSpace(text, endOf(text, at));
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return found;
}

const SPACE = new Set([" ", "\n", "\r", "\t"]);

function skipSpace(text: string, from: number): number {
  let at = from;
  while (SPACE.has(text.charAt(at))) at += 1;
  return at;
}

const OPENS = new Set(["[", "{"]);
const CLOSES = new Set(["]", "}"]);

/** Just after the value that begins there. */
function endOf(text: string, from: number): number {
  if (text[from] === '"') return endOfText(text, from);
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '"') at = endOfText(text, at) - 1;
    else if (OPENS.has(sign)) depth += 1;
    else if (depth === 0 && (sign === "," || CLOSES.has(sign))) return at;
    else if (CLOSES.has(sign)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** A quote ends a text unless an odd number of backslashes stands before it. */
function endOfText(text: string, from: number): number {
  let end = from;
  do {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
  } while (isEscaped(text, end));
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === "\\") before -= 1;
  return (at - before) % 2 === 1;
}
