import { expect, test } from "vitest";

import { accountFindings } from "../../src/doctor/account.ts";
import { certificateFinding } from "../../src/doctor/certificate.ts";
import { clockFindings } from "../../src/doctor/clock.ts";
import { databaseFindings } from "../../src/doctor/database.ts";
import { diskFinding } from "../../src/doctor/disk.ts";
import { examine } from "../../src/doctor/examine.ts";
import { documentFindings } from "../../src/doctor/fallback.ts";
import { broken, look, ok, unknown, type Finding } from "../../src/doctor/finding.ts";
import { limitFindings } from "../../src/doctor/limits.ts";
import { numberFindings } from "../../src/doctor/numbers.ts";
import { partFindings } from "../../src/doctor/parts.ts";
import { redisSaysFindings } from "../../src/doctor/redis.ts";
import { exitCodeOf, jsonReport, plainReport } from "../../src/doctor/report.ts";
import { settingsChosen, settingsWrong } from "../../src/doctor/settings.ts";
import { shiftFindings } from "../../src/doctor/shifts.ts";
import { vaultFindings } from "../../src/doctor/vault.ts";

const rest = { means: "It hurts.", mend: "mend it" };
const one = (...findings: readonly Finding[]) => [{ about: "Redis", findings }];
const found = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level !== "ok").map(({ level, name }) => `${level} ${name}`);

test("what is well takes a line; what is not also says what it means and what mends it", () => {
  const examined = one(ok("redis", "Redis answers."), broken("redisAway", "Redis is away.", rest));
  expect(plainReport(examined, { colour: false, secrets: [] })).toBe(`
  ✓ Redis        Redis answers.
  ✗ Redis        Redis is away.
                 It hurts.
                 → mend it

  1 broken, 1 well.
`);
});

test("colour is for terminals alone", () => {
  const examined = one(look("redisForgets", "AOF is off.", rest));
  expect(plainReport(examined, { colour: true, secrets: [] })).toContain("\u{1B}[33m!");
  expect(plainReport(examined, { colour: false, secrets: [] })).not.toContain("\u{1B}");
});

test("scripts hear 1 where something is broken, else 2 where something is not known, else 0", () => {
  const well = ok("redis", "Well.");
  const aside = look("redisForgets", "AOF is off.", rest);
  const dark = unknown("notChecked", "Nobody knows.");
  expect(exitCodeOf(one(well, aside))).toBe(0);
  expect(exitCodeOf(one(well, dark))).toBe(2);
  expect(exitCodeOf(one(dark, broken("redisAway", "Away.", rest)))).toBe(1);
  expect(JSON.parse(jsonReport(one(dark), []))).toEqual({
    exitCode: 2,
    counts: { ok: 0, look: 0, broken: 0, unknown: 1 },
    findings: [{ about: "Redis", ...dark }],
  });
});

test("no secret gets into a report, whoever put it into a reason", () => {
  const secrets = ["redis://line:verysecret@host:6379", "verysecret"];
  const examined = one(broken("redisAway", "cannot reach redis://line:verysecret@host:6379", rest));
  for (const report of [
    plainReport(examined, { colour: true, secrets }),
    jsonReport(examined, secrets),
  ]) {
    expect(report).toContain("cannot reach [secret]");
    expect(report).not.toContain("verysecret");
  }
});

test("a check that throws twice or never ends is not known, and stops no other", async () => {
  const checks = [
    { about: "One", look: () => Promise.reject(new Error("out of cheese")) },
    { about: "Two", look: () => new Promise<readonly Finding[]>(() => undefined) },
    { about: "Three", look: async () => [ok("three", "Well.")] },
  ];
  let tries = 0;
  const once = async () => {
    tries += 1;
    if (tries === 1) throw new Error("a moment's trouble");
    return [ok("four", "Well.")];
  };
  const examined = await examine([...checks, { about: "Four", look: once }], 5);
  expect(examined.map(({ findings: [first] }) => `${first?.level} ${first?.name}`)).toEqual([
    "unknown notChecked",
    "unknown notInTime",
    "ok three",
    "ok four",
  ]);
  expect(examined[0]?.findings[0]?.found).toMatch(/out of cheese/);
});

