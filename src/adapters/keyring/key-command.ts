import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { KeyStore } from "../vault.ts";

/**
 * Keys kept by somebody else: a program of whoever runs the line, in front of their key service. It is started without a shell,
 * reads one request from its standard input and writes the answer to its standard output, so that no key is ever in an argument,
 * an address or the environment. Requests are lines: `master`, `names`, `read NAME`, `keep NAME`, `replace NAME`, `destroy
 * NAME`; `keep` is followed by the text to keep, `replace` by the text there was and the new one. It ends with 0, or it failed.
 */
export type KeyCommand = { readonly program: string; readonly words: readonly string[] };

const WAIT_MS = 5_000;

export class KeyCommandFailed extends Error {
  override name = "KeyCommandFailed";
}

/** Words apart by spaces; there is no quoting, because there is no shell. */
export function parseKeyCommand(setting: string): KeyCommand {
  const [program = "", ...words] = setting.trim().split(/\s+/);
  return { program, words };
}

/** A program that has not answered after `waitMs` is killed, and what was asked of it has failed. */
export function commandKeyStore(command: KeyCommand, waitMs = WAIT_MS): KeyStore {
  const ask = (...request: readonly string[]) => answer(command, request, waitMs);
  return {
    names: async () => (await ask("names")).split("\n").filter((name) => name !== ""),
    read: async (name) => (await ask(`read ${name}`)) || null,
    keep: (name, text) => ask(`keep ${name}`, text),
    replace: async (name, before, text) => (await ask(`replace ${name}`, before, text)) === text,
    async destroy(name) {
      await ask(`destroy ${name}`);
    },
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `VAULT_KEYS` by environment, file or command: the first of them that is set. What is wrong is said in words for an operator, never with a key. */
export function withMasterKeys(env: Environment): { env: Environment; wrong: readonly string[] } {
  const { VAULT_KEYS: keys, VAULT_KEYS_FILE: file, VAULT_KEY_COMMAND: command } = env;
  if (keys !== undefined || (file === undefined && command === undefined))
    return { env, wrong: [] };
  try {
    const found =
      file === undefined
        ? masterKeysBy(parseKeyCommand(command ?? ""))
        : readFileSync(file, "utf8").trim();
    return { env: { ...env, VAULT_KEYS: found }, wrong: [] };
  } catch (err) {
    const name = file === undefined ? "VAULT_KEY_COMMAND" : "VAULT_KEYS_FILE";
    const why = err instanceof Error ? err.message : String(err);
    return { env, wrong: [`${name} gave no keys: ${why}`] };
  }
}

/** What it says the master keys are, as `VAULT_KEYS` writes them. Asked once, while starting. */
function masterKeysBy({ program, words }: KeyCommand): string {
  const { error, status, stdout } = spawnSync(program, words, {
    input: "master\n",
    encoding: "utf8",
    timeout: WAIT_MS,
    killSignal: "SIGKILL",
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (error !== undefined) throw new KeyCommandFailed(error.message, { cause: error });
  if (status !== 0) throw new KeyCommandFailed(`The key command ended with ${status}`);
  return stdout.trim();
}

/** What it writes to its standard error goes to ours; what it answers is never logged. */
function answer(
  { program, words }: KeyCommand,
  request: readonly string[],
  waitMs: number,
): Promise<string> {
  const [asked = ""] = request;
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      stdio: ["pipe", "pipe", "inherit"],
      timeout: waitMs,
      killSignal: "SIGKILL",
    });
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    child.once("error", (cause) => reject(new KeyCommandFailed(cause.message, { cause })));
    // What it started itself may hold its output open long after it was killed.
    child.once("exit", (_code, signal) => {
      if (signal === null) return;
      child.stdout.destroy();
      reject(new KeyCommandFailed(`The key command was ended by ${signal} when asked to ${asked}`));
    });
    child.once("close", (code) => {
      if (code === 0) resolve(Buffer.concat(parts).toString("utf8").trim());
      else
        reject(new KeyCommandFailed(`The key command ended with ${code} when asked to ${asked}`));
    });
    // It may end without having read everything; how it ended says more than that.
    child.stdin.on("error", () => undefined);
    child.stdin.end(`${request.join("\n")}\n`);
  });
}
