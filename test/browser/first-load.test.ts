import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { CONSOLE_FILES } from "../../src/http/console-files.ts";

/** What whoever opens a call waits for on a slow network: with the carrier's softphone, in thousands of bytes, gzipped. */
const MOST_KB = 280;

/** What a call page is made of at once: the pages around it, its words in one language, what follows by itself, and a softphone. */
const AT_ONCE = [
  "index.html",
  "pages/call/page.tsx",
  "words/en-first.ts",
  "pages/call/cards.tsx",
  "pages/call/warnings.tsx",
  "softphone/twilio-phone.ts",
];
/** What must not come with it: it is opened by a press, or is another page's. */
const LATER = [
  "words/en.ts",
  "words/fr.ts",
  "words/fr-first.ts",
  "pages/call/tips.tsx",
  "pages/call/about.tsx",
  "pages/call/closed.tsx",
  "pages/referrals/on-call.tsx",
  "pages/services/finder.tsx",
  "pages/sign-in/page.tsx",
];

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);
let manifest: z.output<typeof Manifest>;

beforeAll(() => {
  const env = { ...process.env, npm_lifecycle_event: "test" };
  execFileSync(process.execPath, ["src/ready.mjs"], { env });
  manifest = Manifest.parse(JSON.parse(builtFile(".vite/manifest.json").toString("utf8")));
}, 120_000);

const builtFile = (name: string): Buffer => readFileSync(path.join(CONSOLE_FILES, name));

/** A part of the console, and all that it needs before it can be shown. */
function filesOf(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const files = new Set<string>();
  const add = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const part = manifest[name];
    if (part === undefined) throw new Error(`${name} is not built as a part of its own`);
    for (const file of [part.file, ...part.css]) files.add(file);
    for (const needed of part.imports) add(needed);
  };
  for (const name of names) add(name);
  return files;
}

test("a call page's first load stays small, the carrier's softphone with it", () => {
  const sizes = [...filesOf(AT_ONCE)].map((file) => ({
    file,
    bytes: gzipSync(builtFile(file)).length,
  }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000;
  const largest = sizes.toSorted((a, b) => b.bytes - a.bytes).slice(0, 12);
  expect(total, JSON.stringify(largest, null, 1)).toBeLessThan(MOST_KB);
});

test("what can wait is not in it", () => {
  const atOnce = filesOf(AT_ONCE);
  const inIt = LATER.filter((name) => atOnce.has(manifest[name]?.file ?? name));
  expect(inIt).toEqual([]);
});
