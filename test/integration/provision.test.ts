import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";

import { signsIn } from "../../src/adapters/twilio/account.ts";
import { connect } from "../../src/adapters/twilio/client.ts";
import { carrierOf } from "../../src/around.ts";
import { readConfig } from "../../src/config.ts";
import { provide, provision } from "../../src/provision.ts";
import { keyFile, provideKey } from "../../src/provision/api-key.ts";
import {
  fallbackDocument,
  numbersIn,
  sameDocument,
} from "../../src/provision/fallback-document.ts";
import { planNumbers } from "../../src/provision/plan.ts";
import { DESK_RETURN, doctorLine, ON_CALL, PUBLIC } from "../support/doctor-line.ts";
import { rig } from "../unit/emulator/harness.ts";

let line: Awaited<ReturnType<typeof doctorLine>>;

beforeAll(async () => {
  line = await doctorLine();
});

afterAll(async () => {
  await line[Symbol.asyncDispose]();
});

/** What it said, and whether all is well. */
async function provided(apply: boolean, changed: Readonly<Record<string, string>> = {}) {
  const lines: string[] = [];
  const say = (words: string) => lines.push(words);
  const well = await provide(line.settings(changed), { apply, keyMissing: false, say });
  return { well, said: lines.join("\n") };
}

const atCarrier = async (number: string) => {
  const found = (await line.numbers.list()).find((one) => one.number === number);
  if (found === undefined) throw new Error(`${number} is not at the carrier`);
  return found;
};

test("what would change is shown, then done, and done once", async () => {
  const { sid, addresses: right } = await atCarrier(PUBLIC);
  await line.numbers.point(
    sid,
    { voiceUrl: "https://old.example.org/voice", voiceFallbackUrl: "" },
    false,
  );

  const shown = await provided(false);
  expect(shown.said).toMatch(
    /- a call comes in {3}https:\/\/old\.example\.org\/voice\n.*\+ a call comes in.*incoming#rc=2&rp=all/,
  );
  expect(shown.said).toMatch(/- we are away {7}\(nothing\)/);
  expect(shown.said).toMatch(/Nothing was changed yet/);
  expect((await atCarrier(PUBLIC)).addresses.voiceFallbackUrl).toBe("");

  expect((await provided(true)).said).toMatch(/Changed: one number/);
  expect((await atCarrier(PUBLIC)).addresses).toEqual(right);
  const again = await provided(true);
  expect(again.well).toBe(true);
  expect(again.said).toMatch(/Nothing had to be changed/);
});

test("numbers that are not the line's are left alone, and one that is missing is named", async () => {
  const client = connect(carrierOf(line.settings()));
  const voiceUrl = "https://bakery.example.org/orders";
  const bakery = await client.incomingPhoneNumbers.create({
    phoneNumber: "+15555550188",
    voiceUrl,
  });
  const numbers = `${line.given.LINE_NUMBERS};+15555550177=public,fr`;
  const { well, said } = await provided(true, { LINE_NUMBERS: numbers });
  expect(well).toBe(false);
  expect(said).toMatch(/\+15555550177.*NOT A NUMBER OF THIS ACCOUNT/);
  expect(said).not.toContain("+15555550188");
  expect(await client.incomingPhoneNumbers(bakery.sid).fetch()).toMatchObject({ voiceUrl });
});

test("an emergency short code is refused, and then nothing is changed at all", async () => {
  const { sid } = await atCarrier(PUBLIC);
  await line.numbers.point(sid, { smsUrl: "" }, false);
  const code = ["+1", "911", "5550100"].join("");
  const { well, said } = await provided(true, {
    LINE_NUMBERS: `${line.given.LINE_NUMBERS};${code}=public,en`,
  });
  expect(well).toBe(false);
  expect(said).toMatch(/REFUSED/);
  expect((await atCarrier(PUBLIC)).addresses.smsUrl).toBe("");
  await provided(true);
  expect((await atCarrier(PUBLIC)).addresses.smsUrl).not.toBe("");
});

