import { randomBytes } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rename, unlink } from "node:fs/promises";
import path from "node:path";
import type { KeyStore } from "../vault.ts";

const ASIDE = /\.aside-[0-9a-f]{12}$/;

/**
 * Keys as files that only their owner may read, in a folder that all processes of the line share. Written aside, then put in
 * place in one step: whole or not at all, whatever is pulled out in between. Keep it out of every backup. A folder that held keys
 * and is gone is away, not empty: it is an error, and is not made again.
 */
export function keyFiles(folder: string): KeyStore {
  const at = (name: string) => path.join(folder, name);
  const { entries, writeAside } = openFolder(folder);
  return {
    async names() {
      return [...new Set((await entries()).map((entry) => entry.replace(ASIDE, "")))];
    },

    read: (name) => read(at(name)),

    async keep(name, text) {
      const aside = await writeAside(name, text);
      try {
        await link(aside, at(name));
      } catch (err) {
        if (!saysCode(err, "EEXIST")) throw err;
      } finally {
        await unlink(aside);
      }
      await settle(folder);
      return readFile(at(name), "utf8");
    },

    async replace(name, before, text) {
      if ((await read(at(name))) !== before) return false;
      const aside = await writeAside(name, text);
      // Destroyed by another process meanwhile: it must not come back.
      if ((await read(at(name))) !== before) {
        await unlink(aside);
        return false;
      }
      await rename(aside, at(name));
      await settle(folder);
      return true;
    },

    async destroy(name) {
      const copies = (await entries()).filter((entry) => entry.replace(ASIDE, "") === name);
      for (const copy of copies) await unlink(at(copy)).catch(unlessGone);
      await settle(folder);
    },
  };
}

/** What was there once is not made again. */
function openFolder(folder: string) {
  let held = false;
  const entries = async (): Promise<readonly string[]> => {
    const found = await readdir(folder).catch((err: unknown) => {
      if (held) throw err;
      return unlessGone(err);
    });
    held ||= found !== undefined && found.length > 0;
    return found ?? [];
  };
  const writeAside = async (name: string, text: string): Promise<string> => {
    if (!held) await mkdir(folder, { recursive: true, mode: 0o700 });
    const aside = await writtenAside(folder, name, text);
    held = true;
    return aside;
  };
  return { entries, writeAside };
}

async function writtenAside(folder: string, name: string, text: string): Promise<string> {
  const aside = path.join(folder, `${name}.aside-${randomBytes(6).toString("hex")}`);
  const file = await open(aside, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return aside;
}

/** What was linked, renamed or unlinked is so after a power cut too. */
async function settle(folder: string): Promise<void> {
  const file = await open(folder, "r").catch(unlessGone);
  if (file === undefined) return;
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function read(file: string): Promise<string | null> {
  return (await readFile(file, "utf8").catch(unlessGone)) ?? null;
}

function unlessGone(err: unknown): undefined {
  if (!saysCode(err, "ENOENT")) throw err;
}

const saysCode = (err: unknown, code: string): boolean =>
  err instanceof Error && "code" in err && err.code === code;
