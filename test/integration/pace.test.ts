import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { MINUTE_MS, sharedPace } from "../../src/adapters/pace.ts";
import { keptLog } from "../support/kept-log.ts";
import { noon } from "../support/line-database.ts";
import { redisInstalled, testRedis } from "../support/redis.ts";

/** One process that counts. */
function counting(url: string) {
  const log = keptLog();
  const pace = sharedPace(url, log);
  onTestFinished(() => pace.close());
  return { ...pace, log };
}

async function redis() {
  const server = await testRedis();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

/** Redis behind a wire that can fall silent without breaking. */
async function wired(target: string) {
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    const far = connect(Number(new URL(target).port), "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    near.on("data", (sent) => void (silent || far.write(sent)));
    far.on("data", (said) => void near.write(said));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `redis://127.0.0.1:${port}`,
    fallSilent() {
      silent = true;
    },
  };
}

function shared(): void {
  test("processes count together, each person for themselves, each minute anew", async () => {
    const { url } = await redis();
    const [one, other] = await Promise.all([connected(url), connected(url)]);
    expect(await one.count("jo", noon)).toBe(1);
    expect(await other.count("jo", noon + 1)).toBe(2);
    expect(await other.count("robin", noon + 1)).toBe(1);
    expect(await one.count("jo", noon + MINUTE_MS)).toBe(1);
  });

  test("with Redis away each counts for itself, at once and without a word to anybody but the log", async () => {
    const server = await redis();
    const pace = await connected(server.url);
    expect(await pace.count("jo", noon)).toBe(1);
    await server.goAway();
    const before = performance.now();
    for (let n = 2; n <= 50; n += 1) expect(await pace.count("jo", noon + n)).toBe(n);
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(pace.log.lines.filter((line) => line.includes("Redis is away"))).toHaveLength(1);
    await server.comeBack();
    let at = noon + 6_000;
    await vi.waitFor(
      async () => {
        at += 6_000;
        await pace.count("jo", at);
        expect(pace.log.lines.join()).toContain("counted in Redis again");
      },
      { timeout: 20_000, interval: 200 },
    );
  });

  test("a Redis that says nothing holds one request up for a moment, and no other", async () => {
    const wire = await wired((await redis()).url);
    const pace = await connected(wire.url);
    wire.fallSilent();
    const before = performance.now();
    expect(await pace.count("jo", noon)).toBe(1);
    for (let n = 2; n <= 50; n += 1) expect(await pace.count("jo", noon + n)).toBe(n);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
}

/** Until it is, it counts for itself and asks again later. */
async function connected(url: string) {
  let at = noon - 60 * MINUTE_MS;
  const pace = counting(url);
  const other = counting(url);
  await vi.waitFor(
    async () => {
      at += MINUTE_MS;
      await pace.count("warm", at);
      expect(await other.count("warm", at)).toBe(2);
    },
    { timeout: 10_000, interval: 100 },
  );
  return { ...pace, log: fresh(pace.log) };
}

function fresh(log: ReturnType<typeof keptLog>) {
  const from = log.lines.length;
  return {
    get lines() {
      return log.lines.slice(from);
    },
  };
}

/** Where Redis is missing this is said at the end of the run; in CI it is a failure. */
const missing = (): void => {
  test.skipIf(process.env["CI"] === undefined)("redis-server is installed", () => {
    expect.fail("redis-server is not installed (apt-get install redis-server)");
  });
};

if (redisInstalled) shared();
else missing();
