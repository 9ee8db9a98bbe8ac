import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

import { keyFiles } from "../../src/adapters/keyring/key-files.ts";
import type { KeyringParts } from "../../src/adapters/keyring/keyring.ts";
import {
  createVault,
  markOf,
  withInnerKeys,
  type KeyStore,
  type VaultKey,
} from "../../src/adapters/vault.ts";
import { keptLog } from "./kept-log.ts";

export const DAY_MS = 24 * 3_600_000;

export const masterKey = (id: string): VaultKey => ({ id, key: randomBytes(32) });

/** A folder that is gone when the test is. */
export function folderForTest(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "line-vault-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Keys in memory, as a table of Postgres would keep them. */
export function keysInMemory(): KeyStore {
  const kept = new Map<string, string>();
  return {
    names: async () => [...kept.keys()],
    read: async (name) => kept.get(name) ?? null,
    async keep(name, text) {
      if (!kept.has(name)) kept.set(name, text);
      return kept.get(name) ?? text;
    },
    async replace(name, before, text) {
      if (kept.get(name) !== before) return false;
      kept.set(name, text);
      return true;
    },
    destroy: async (name) => void kept.delete(name),
  };
}

/** What a process's vault is made of; two with the same folder and lasting keys are two processes of one line. */
export function keyringOf(given: {
  readonly masters: readonly VaultKey[];
  readonly folder: string;
  readonly lasting?: KeyStore;
  readonly time: { now: number };
}) {
  const log = keptLog();
  const parts: KeyringParts = {
    masters: given.masters,
    vaults: { createVault, withInnerKeys, markOf },
    expiring: keyFiles(given.folder),
    lasting: given.lasting ?? keysInMemory(),
    clock: { now: () => given.time.now },
    timeZone: "America/Toronto",
    log,
  };
  return { parts, log };
}
