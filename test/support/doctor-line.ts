import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import Fastify from "fastify";
import { Redis } from "ioredis";

import { openDatabase } from "../../src/adapters/postgres/client.ts";
import { createDeskDirectory } from "../../src/adapters/postgres/desk-directory.ts";
import { createHeartbeats } from "../../src/adapters/postgres/heartbeats.ts";
import { createRoster } from "../../src/adapters/postgres/roster.ts";
import { sealStaffPhone } from "../../src/adapters/postgres/seals.ts";
import { askTime } from "../../src/adapters/postgres/time.ts";
import { twilioNumbers, wantedAddresses } from "../../src/adapters/twilio/numbers.ts";
import { urls } from "../../src/adapters/twilio/urls.ts";
import { carrierOf, unsaid } from "../../src/around.ts";
import { readConfig, type Settings } from "../../src/config.ts";
import { PROVINCES } from "../../src/domain/provinces.ts";
import { startEmulator } from "../../src/emulator/server.ts";
import { carrierRoutes } from "../../src/http/twilio.ts";
import { fallbackDocument } from "../../src/provision/fallback-document.ts";
import { openVault } from "../../src/sealing.ts";
import { carrier } from "./carrier.ts";
import { testDatabase } from "./database.ts";
import { proxyTo } from "./doctor-proxy.ts";
import { redisInstalled, testRedis } from "./redis.ts";

export const PUBLIC = "+15555550100";
export const REHEARSAL = "+15555550150";
export const DESK_RETURN = "+15555550190";
export const ON_CALL = "+15555550141";
const NUMBERS = `${PUBLIC}=public,en;${REHEARSAL}=rehearsal,en;${DESK_RETURN}=desk-return,en`;

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

/**
 * A line in service as far as the doctor can see one: its signed routes, a real Postgres and Redis, the emulator as its carrier, each
 * behind a proxy that can meddle, a fallback and somebody outside. Everything is as it should be.
 */
