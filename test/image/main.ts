// Does outside a container what Dockerfile and docker-compose.yml say: `node test/image/main.ts`. Builds the image into a folder,
// starts two web servers, two workers and a watchdog as somebody who is not root, beside a real Postgres and Redis and behind a real
// Caddy, asks their health checks, replaces the web servers one by one under requests, and takes a worker away in the middle of a
// call to a desk. What that leaves out is in docs/runbook.md. Needs redis-server, docker-compose, python3 with yaml, and caddy.
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { startEmbeddedPostgres } from "../../src/adapters/postgres/embedded.ts";
import { freePort } from "../support/free-port.ts";
import { removeEmbeddedPostgres } from "../support/postgres.ts";
import { carrierStub } from "./carrier-stub.ts";
import { composed, type Service } from "./compose.ts";
import { buildOutside } from "./dockerfile.ts";
import { handedOver } from "./handing-over.ts";
import { asSomebody, startPart, untilTrue, type Part, type Place } from "./part.ts";
import { startProxy, underRequests } from "./proxy.ts";
import { startRedis } from "./redis.ts";
import { unwritable } from "./unwritable.ts";

/** `nobody`: no rights at all, as in the image. */
const UID = 65_534;
const READY_WITHIN_MS = 60_000;

const context = path.join(import.meta.dirname, "../..");
const scratch = mkdtempSync(path.join(tmpdir(), "line-image-"));
chmodSync(scratch, 0o755);
const say = (line: string) => process.stdout.write(`${line}\n`);
const undo: (() => Promise<unknown>)[] = [];
try {
  await main();
  say('All of it did what it should. Not run: see docs/runbook.md, "The image".');
} finally {
  for (const one of undo.toReversed()) await one();
  rmSync(scratch, { recursive: true, force: true });
}

async function main(): Promise<void> {
  say("The image:");
  const image = buildOutside({ context, scratch, uid: UID, say: (line) => say(`  ${line}`) });
  if (image.isRoot) throw new Error("The image ends as root");
  const carrier = await carrierStub();
  undo.push(() => carrier.close());
  const services = composed(context, scratch, settings());
  say(`docker-compose config: ${Object.keys(services).join(", ")}`);
  const place = (port: number): Place => ({
    image,
    scratch,
    uid: UID,
    changed: { ...around, PORT: String(port), TWILIO_API_BASE_URL: carrier.url },
  });
  const around = await beside(services);

  const migrating = startPart("migrate", service(services, "migrate"), place(await freePort()));
  ended("migrate", await migrating.ended());
  const ports = [await freePort(), await freePort()] as const;
  const apis = [place(ports[0]), place(ports[1])].map((at, index) => {
    const name = `api-${index + 1}`;
    const of = service(services, name);
    const part = startPart(name, of, at);
    if (part.isHealthy()) throw new Error(`${name} says that it is healthy before it is`);
    const one = { name, of, at, part };
    undo.push(() => one.part.stop());
    return one;
  });
  const start = (name: string) => startOne(services, name, place);
  const first = await start("worker-1");
  const watchdog = await start("watchdog");
  for (const { name, part } of apis) {
    await untilTrue(`${name} is healthy`, () => part.isHealthy(), READY_WITHIN_MS);
    say(`${name} is healthy, by the check of docker-compose.yml`);
  }
  if (!service(services, "api-1").read_only) throw new Error("The line may write to its root");
  unwritable(image, UID);
  say("Nothing of the image can be written to by whoever runs it");

  const proxy = await startProxy({ context, scratch, apis: ports });
  undo.push(() => proxy.close());
  const asked = await underRequests(proxy.url, async () => {
    for (const one of apis) {
      ended(one.name, (await one.part.stop()).code);
      one.part = startPart(one.name, one.of, one.at);
      await untilTrue(`${one.name} is back`, () => one.part.isHealthy(), READY_WITHIN_MS);
    }
  });
  say(`Both web servers were replaced: ${asked.answered} requests answered, ${asked.failed} not`);
  if (asked.failed > 0) throw new Error("A request was not answered");

  const taken = await handedOver({
    databaseUrl: around.DATABASE_URL,
    carrier,
    stop: () => first.stop(),
    startOther: () => start("worker-2"),
  });
  say(
    `A worker asked to stop in the middle of a call to a desk ended with ${taken.code} after ${taken.tookMs} ms;`,
  );
  say(`the other asked for that call ${taken.askedAgainMs} ms after the first was asked to stop`);
  for (const part of [watchdog, taken.other, ...apis.map((one) => one.part)]) {
    ended(part.name, (await part.stop()).code);
  }
}

function ended(name: string, code: number | null): void {
  if (code !== 0) {
    const said = readFileSync(path.join(scratch, `${name}.log`), "utf8").slice(-2_000);
    throw new Error(`${name} ended with ${code}: ${said}`);
  }
  say(`${name} ended with 0`);
}

function service(services: Readonly<Record<string, Service>>, name: string): Service {
  const found = services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no ${name}`);
  return found;
}

async function startOne(
  services: Readonly<Record<string, Service>>,
  name: string,
  place: (port: number) => Place,
): Promise<Part> {
  const part = startPart(name, service(services, name), place(await freePort()));
  undo.push(() => part.stop());
  return part;
}

/** What the line leans on, and what of docker-compose.yml it stands for. */
async function beside(services: Readonly<Record<string, Service>>) {
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(scratch, "postgres"),
    log: () => undefined,
  });
  undo.push(async () => {
    await postgres.stop();
    removeEmbeddedPostgres(path.join(scratch, "postgres"));
  });
  const redis = await startRedis(service(services, "redis"), path.join(scratch, "redis"));
  undo.push(() => redis.close());
  const [data, tmp] = ["data", "tmp"].map((name) => folderFor(name));
  return {
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    DATA_DIR: data ?? "",
    TMPDIR: tmp ?? "",
    HOST: "127.0.0.1",
  };
}

/** As the image makes `/data` and docker-compose.yml mounts `/tmp`: theirs. */
function folderFor(name: string): string {
  const folder = path.join(scratch, name);
  mkdirSync(folder);
  if ("uid" in asSomebody(false, UID)) chownSync(folder, UID, UID);
  return folder;
}

/** A line that has an account: nothing is guessed for it. */
function settings(): Record<string, string> {
  const key = Buffer.alloc(32, 7).toString("base64");
  return {
    POSTGRES_PASSWORD: "x",
    PUBLIC_HOST: "localhost",
    PUBLIC_URL: "https://localhost",
    FALLBACK_URL: "https://localhost/fallback",
    LINE_NUMBERS: "+15555550150=rehearsal,en;+15555550190=desk-return,en",
    VAULT_KEYS: `test:${key}`,
    HASH_KEY: key,
    AUTH_SECRET: "known to everybody who reads this",
    TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "0".repeat(32),
    TWILIO_API_KEY: `SK${"0".repeat(32)}`,
    TWILIO_API_SECRET: "0".repeat(32),
  };
}
