import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

import { secretsIn } from "../../src/around.ts";
import { doctor, examineLine } from "../../src/doctor.ts";
import { exitCodeOf } from "../../src/doctor/report.ts";
import type { Finding } from "../../src/doctor/finding.ts";
import { DESK_RETURN, doctorLine, PUBLIC } from "../support/doctor-line.ts";
import { freePort } from "../support/free-port.ts";
import { redisInstalled } from "../support/redis.ts";

type Line = Awaited<ReturnType<typeof doctorLine>>;
let line: Line;
const said: string[] = [];

beforeAll(async () => {
  line = await doctorLine();
});

afterAll(async () => {
  await line[Symbol.asyncDispose]();
});

/** Of the machine the tests run on: its Postgres does not wait for the disk, and it may have much else to do. */
const OF_THIS_MACHINE = new Set(["databaseForgets", "webhookSlow"]);

/** All that is not as it should be, by name. */
async function found(
  changed: Readonly<Record<string, string>> = {},
): Promise<Map<string, Finding>> {
  const examined = await examineLine(line.settings(changed));
  said.push(JSON.stringify(examined));
  const wrong = examined
    .flatMap(({ findings }) => findings)
    .filter(({ level, name }) => level !== "ok" && !OF_THIS_MACHINE.has(name));
  return new Map(wrong.map((finding) => [finding.name, finding]));
}

/** One finding, with how bad it is; one that does not say what it means and what mends it is none. */
function told(findings: ReadonlyMap<string, Finding>, name: string): string {
  const finding = findings.get(name);
  if (finding === undefined) return `not found, but ${[...findings.keys()].join(", ")}`;
  const { level, found: words, means, mend } = finding;
  return means === null || mend === null ? `${words}, and nothing to do` : `${level}: ${words}`;
}

const only = (findings: Map<string, Finding>): string[] => [...findings.keys()].toSorted();
const nowhere = async () => `http://127.0.0.1:${await freePort()}`;

async function sidOf(number: string): Promise<string> {
  const known = (await line.numbers.list()).find((one) => one.number === number);
  if (known === undefined) throw new Error(`${number} is not at the carrier`);
  return known.sid;
}

test("a line as it should be has nothing to mend", async () => {
  expect([...(await found()).values()]).toEqual([]);
});