export async function doctorLine() {
  const database = await testDatabase();
  const redis = redisInstalled ? await testRedis() : null;
  if (redis !== null) await asRedis(redis.url, ["CONFIG", "SET", "appendonly", "yes"]);
  const dataDir = mkdtempSync(path.join(tmpdir(), "line-doctor-"));
  let lineUrl = "";
  let emulatorUrl = "";
  const proxy = await proxyTo(() => lineUrl);
  const carrierProxy = await proxyTo(() => emulatorUrl);
  const outside = await outsideWorld();
  const given = {
    PUBLIC_URL: proxy.url,
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
    LINE_NUMBERS: NUMBERS,
    VAULT_KEYS: `test:${randomBytes(32).toString("base64")}`,
    HASH_KEY: randomBytes(32).toString("base64"),
    AUTH_SECRET: hex(32),
    TWILIO_ACCOUNT_SID: `AC${hex(16)}`,
    TWILIO_AUTH_TOKEN: hex(16),
    TWILIO_API_KEY: `SK${hex(16)}`,
    TWILIO_API_SECRET: hex(16),
    TWILIO_API_BASE_URL: carrierProxy.url,
    FALLBACK_URL: `${outside.url}/fallback`,
    HEARTBEAT_URL: `${outside.url}/${hex(8)}`,
  };
  const web = await webServer(given.PUBLIC_URL, given.TWILIO_AUTH_TOKEN);
  lineUrl = web.url;
  /** The settings with some of them changed. */
  const settings = (changed: Readonly<Record<string, string>> = {}): Settings =>
    readConfig({ ...given, PORT: new URL(lineUrl).port, ...changed });
  const emulator = await emulatorFor(settings());
  emulatorUrl = emulator.url;
  const opened = openDatabase(database.url, () => undefined, 4);
  const now = Math.round(await askTime(opened.pool));
  const people = await peopleAndDesks(settings(), opened.db, now);
  outside.document = fallbackDocument({
    ring: [ON_CALL],
    callerId: PUBLIC,
    again: urls(proxy.url, null).fallback,
  });
  return {
    settings,
    given,
    /** Where the web server listens, past the proxy. */
    webUrl: web.url,
    proxy,
    carrierProxy,
    outside,
    db: opened.db,
    roster: people.roster,
    now,
    emulator,
    numbers: twilioNumbers(carrierOf(settings())),
    redis: (words: readonly string[]) => asRedis(given.REDIS_URL ?? "", words),
    async [Symbol.asyncDispose]() {
      people.stop();
      await opened.close();
      await emulator.close();
      await web.close();
      await outside.close();
      await carrierProxy.close();
      await proxy.close();
      await redis?.[Symbol.asyncDispose]();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function asRedis(url: string, [command = "", ...words]: readonly string[]): Promise<void> {
  const client = new Redis(url);
  await client.call(command, ...words);
  client.disconnect();
}

/** A page that answers Twilio, and somebody who waits for the watchdog. */
async function outsideWorld() {
  const app = Fastify({ forceCloseConnections: true });
  const world = { document: "", code: 200, url: "", close: () => app.close() };
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.post("/fallback", (_request, reply) =>
    reply.code(world.code).type("text/xml").send(world.document),
  );
  world.url = await app.listen({ port: 0, host: "127.0.0.1" });
  return world;
}

async function webServer(publicUrl: string, token: string) {
  const app = Fastify({ forceCloseConnections: true });
  const { routes } = carrier();
  await app.register(async (scope) =>
    carrierRoutes(scope, { ...routes, publicUrl, authTokens: [token] }),
  );
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { url, close: () => app.close() };
}

const emulatorFor = ({ config, secrets }: Settings) =>
  startEmulator({
    port: 0,
    accountSid: secrets.twilio.accountSid,
    authToken: secrets.twilio.authToken,
    apiKey: secrets.twilio.apiKey.sid,
    apiSecret: secrets.twilio.apiKey.secret,
    numbers: config.numbers.map(({ number }) => ({
      number,
      ...addressesFor(config.http.publicUrl, config.outside.fallbackUrl),
    })),
  });

function addressesFor(publicUrl: string, fallbackUrl: string) {
  const { voiceUrl, voiceFallbackUrl, smsUrl, statusCallback } = wantedAddresses(
    urls(publicUrl, fallbackUrl),
  );
  return { voiceUrl, voiceFallbackUrl, smsUrl, statusCallback };
}

type Database = ReturnType<typeof openDatabase>["db"];

/** Somebody answers, somebody is on call, every province has a desk, and every part of the line lives. */
async function peopleAndDesks(settings: Settings, db: Database, now: number) {
  const clock = { now: () => now };
  const vault = await openVault(settings, { db, clock, log: unsaid });
  const at = new Date(now);
  for (const { id, phone } of [
    { id: "ash", phone: "+15555550140" },
    { id: "noor", phone: ON_CALL },
  ]) {
    const sealed = sealStaffPhone(vault.keyring, id, phone);
    const roles = ["responder", "supervisor"];
    const person = { id, name: id, email: `${id}@line.example`, emailVerified: true, roles };
    const rest = { languages: ["en"], reach: "phone", createdAt: at, updatedAt: at };
    await db.staff.create({ data: { ...person, ...rest, ...sealed } });
  }
  const roster = createRoster(db, vault.keyring);
  await roster.goOnShift("ash", "line", now);
  await roster.goOnShift("noor", "on-call", now);
  await db.coverageMinimum.create({ data: { language: null, fromHour: 0, toHour: 24, least: 0 } });
  await createDeskDirectory(db, vault.keyring).save(
    PROVINCES.map((province) => desk(province, now)),
  );
  const heartbeats = createHeartbeats(db);
  for (const name of ["api", "sweep", "queue", "watchdog"])
    await heartbeats.beat(name, now + 3_600_000);
  return { roster, stop: () => vault.stop() };
}

const desk = (province: (typeof PROVINCES)[number], now: number) => ({
  id: `desk-${province}`,
  name: `Desk of ${province}`,
  kind: "tenDigit" as const,
  territory: { province, regions: [], municipalities: [], postalPrefixes: [] },
  number: "+15555550160",
  order: 1,
  languages: ["en" as const],
  whoComes: "ambulance" as const,
  hours: null,
  timeZone: "America/Toronto",
  recording: "unknown" as const,
  recordingAgreedBy: null,
  recordingAgreedAt: null,
  verifiedAt: now,
  rehearsal: false,
});
