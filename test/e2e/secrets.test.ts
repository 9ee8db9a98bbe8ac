import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { sign } from "../../src/emulator/signature.ts";
import { testDatabase } from "../support/database.ts";
import { freePort } from "../support/free-port.ts";

const READY_WITHIN_MS = 60_000;
const GUESS = "canary-guess-kettlewick";

/** The line as an operator starts it, with everything it writes kept. */
async function lineOfItsOwn() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "line-secrets-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const database = await testDatabase();
  onTestFinished(() => database.drop());
  const port = await freePort();
  const env = { PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: database.url };
  const child = spawn(process.execPath, ["src/main.ts", "all"], {
    env: { ...process.env, ...env, REDIS_URL: `redis://:canary-redis-zebulon@127.0.0.1:1` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written: string[] = [];
  child.stdout.on("data", (part: Buffer) => written.push(part.toString()));
  child.stderr.on("data", (part: Buffer) => written.push(part.toString()));
  onTestFinished(() => stop(child));
  const url = `http://127.0.0.1:${port}`;
  const ready = () =>
    fetch(`${url}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
  const state = async () => ((await ready()) ? "ready" : written.join(""));
  await expect.poll(state, { timeout: READY_WITHIN_MS, interval: 100 }).toBe("ready");
  return { url, dataDir, database, child, written };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => {
    child.once("exit", resolve);
  });
  child.kill("SIGTERM");
  await ended;
}

/** As anybody on the machine can read them: of the line, and of all it started. */
function argumentsOf(pid: number): readonly string[] {
  const mine = readFileSync(`/proc/${pid}/cmdline`, "utf8");
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ");
  return [mine, ...children.filter(Boolean).flatMap((child) => argumentsOf(Number(child)))];
}

const staffFile = z.record(z.string(), z.object({ email: z.string(), password: z.string() }));

test("no key, password, token or cookie is in what the line writes, or in how it was started", async () => {
  const { url, dataDir, database, child, written } = await lineOfItsOwn();
  const keys = path.join(dataDir, "keys");
  const kept = Object.fromEntries(
    readdirSync(keys).map((name) => [name, readFileSync(path.join(keys, name), "utf8")]),
  );
  const { robin: person } = staffFile.parse(
    JSON.parse(readFileSync(path.join(dataDir, "rehearsal-staff.json"), "utf8")),
  );
  const post = (to: string, body: object, headers: Record<string, string> = {}) =>
    fetch(url + to, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  const signIn = "/api/auth/sign-in/email";
  expect((await post(signIn, { email: person?.email, password: GUESS })).status).toBe(401);
  const signedIn = await post(signIn, { email: person?.email, password: person?.password });
  expect(signedIn.status).toBe(200);
  const cookies = signedIn.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const cookie = cookies.join("; ");
  const feed = await post("/api/me/calendar", {}, { cookie, "idempotency-key": "feed" });
  const { url: calendar } = z.object({ url: z.string() }).parse(await feed.json());
  expect((await fetch(calendar)).status).toBe(200);
  await post(
    "/api/invitations/accept",
    { token: GUESS, password: GUESS },
    { "idempotency-key": "k" },
  );
  await post("/twilio/voice/incoming", { CallSid: GUESS });
  const hook = `${url}/twilio/voice/incoming`;
  const signature = sign(GUESS, hook, { CallSid: "CA1" });
  const form = {
    "x-twilio-signature": signature,
    "content-type": "application/x-www-form-urlencoded",
  };
  expect((await fetch(hook, { method: "POST", headers: form, body: "CallSid=CA1" })).status).toBe(
    403,
  );
  expect((await fetch(`${url}/call/${GUESS}`)).status).toBe(404);

  const secrets = [
    ...Object.entries(kept)
      .filter(([name]) => name !== "TWILIO_ACCOUNT_SID" && name !== "TWILIO_API_KEY")
      .map(([, key]) => key.replace(/^generated:/, "")),
    person?.password ?? "",
    new URL(database.url).password,
    "canary-redis-zebulon",
    GUESS,
    signature,
    new URL(calendar).pathname.split("/").at(-1) ?? "",
    ...cookies.map((one) => one.split("=")[1] ?? ""),
  ].filter((secret) => secret.length >= 8);
  expect(secrets.length).toBeGreaterThanOrEqual(10);
  const args = argumentsOf(child.pid ?? 0);
  expect(args.length).toBeGreaterThanOrEqual(2);
  await stop(child);
  expect(written.join("").length).toBeGreaterThan(200);
  for (const secret of secrets) {
    expect(written.filter((text) => text.includes(secret))).toEqual([]);
    expect(args.filter((text) => text.includes(secret))).toEqual([]);
  }
});