test("every setting that is wrong is a finding of its own", () => {
  const message = "The line cannot start:\n  PORT must be at most 65535\n  HASH_KEY is not set";
  expect(settingsWrong(message).map((finding) => finding.found)).toEqual([
    "PORT must be at most 65535",
    "HASH_KEY is not set",
  ]);
  const real = { real: true, ownDatabase: false, queueOnRedis: false, previousToken: true };
  expect(found(settingsChosen(real))).toEqual(["look databaseBuiltIn", "look previousTokenSet"]);
});

test("clocks are held against Postgres, allowing for how long each took to answer", async () => {
  let machine = 1_000_000;
  const asked = (aheadMs: number, tookMs: number) => async () => {
    machine += tookMs;
    return machine - tookMs / 2 + aheadMs;
  };
  const line = { whose: "Postgres", ask: asked(5_000, 100), lateMs: 0 };
  const slow = { whose: "Slow", ask: asked(5_900, 5_000), lateMs: 0 };
  const slowish = { whose: "Slowish", ask: asked(7_500, 3_000), lateMs: 0 };
  const wrong = { whose: "Wrong", ask: asked(-60_000, 100), lateMs: 0 };
  const findings = await clockFindings(() => machine, line, [slow, slowish, wrong]);
  expect(findings.map(({ level, found: words }) => `${level} ${words}`)).toEqual([
    "look This machine is 5 s behind Postgres, whose time is the line's.",
    "unknown Slow took too long to be held against Postgres's time.",
    "ok Slowish and Postgres tell the same time.",
    "broken Wrong is 65 s behind Postgres, whose time is the line's.",
  ]);
});

const account = { name: "Line", state: "active", trial: false, signsWith: "new" };
const ours = { token: "new", previous: "old" };

test("of the account: suspended, on trial, or signing with another token", () => {
  const asked = { byPrevious: null, keyOpens: true };
  const of = (changed: Partial<typeof account>) =>
    found(accountFindings({ ...asked, byToken: { ...account, ...changed } }, ours));
  expect(of({})).toEqual([]);
  expect(of({ state: "suspended" })).toEqual(["broken accountNotActive"]);
  expect(of({ trial: true })).toEqual(["look trialAccount"]);
  expect(of({ signsWith: "old" })).toEqual(["look tokenNotPromoted"]);
  expect(of({ signsWith: "third" })).toEqual(["broken tokenNotPrimary"]);
  const nothing = { byToken: null, byPrevious: null, keyOpens: false };
  expect(found(accountFindings(nothing, ours))).toEqual(["broken credentialsRefused"]);
});

test("of limits: what the carrier lets be known", () => {
  const limits = {
    businessKnown: false,
    balance: { left: 3, currency: "USD" },
    waitedMs: [0, 9_000],
  };
  expect(found(limitFindings(limits, 5))).toEqual([
    "look profileMissing",
    "look balanceLow",
    "look callsQueued",
  ]);
  const none = { businessKnown: null, balance: null, waitedMs: [0] };
  expect(found(limitFindings(none, 1))).toEqual([]);
  expect(found(limitFindings({ ...none, balance: { left: 0, currency: "USD" } }, 1))).toEqual([
    "broken balanceGone",
  ]);
});

const right = {
  voiceUrl: "https://line.example.org/twilio/voice/incoming#rc=2",
  voiceMethod: "POST",
  voiceFallbackUrl: "https://fallback.example.org",
  voiceFallbackMethod: "POST",
  smsUrl: "https://line.example.org/twilio/messages/incoming",
  smsMethod: "POST",
  statusCallback: "https://line.example.org/twilio/status/incoming",
  statusCallbackMethod: "POST",
};

