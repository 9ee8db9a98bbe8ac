import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

import {
  commandKeyStore,
  parseKeyCommand,
  withMasterKeys,
} from "../../../src/adapters/keyring/key-command.ts";
import { folderForTest } from "../../support/keyring.ts";

const MASTER = `m1:${randomBytes(32).toString("base64")}`;

/** What whoever runs a line might put in front of their key service: here it keeps files. It writes down how it was started. */
const PROGRAM = `
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
const folder = process.argv[2];
const [request, ...texts] = readFileSync(0, "utf8").replace(/\\n$/, "").split("\\n");
const [verb, name] = request.split(" ");
appendFileSync(folder + "/../argv.txt", process.argv.slice(2).join(" ") + "\\n");
const file = folder + "/" + name;
const read = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
if (verb === "master") console.log(${JSON.stringify(MASTER)});
else if (verb === "names") console.log(readdirSync(folder).join("\\n"));
else if (verb === "read") console.log(read());
else if (verb === "keep") { if (!existsSync(file)) writeFileSync(file, texts[0]); console.log(read()); }
else if (verb === "replace") { if (read() === texts[0]) writeFileSync(file, texts[1]); console.log(read()); }
else if (verb === "destroy") rmSync(file, { force: true });
else process.exit(3);
`;

function installed() {
  const folder = folderForTest();
  const program = path.join(folder, "keys.mjs");
  writeFileSync(program, PROGRAM);
  const kept = folderForTest();
  return `${process.execPath} ${program} ${kept}`;
}

test("a key command keeps, replaces and destroys keys; the first to keep a name wins", async () => {
  const store = commandKeyStore(parseKeyCommand(installed()));
  expect(await store.read("data.2026-11-22.00000000")).toBeNull();
  expect(await store.keep("data.2026-11-22.00000000", "v1 a b c")).toBe("v1 a b c");
  expect(await store.keep("data.2026-11-22.00000000", "v1 other b c")).toBe("v1 a b c");
  expect(await store.names()).toEqual(["data.2026-11-22.00000000"]);
  expect(await store.replace("data.2026-11-22.00000000", "v1 z", "v1 d")).toBe(false);
  expect(await store.replace("data.2026-11-22.00000000", "v1 a b c", "v1 d")).toBe(true);
  expect(await store.read("data.2026-11-22.00000000")).toBe("v1 d");
  await store.destroy("data.2026-11-22.00000000");
  expect(await store.names()).toEqual([]);
});

test("the master keys come from the environment, a file or the command, the first that is set", () => {
  const file = path.join(folderForTest(), "master");
  writeFileSync(file, "fromFile:abc\n");
  const command = installed();
  const keysOf = (env: Record<string, string>) => withMasterKeys(env).env["VAULT_KEYS"];
  expect(keysOf({ VAULT_KEYS: "own:abc", VAULT_KEYS_FILE: file })).toBe("own:abc");
  expect(keysOf({ VAULT_KEYS_FILE: file, VAULT_KEY_COMMAND: command })).toBe("fromFile:abc");
  expect(keysOf({ VAULT_KEY_COMMAND: command })).toBe(MASTER);
  expect(keysOf({})).toBeUndefined();
});

test("a file or command that gives no keys is named, and no key is", () => {
  expect(withMasterKeys({ VAULT_KEYS_FILE: "/nowhere/at/all" }).wrong).toEqual([
    expect.stringMatching(/^VAULT_KEYS_FILE gave no keys: /),
  ]);
  expect(withMasterKeys({ VAULT_KEY_COMMAND: "/nowhere/at/all" }).wrong).toEqual([
    expect.stringMatching(/^VAULT_KEY_COMMAND gave no keys: /),
  ]);
});

test("a command that fails is an error, and never an empty key", async () => {
  const failing = parseKeyCommand(`${process.execPath} -e process.exit(4)`);
  await expect(commandKeyStore(failing).read("data.2026-11-22.00000000")).rejects.toThrow(
    /ended with 4/,
  );
});

test(
  "a command that hangs is ended, also where what it started lives on",
  { timeout: 5_000 },
  async () => {
    const program = path.join(folderForTest(), "hangs.mjs");
    writeFileSync(
      program,
      `import { spawn } from "node:child_process";
     spawn(process.execPath, ["-e", "setTimeout(() => undefined, 9000)"], { stdio: "inherit" });
     process.on("SIGTERM", () => undefined);
     setTimeout(() => undefined, 9000);`,
    );
    const asked = commandKeyStore({ program: process.execPath, words: [program] }, 500).names();
    await expect(asked).rejects.toThrow(/ended by SIGKILL when asked to names/);
  },
);
