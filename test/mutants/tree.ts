import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import type { Mutant } from "./mutant.ts";

const COPIED = ["src", "test", "prisma", "docs", "package.json", "tsconfig.json"] as const;
const CONFIGURED = ["vitest.config.ts", "prisma.config.ts"] as const;

/** A copy of the tree to break, beside the real one: the same dependencies, and caches of its own. */
export type Tree = {
  readonly root: string;
  /** Breaks one thing; what it returns puts it right again. */
  breaks(mutant: Mutant): () => void;
  remove(): void;
};

export function copyOfTheTree(): Tree {
  const root = mkdtempSync(join(tmpdir(), "the-line-mutants-"));
  for (const name of [...COPIED, ...CONFIGURED]) {
    cpSync(name, join(root, name), { recursive: true });
  }
  linkDependencies(root);
  return {
    root,
    breaks({ file, find, replace }) {
      const path = join(root, file);
      const whole = readFileSync(path, "utf8");
      if (whole.split(find).length !== 2) throw new Error(`${file} has not exactly one ${find}`);
      writeFileSync(
        path,
        whole.replace(find, () => replace),
      );
      return () => writeFileSync(path, whole);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function linkDependencies(root: string): void {
  const there = join(root, "node_modules");
  mkdirSync(there);
  for (const name of readdirSync("node_modules")) {
    if (name !== ".vite" && name !== ".cache") {
      symlinkSync(resolve("node_modules", name), join(there, name));
    }
  }
}
