import path from "node:path";

import { expect, test } from "vitest";

import { read, sources } from "../support/source.ts";

/** Who may import whom. A folder may always import itself; "npm" is any package or node: builtin. */
const mayImport: Record<string, readonly string[]> = {
  "src/domain": [],
  "src/engine": ["src/domain/"],
  "src/adapters": ["src/domain/", "src/engine/ports", "src/engine/errors.ts", "npm"],
  "src/http": ["src/domain/", "src/engine/", "src/adapters/", "npm"],
  "src/worker": ["src/domain/", "src/engine/", "src/adapters/", "npm"],
  "src/console": ["src/domain/", "src/http/contract", "npm"],
  "src/emulator": ["npm"],
  // A rehearsal sees the line from outside: its words, its numbers, and the telephones.
  "src/rehearsals": [
    "src/domain/words/",
    "src/domain/session/policy.ts",
    "src/emulator/remote.ts",
    "npm",
  ],
  "src/rehearse.ts": ["src/config.ts", "src/rehearsals/", "src/emulator/remote.ts", "npm"],
  "src/config.ts": ["src/domain/", "src/adapters/", "npm"],
};

/** Adapters may name this type, to store what is sealed; the vault itself they are handed. */
const VAULT_TYPE = /import type \{[^}]*\} from "\.\.\/vault\.ts";/g;
const IMPORT = /\b(?:from|import)\s*\(?\s*"([^"]+)"/g;
const files = sources("src/**/*.{ts,tsx}");
const folderOf = (file: string) => file.split("/").slice(0, 2).join("/");

/** Adapters do not know each other: each folder of them, or single file, stands alone. */
const itself = (file: string) =>
  folderOf(file) === "src/adapters" ? file.split("/").slice(0, 3).join("/") : folderOf(file);

const importsOf = (file: string): string[] =>
  [...read(file).replaceAll(VAULT_TYPE, "").matchAll(IMPORT)].map(([, specifier = ""]) =>
    specifier.startsWith(".") ? path.join(path.dirname(file), specifier) : "npm",
  );

test("there is something to check", () => expect(files.length).toBeGreaterThan(5));

test.each(files.filter((file) => folderOf(file) in mayImport))(
  "%s imports only inwards",
  (file) => {
    const own = itself(file);
    const allowed = [...(mayImport[folderOf(file)] ?? [])];
    if (own === "src/adapters/postgres") allowed.push("src/generated/");
    const wrong = importsOf(file).filter(
      (target) =>
        target !== own &&
        !target.startsWith(`${own}/`) &&
        !allowed.some((ok) => target.startsWith(ok)),
    );
    expect(wrong).toEqual([]);
  },
);

test("the settings are known only to what puts the line together, and read by what is started", () => {
  const importers = files.filter((file) => importsOf(file).includes("src/config.ts"));
  expect(importers.filter((file) => path.dirname(file) !== "src")).toEqual([]);
  const readers = importers.filter((file) => /\b(?:environment|readConfig)\b/.test(read(file)));
  const started = new Set(["src/main.ts", "src/rehearse.ts"]);
  expect(readers.filter((file) => !started.has(file))).toEqual([]);
});

test("the generated database client is known to one adapter", () => {
  const importers = files.filter((file) =>
    importsOf(file).some((target) => target.startsWith("src/generated/")),
  );
  expect(importers.filter((file) => itself(file) !== "src/adapters/postgres")).toEqual([]);
});

test("every file is imported by its own name", () => {
  const bare = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => target !== "npm" && path.extname(target) === "")
      .map((target) => `${file} imports ${target}`),
  );
  expect(bare).toEqual([]);
  expect(files.filter((file) => /\/index\.tsx?$/.test(file))).toEqual([]);
});
