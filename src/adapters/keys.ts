import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const hex = (bytes: number) => randomBytes(bytes).toString("hex");
const base64 = (bytes: number) => randomBytes(bytes).toString("base64");

/** Named and written as in the environment. */
export type GeneratedKeys = Readonly<
  Record<
    | "VAULT_KEYS"
    | "HASH_KEY"
    | "AUTH_SECRET"
    | "TWILIO_ACCOUNT_SID"
    | "TWILIO_AUTH_TOKEN"
    | "TWILIO_API_KEY"
    | "TWILIO_API_SECRET",
    string
  >
>;

/**
 * The keys of a line that runs on the emulator, from files in `dataDir` that only their owner may
 * read: made the first time, the same ever after. Losing them loses what is sealed in its vault.
 */
export function keysIn(dataDir: string): GeneratedKeys {
  const folder = path.join(dataDir, "keys");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = (name: keyof GeneratedKeys, make: () => string) =>
    kept(path.join(folder, name), make);
  return {
    VAULT_KEYS: key("VAULT_KEYS", () => `generated:${base64(32)}`),
    HASH_KEY: key("HASH_KEY", () => base64(32)),
    AUTH_SECRET: key("AUTH_SECRET", () => base64(32)),
    TWILIO_ACCOUNT_SID: key("TWILIO_ACCOUNT_SID", () => `AC${hex(16)}`),
    TWILIO_AUTH_TOKEN: key("TWILIO_AUTH_TOKEN", () => hex(16)),
    TWILIO_API_KEY: key("TWILIO_API_KEY", () => `SK${hex(16)}`),
    TWILIO_API_SECRET: key("TWILIO_API_SECRET", () => hex(16)),
  };
}

/** Written aside and linked into place: whole or not at all, and the first of two processes wins. */
function kept(file: string, make: () => string): string {
  const found = read(file);
  if (found !== null) return found;

  const aside = `${file}.${hex(6)}`;
  writeFileSync(aside, make(), { mode: 0o600, flag: "wx" });
  try {
    linkSync(aside, file);
  } catch (err) {
    if (!saysCode(err, "EEXIST")) throw err;
  } finally {
    rmSync(aside);
  }
  return readFileSync(file, "utf8");
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (err) {
    if (saysCode(err, "ENOENT")) return null;
    throw err;
  }
}

const saysCode = (err: unknown, code: string): boolean =>
  err instanceof Error && "code" in err && err.code === code;