describe("at Twilio", () => {
  test("a token that was rotated", async () => {
    const findings = await found({ TWILIO_AUTH_TOKEN: "a".repeat(32) });
    expect(told(findings, "tokenRotated")).toMatch(/^broken: .*replaced/s);
  });

  test("a rotation that is not finished", async () => {
    const previous = line.given.TWILIO_AUTH_TOKEN;
    const findings = await found({
      TWILIO_AUTH_TOKEN: "a".repeat(32),
      TWILIO_AUTH_TOKEN_PREVIOUS: previous,
    });
    expect(told(findings, "tokenRotated")).toMatch(/^look: .*PREVIOUS/s);
    expect(told(findings, "previousTokenSet")).toMatch(/^look: .*either token/s);
    expect(told(findings, "lineHasOldToken")).toMatch(/^broken: .*previous token alone/s);
  });

  test("an API key that is none", async () => {
    const findings = await found({ TWILIO_API_SECRET: "b".repeat(32) });
    expect(told(findings, "apiKeyRefused")).toMatch(/^broken: .*TWILIO_API_KEY/s);
  });

  test("a number that is not of this account", async () => {
    const numbers = `${line.given.LINE_NUMBERS};+15555550177=public,fr`;
    const findings = await found({ LINE_NUMBERS: numbers });
    expect(told(findings, "numberNotOurs")).toMatch(/^broken: .*\+15555550177/s);
    expect(only(findings)).toEqual(["numberNotOurs"]);
  });

  test("a number with no fallback, and one that leads elsewhere", async () => {
    const [first, second] = await Promise.all([sidOf(PUBLIC), sidOf(DESK_RETURN)]);
    const before = (await line.numbers.list()).find(({ sid }) => sid === first)?.addresses ?? {};
    await line.numbers.point(first, { voiceFallbackUrl: "" }, false);
    await line.numbers.point(second, { voiceUrl: "https://old.example.org/twilio/voice" }, false);
    const findings = await found();
    await line.numbers.point(first, before, false);
    await line.numbers.point(second, before, false);
    expect(told(findings, "fallbackMissing")).toMatch(/^broken: .*\+15555550100/s);
    expect(told(findings, "voiceUrlWrong")).toMatch(
      /^broken: .*\+15555550190 go to POST https:\/\/old/s,
    );
    expect(only(findings)).toEqual(["fallbackMissing", "voiceUrlWrong"]);
  });

  test("a number without retries, whose texts and ends go nowhere", async () => {
    const sid = await sidOf(PUBLIC);
    const before = (await line.numbers.list()).find((one) => one.sid === sid)?.addresses;
    const voiceUrl = (before?.voiceUrl ?? "").replace(/#.*/, "");
    await line.numbers.point(sid, { voiceUrl, smsUrl: "", statusCallback: "" }, false);
    const findings = await found();
    await line.numbers.point(sid, before ?? {}, false);
    expect(only(findings)).toEqual(["endsNotTold", "retriesMissing", "textsLost"]);
  });

  test("nobody there at all", async () => {
    const findings = await found({ TWILIO_API_BASE_URL: await nowhere() });
    expect(findings.get("notChecked")?.level).toBe("unknown");
  });
});

describe("on the way to the line", () => {
  const through = (onTheWay: Parameters<Line["proxy"]["meddling"]>[0]["onTheWay"]) =>
    line.proxy.meddling(onTheWay === undefined ? {} : { onTheWay }, () => found());

  test("a proxy that decodes the path", async () => {
    const findings = await through((asked) => ({ ...asked, path: decodeURIComponent(asked.path) }));
    expect(told(findings, "pathRewritten")).toMatch(/^broken: .*decodes the path/s);
  });

  test("a proxy that puts a prefix before it", async () => {
    const findings = await through((asked) => ({ ...asked, path: `/v1${asked.path}` }));
    expect(told(findings, "pathRewritten")).toMatch(/^broken: .*asked directly, lets it in/s);
  });

  test("a proxy that sorts the query, and one that drops what is empty", async () => {
    const sorted = await through((asked) => ({
      ...asked,
      path: asked.path.replace("ask=1&turn=2", "turn=2&ask=1"),
    }));
    expect(told(sorted, "pathRewritten")).toMatch(/^broken: .*sorts the query/s);
    const dropped = await through((asked) => ({
      ...asked,
      body: asked.body.replace("&FromZip=", ""),
    }));
    expect(told(dropped, "formRewritten")).toMatch(/^broken: .*drops what is empty/s);
  });

  test.each([
    { to: "https://line.example.org/", name: "hostRewritten" },
    { to: "", name: "schemeRewritten" },
    { to: "/elsewhere", name: "pathRewritten" },
  ])("a redirect to another place: $name", async ({ to, name }) => {
    const secure = line.proxy.url.replace("http:", "https:");
    const location = to === "" ? secure : to;
    const findings = await through(() => ({ code: 301, headers: { location }, body: "" }));
    expect(told(findings, name)).toMatch(/^broken: .*redirects/s);
  });

  test("a firewall, a proxy with nothing behind it, and somebody else's page", async () => {
    const blocked = await through(() => ({ code: 403, headers: {}, body: "<h1>Blocked</h1>" }));
    expect(told(blocked, "blockedOnTheWay")).toMatch(/^broken: .*refuses webhooks/s);
    const alone = await through(() => ({ code: 502, headers: {}, body: "Bad gateway" }));
    expect(told(alone, "lineFailing")).toMatch(/^broken: .*502/s);
    const page = { code: 200, headers: { "content-type": "text/html" }, body: "Welcome" };
    expect(told(await through(() => page), "publicUrlElsewhere")).toMatch(
      /^broken: .*Something else/s,
    );
  });

  test("a running line with another token, and one that believes to be elsewhere", async () => {
    const other = await found({ TWILIO_AUTH_TOKEN: "c".repeat(32) });
    expect(told(other, "signatureRefused")).toMatch(/^broken: .*refuses what these settings sign/s);
    const direct = { PUBLIC_URL: line.webUrl, PORT: new URL(line.proxy.url).port };
    expect(told(await found(direct), "hostRewritten")).toMatch(
      /^broken: .*believes that its address/s,
    );
  });

  test("PUBLIC_URL that cannot be reached", async () => {
    const findings = await found({ PUBLIC_URL: await nowhere() });
    expect(told(findings, "publicUrlUnreachable")).toMatch(/^broken: .*ECONNREFUSED/s);
  });
});

describe("beside the line", () => {
  test("Postgres away", async () => {
    const port = await freePort();
    const findings = await found({
      DATABASE_URL: `postgresql://line:secretword@127.0.0.1:${port}/line`,
    });
    expect(told(findings, "databaseAway")).toMatch(/^broken: .*ECONNREFUSED/s);
    expect(findings.get("notChecked")?.found).toMatch(/desks/);
  });

  test("a migration that is pending", async () => {
    const [last] = await line.db.$queryRaw<{ name: string }[]>`
      DELETE FROM _prisma_migrations WHERE id = (
        SELECT id FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1)
      RETURNING migration_name AS name`;
    const findings = await found();
    await line.db.$executeRaw`
      INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
      VALUES ('again', 'none', ${last?.name}, to_timestamp(0), to_timestamp(0), 1)`;
    expect(told(findings, "migrationPending")).toMatch(
      `broken: one migration pending: ${last?.name}`,
    );
    expect(findings.get("migrationPending")?.mend).toBe("node src/main.ts migrate");
  });

  test("a clock that is wrong", async () => {
    const late = { onTheWayBack: shifted(-300_000) };
    const findings = await line.carrierProxy.meddling(late, () => found());
    expect(told(findings, "clockSkewed")).toMatch(/^broken: .*Twilio is \d+ s behind Postgres/s);
    expect(only(findings)).toEqual(["clockSkewed"]);
  });

  test("a master key that is missing", async () => {
    const key = Buffer.alloc(32, 7).toString("base64");
    const findings = await found({ VAULT_KEYS: `other:${key}` });
    expect(told(findings, "vaultKeyMissing")).toMatch(/^broken: .*cannot be opened/s);
    expect(told(findings, "deskNumberShut")).toMatch(/^broken: .*13 desks/s);
  });

  test("a province without a desk", async () => {
    const where = { id: "desk-NU" };
    const row = await line.db.desk.findUniqueOrThrow({ where });
    await line.db.desk.delete({ where });
    const findings = await found();
    await line.db.desk.create({ data: row });
    expect(told(findings, "provinceWithoutDesk")).toMatch(/^look: .*Nunavut/s);
    expect(only(findings)).toEqual(["provinceWithoutDesk"]);
  });

  test("nobody on shift, and nobody agreed for tonight", async () => {
    await line.db.shift.updateMany({ data: { endsAt: new Date(line.now) } });
    await line.db.coverageMinimum.updateMany({ data: { least: 1 } });
    const findings = await found();
    await line.db.shift.updateMany({ data: { endsAt: null } });
    await line.db.coverageMinimum.updateMany({ data: { least: 0 } });
    expect(told(findings, "nobodyOnShift")).toMatch(/^broken: .*Nobody is on shift/s);
    expect(told(findings, "nobodyPlanned")).toMatch(/^look: .*next 24 h/s);
    expect(told(findings, "nobodyForFallback")).toMatch(/^look: .*telephone/s);
  });

  test("a watchdog that is gone, and a line that does not run", async () => {
    const { heartbeat } = line.db;
    const then = new Date(line.now + 3_600_000);
    const old = { data: { at: new Date(line.now - 60_000) } };
    await heartbeat.updateMany({ where: { name: "watchdog" }, ...old });
    expect(told(await found(), "watchdogSilent")).toMatch(/^broken: .*No watchdog/s);
    await heartbeat.updateMany(old);
    expect(told(await found(), "lineNotRunning")).toMatch(/^broken: .*No part/s);
    await heartbeat.updateMany({ data: { at: then } });
  });

  test("nobody outside who hears the watchdog", async () => {
    const findings = await found({ HEARTBEAT_URL: `${await nowhere()}/secret-path` });
    expect(told(findings, "heartbeatAway")).toMatch(/^broken: .*cannot be reached/s);
  });

  test("a fallback that is gone, one that is not what it should be, one on the line itself", async () => {
    const { outside } = line;
    outside.code = 404;
    expect(told(await found(), "fallbackBroken")).toMatch(/^broken: .*404/s);
    outside.code = 200;
    const right = outside.document;
    outside.document = right.replaceAll("+15555550141", "+15555550142");
    expect(told(await found(), "fallbackDiffers")).toMatch(/^look: .*not the document/s);
    outside.document = "<Response><Say>We are away.</Say></Response>";
    expect(told(await found(), "fallbackRingsNobody")).toMatch(/^broken: .*rings nobody/s);
    outside.document = right;
    const within = await found({ FALLBACK_URL: `${line.proxy.url}/twilio/voice/fallback` });
    expect(told(within, "fallbackOnTheLine")).toMatch(/^broken: .*own host/s);
  });
});

describe.skipIf(!redisInstalled)("Redis", () => {
  const set = (name: string, value: string) => line.redis(["CONFIG", "SET", name, value]);

  test("throws alarms away when it is full", async () => {
    await set("maxmemory-policy", "allkeys-lru");
    const findings = await found();
    await set("maxmemory-policy", "noeviction");
    expect(told(findings, "redisEvicts")).toMatch(/^broken: .*allkeys-lru/s);
    expect(only(findings)).toEqual(["redisEvicts"]);
  });

  test("keeps nothing on disk", async () => {
    await set("appendonly", "no");
    const findings = await found();
    await set("appendonly", "yes");
    expect(told(findings, "redisForgets")).toMatch(/^look: .*appendonly/s);
  });

  test("is away", async () => {
    const findings = await found({ REDIS_URL: (await nowhere()).replace("http", "redis") });
    expect(told(findings, "redisAway")).toMatch(/^broken: .*ECONNREFUSED/s);
  });
});

test("settings that cannot be read are each named, and a script hears of it", async () => {
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  onTestFinished(() => {
    written.mockRestore();
    process.exitCode = 0;
  });
  await doctor(() => line.settings({ PORT: "99999999", LINE_TIME_ZONE: "Mars" }), ["--json"]);
  const report: unknown = JSON.parse(written.mock.calls.map(([text]) => String(text)).join(""));
  expect(process.exitCode).toBe(1);
  expect(report).toMatchObject({
    exitCode: 1,
    findings: [
      { name: "settingWrong", found: expect.stringMatching(/^LINE_TIME_ZONE/) },
      { name: "settingWrong", found: expect.stringMatching(/^PORT must be at most 65535/) },
      { name: "notChecked", level: "unknown" },
    ],
  });
});

test("after all of that everything is well again, and no secret was ever said", async () => {
  expect(only(await found())).toEqual([]);
  for (const secret of secretsIn(line.settings())) expect(said.join("")).not.toContain(secret);
  expect(said.join("")).not.toMatch(/secretword|secret-path|\+15555550141/);
  const examined = await examineLine(
    line.settings({ DATABASE_URL: "postgresql://127.0.0.1:1/none" }),
  );
  expect(exitCodeOf(examined)).toBe(1);
});

const shifted =
  (ms: number) =>
  <T extends { headers: object }>(coming: T): T => {
    const date = "date" in coming.headers ? String(coming.headers.date) : "";
    const moved = new Date(Date.parse(date) + ms).toUTCString();
    return { ...coming, headers: { ...coming.headers, date: moved } };
  };