test("of numbers: taken over by a trunk, for fax alone, unknown to us, without a role", () => {
  const number = {
    sid: "PN1",
    number: "+15555550100",
    addresses: right,
    takenOverBy: null,
    takesCalls: true,
  };
  const asked = {
    ours: [{ number: "+15555550100", role: "desk-return", language: "en" }],
    wanted: right,
    publicUrl: "https://line.example.org",
    real: true,
  } as const;
  const of = (...theirs: readonly (typeof number | { takenOverBy: string })[]) =>
    found(
      numberFindings({ ...asked, theirs: theirs.map((changed) => ({ ...number, ...changed })) }),
    );
  const roles = ["look noPublicNumber", "look noRehearsalNumber"];
  expect(of(number)).toEqual(roles);
  expect(of({ takenOverBy: "TK1" })).toEqual(["broken numberTakenOver", ...roles]);
  expect(of({ ...number, takesCalls: false })).toEqual(["broken numberTakesNoCalls", ...roles]);
  expect(of(number, { ...number, number: "+15555550188" })).toEqual([
    ...roles,
    "look numberNotListed",
  ]);
});

const postgres = {
  version: "18.1",
  versionNumber: 180_001,
  copy: false,
  fsync: "on",
  synchronousCommit: "on",
  connectionsMost: 100,
  connectionsUsed: 20,
  sizeMb: 12,
};

test("of Postgres: too old, a copy, forgetful, crowded", () => {
  const of = (changed: Partial<typeof postgres>) =>
    found(databaseFindings({ ...postgres, ...changed }, []));
  expect(of({})).toEqual([]);
  expect(of({ versionNumber: 130_000 })).toEqual(["broken databaseTooOld"]);
  expect(of({ copy: true })).toEqual(["broken databaseReadOnly"]);
  expect(of({ fsync: "off" })).toEqual(["broken databaseForgets"]);
  expect(of({ synchronousCommit: "off" })).toEqual(["look databaseForgets"]);
  expect(of({ connectionsUsed: 95 })).toEqual(["look databaseCrowded"]);
});

test("of Redis, the disk, a certificate, the vault, shifts, parts and the fallback: what no running line shows", () => {
  const redis = { aof_enabled: "1", maxmemory_policy: "noeviction" };
  const full = {
    ...redis,
    role: "slave",
    aof_last_write_status: "err",
    maxmemory: "10",
    used_memory: "9",
  };
  expect(found(redisSaysFindings(redis))).toEqual([]);
  expect(found(redisSaysFindings(full))).toEqual([
    "broken redisCannotWrite",
    "broken redisReadOnly",
    "look redisFilling",
  ]);
  expect(found([diskFinding(9_000), diskFinding(1_000), diskFinding(100)])).toEqual([
    "look diskFilling",
    "broken diskFull",
  ]);
  expect(found([60, 10, 1].map(certificateFinding))).toEqual([
    "look certificateEnding",
    "broken certificateEnding",
  ]);
  const none = { shut: [], unmade: [], unknownMasters: [], missing: [], keys: 5 };
  expect(found(vaultFindings(none))).toEqual([]);
  expect(found(vaultFindings({ ...none, unmade: ["data.2026-11-22"] }))).toEqual([
    "look vaultKeysUnmade",
  ]);
  expect(found(vaultFindings({ ...none, missing: ["data.2026-11-22.aaaaaaaa"] }))).toEqual([
    "broken dayKeysElsewhere",
  ]);
  const gap = { from: 0, to: 3_600_000, language: null, on: 1, least: 2 };
  expect(
    found(shiftFindings({ answering: 1, gaps: [gap], now: 0, timeZone: "America/Toronto" })),
  ).toEqual(["look tooFewPlanned"]);
  const signs = new Map(["api", "sweep", "watchdog"].map((name) => [name, 0]));
  expect(found(partFindings({ now: 0, signs, troubles: ["dutyOverdue"] }))).toEqual([
    "broken watchdogSays",
  ]);
  const code = ["9", "1", "1"].join("");
  const document = `<Response><Dial>${code}</Dial></Response>`;
  expect(found(documentFindings(document, document))).toEqual(["broken fallbackRingsShortCode"]);
});