test("a number that an application has taken over is taken back", () => {
  const addresses = {
    voiceUrl: "a",
    voiceMethod: "POST",
    voiceFallbackUrl: "b",
    voiceFallbackMethod: "POST",
  };
  const rest = {
    smsUrl: "c",
    smsMethod: "POST",
    statusCallback: "d",
    statusCallbackMethod: "POST",
  };
  const wanted = { ...addresses, ...rest };
  const ours = { number: PUBLIC, role: "public", language: "en" } as const;
  const taken = {
    sid: "PN1",
    number: PUBLIC,
    addresses: wanted,
    takenOverBy: "AP1",
    takesCalls: true,
  };
  const { numbers } = planNumbers([ours], [taken], wanted);
  expect(numbers).toMatchObject([{ changes: [], takeBack: "AP1" }]);
});

test("with no key in the settings one is made, kept for its owner alone, and made once", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "line-key-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { TWILIO_API_KEY: _key, TWILIO_API_SECRET: _secret, ...without } = line.given;
  const env = { ...without, DATA_DIR: folder };
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  onTestFinished(() => written.mockRestore());
  const run = () => provision((instead) => readConfig({ ...env, ...instead }), ["--apply"]);
  await run();
  await run();
  const said = written.mock.calls.map(([text]) => String(text)).join("");
  process.exitCode = 0;

  const file = keyFile(folder);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const kept = /^TWILIO_API_KEY=(SK[0-9a-f]{32})\nTWILIO_API_SECRET=(\w{32})\n$/.exec(
    readFileSync(file, "utf8"),
  );
  const [, sid = "", secret = ""] = kept ?? [];
  expect(await signsIn({ ...carrierOf(line.settings()), apiKey: { sid, secret } })).toBe(true);
  expect(said).toContain(file);
  expect(said).toMatch(/An API key was made before/);
  expect(said).not.toContain(secret);
});

test("at a terminal the secret of a new key is shown once, and kept nowhere", async () => {
  const made = { sid: `SK${"0".repeat(32)}`, secret: "shown once" };
  const folder = path.join(tmpdir(), "line-no-such-folder");
  const { shown } = await provideKey({ folder, terminal: true, make: async () => made });
  expect(shown).toContain("TWILIO_API_SECRET=shown once");
  expect(() => statSync(keyFile(folder))).toThrow(/ENOENT/);
});

test("the fallback is compared with what people on call make of it", async () => {
  expect((await provided(false)).said).toMatch(/rings 1 of our people without us/);
  const right = line.outside.document;
  expect(numbersIn(right)).toEqual([ON_CALL]);
  line.outside.document = right.replace(ON_CALL, "+15555550149");
  expect((await provided(false)).said).toMatch(/not the document that would be printed today/);
  line.outside.document = right;
  expect(right).not.toContain(DESK_RETURN);
  expect(sameDocument(right, right.replaceAll("><", ">\n  <"))).toBe(true);
});

test("the document holds ten people, rings no short code, and fits where it is kept", () => {
  const ring = Array.from({ length: 14 }, (_, index) => `+155555501${20 + index}`);
  const again =
    "https://a-rather-long-name.for-a-line.example.org/twilio/voice/fallback#rc=2&rp=all";
  const document = fallbackDocument({ ring, callerId: PUBLIC, again });
  expect(numbersIn(document)).toHaveLength(10);
  expect(document.length).toBeLessThan(4_000);
  expect(document).toMatch(/fr-CA/);
  const code = ["+1", "911", "5550100"].join("");
  expect(() => fallbackDocument({ ring: [code], callerId: PUBLIC, again })).toThrow(/short code/);
});

test("with the line away, callers reach somebody on call by that document alone, though one telephone is off", async () => {
  const [asleep, awake] = ["+15555550141", "+15555550142"];
  let document = "";
  const set = await rig({
    "/voice": () => ({ status: 503 }),
    "/again": () => ({ status: 503 }),
    "/fallback": () => document,
  });
  document = fallbackDocument({
    ring: [asleep, awake],
    callerId: PUBLIC,
    again: `${set.line.url}/again`,
  });
  await set.network.phone(asleep).behaves({ answers: "unreachable" });
  const call = await set.network.phone("+15555550101").calls("+15555550100");
  await call.hears(/I'm putting your call through another way/);
  await call.hears(/par un autre chemin/);
  // Everybody once, each alone, the line again, and from the beginning.
  await set.passes(80_000);
  expect(set.line.at("/again").length).toBeGreaterThan(0);
  const answered = await set.network.phone(awake).answers({ within: 60_000 });
  await answered.says("Hi, I'm here");
  await call.hears(/Hi, I'm here/);
});
