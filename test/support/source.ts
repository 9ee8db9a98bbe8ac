import { globSync, readFileSync } from "node:fs";

/** The code and data people wrote here, as paths from the project's root. */
export function sources(...patterns: string[]): string[] {
  const notOurs = ["node_modules/**", "src/generated/**", "dist/**", "coverage/**", ".data/**"];
  return globSync(patterns, { exclude: notOurs }).toSorted();
}

export const read = (file: string): string => readFileSync(file, "utf8");

const COMMENT_OR_TEXT =
  /(?<comment>\/\*[\s\S]*?\*\/|\/\/[^\n]*)|(?<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)/g;

/** A file's code without its comments and texts; what a template computes goes with its text. */
export const codeOf = (file: string): string => read(file).replaceAll(COMMENT_OR_TEXT, " ");

/** Only the texts in a file's code. */
export const textsOf = (file: string): string[] =>
  [...read(file).matchAll(COMMENT_OR_TEXT)].flatMap(({ groups }) => groups?.["text"] ?? []);
