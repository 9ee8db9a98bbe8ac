import { cpSync, existsSync, rmSync } from "node:fs";
import path from "node:path";

import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";

import { owe } from "../../src/adapters/postgres/line-duties.ts";
import { allRetention } from "../../src/domain/retention-duties.ts";
import type { Settings } from "../../src/config.ts";
import type { Language } from "../../src/domain/language.ts";
import { compose } from "../../src/line.ts";
import { handsetOf, navigator, staffNames, trustedNumber } from "../../src/rehearsals/cast.ts";
import { perform } from "../../src/rehearsals/perform.ts";
import { plays } from "../../src/rehearsals/plays.ts";
import {
  signInAll,
  signInOutsider,
  type Colleague,
  type Plan,
} from "../../src/rehearsals/staff.ts";
import type { Troupe } from "../../src/rehearsals/stage.ts";
import { folderForTest } from "../support/keyring.ts";
import {
  atCarrier,
  inPostgres,
  inRedis,
  secretsOf,
  type Found,
  type Secrets,
} from "../support/everywhere.ts";
import { keptLog } from "../support/kept-log.ts";
import {
  FRENCH,
  minutes,
  night,
  PUBLIC,
  REHEARSAL,
  seconds,
  type Night,
} from "../support/night.ts";
import { dumpInstalled, ownPostgres } from "../support/own-postgres.ts";
import { LEFT, leavesReferral, rowsWithBoth } from "../support/left-referral.ts";
import { redisInstalled, testRedis } from "../support/redis.ts";

const PASSWORD = "correct horse battery";
const DAY_MS = 24 * 3_600_000;
/** Shorter, it is no secret of anybody's: "Bye.", a province. */
const LEAST = 5;

/** Everybody of the rehearsal line, with what they write down collected as they do. */
async function troupeOf(line: Night, told: Set<string>): Promise<Troupe> {
  const everybody = [...staffNames, navigator.id];
  for (const name of everybody) await line.signIn.setPassword(name, PASSWORD);
  const passwords = Object.fromEntries(
    everybody.map((name) => [name, { email: `${name}@rehearsal.example`, password: PASSWORD }]),
  );
  const listening = (colleague: Colleague): Colleague => ({
    ...colleague,
    plans(sessionId, plan) {
      for (const words of wordsOf(plan)) told.add(words);
      return colleague.plans(sessionId, plan);
    },
    clicks(sessionId, wish, body = {}) {
      for (const words of wish.startsWith("referral") ? wishedIn(body) : []) told.add(words);
      return colleague.clicks(sessionId, wish, body);
    },
  });
  const { robin, jo, maude, casey, dana, luc } = await signInAll(line.publicUrl, passwords);
  return {
    network: { ...line.network, close: () => Promise.resolve() },
    networkUrl: line.carrierUrl,
    outsider: await signInOutsider(line.publicUrl, passwords),
    colleagues: {
      robin: listening(robin),
      jo: listening(jo),
      maude: listening(maude),
      casey: listening(casey),
      dana: listening(dana),
      luc: listening(luc),
    },
    lineNumber: REHEARSAL,
  };
}

/** Whatever of a plan says who or where. The province is counted by, and the help they chose is the rules' (docs/privacy.md). */
function wordsOf(plan: Plan): readonly string[] {
  const { callerName, address, municipality, wayIn, othersThere, callerNumber, trusted } = plan;
  const all = [callerName, address, municipality, wayIn, othersThere, callerNumber];
  return [...all, trusted?.name ?? null, trusted?.number ?? null].filter((one) => one !== null);
}

/** What they would like, of whom, and how they may be reached: all words of a referral but our own. */
function wishedIn(body: object): readonly string[] {
  const { callerName, wish, reach, again } = referralWords.parse(body);
  return [callerName, wish, reach, again].filter((one) => typeof one === "string");
}
const referralWords = z.looseObject({
  callerName: z.string().nullish(),
  wish: z.string().optional(),
  reach: z.string().optional(),
  again: z.string().nullish(),
});

/** A number as anybody might write it; a place's town is not its time zone; a name is also known by half of it. */
function asWritten(told: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    [...told].flatMap((words) => {
      if (/^\+1\d{10}$/.test(words)) return [words.slice(1), words.slice(2)];
      if (/^[A-Z]\w+ [A-Z]\w+$/.test(words)) return [words, words.split(" ")[1] ?? ""];
      return words === "Toronto" ? [", Toronto", '"Toronto"'] : [words];
    }),
  );
}

const OWN: Readonly<Record<Language, string>> = { en: "8302917465", fr: "7194028356" };
const PLACES: Readonly<Record<Language, string>> = {
  en: "the blue bungalow behind the Marzipan bakery in Kettlewick, side door",
  fr: "la maison bleue derrière la boulangerie Frangipane à Sainte-Brindille, porte de côté",
};
const HEARD = {
  en: {
    number: PUBLIC,
    caller: "+15555550187",
    alone: /press 7/,
    isRight: /Is that right/,
    kept: /That's where help comes/,
    zero: /0 again to say bye/,
    bye: /Okay, bye for now/,
    under: /under a code of yours/,
    choose: /Choose six to ten/,
    added: /add ((?:\d ?){2}) at the end/,
    code: /Key your code/,
    got: /Got it/,
    offer: /Press 5/,
  },
  fr: {
    number: FRENCH,
    caller: "+15555550188",
    alone: /fais le 7/,
    isRight: /C'est bien ça/,
    kept: /C'est là que l'aide va aller/,
    zero: /Refais le 0 pour dire bye/,
    bye: /OK, bye/,
    under: /sous un code à toi/,
    choose: /Choisis six à dix/,
    added: /ajoute ((?:\d ?){2}) à la fin/,
    code: /Fais ton code/,
    got: /Compris/,
    offer: /Fais le 5/,
  },
} as const satisfies Record<Language, object>;

/** Nobody answers: they say where they are, keep it under a passphrase, and come back with it another time. */
async function keepsAndComesBack(line: Night, language: Language): Promise<readonly string[]> {
  const { number, caller, ...heard } = HEARD[language];
  const call = await line.network.phone(caller).calls(number);
  const keys = async (on: typeof call, digits: string) => {
    for (const digit of digits) await on.presses(digit);
  };
  await call.hears(heard.alone, { within: minutes(1) });
  await call.presses("7");
  await call.hears(/1 Ontario/);
  await call.presses(language === "en" ? "1" : "2");
  await call.hears(/\[beep\]/, { within: seconds(20) });
  await call.says(PLACES[language]);
  await line.passes(seconds(6));
  await call.presses("#");
  await call.hears(heard.isRight, { within: seconds(15) });
  await call.presses("1");
  await call.hears(heard.kept);
  await call.presses("0");
  await call.hears(heard.zero, { within: seconds(5) });
  await call.presses("0");
  await call.hears(heard.bye, { within: seconds(5) });
  await call.hears(heard.under, { within: seconds(20) });
  await call.presses("3");
  await call.hears(heard.choose, { within: seconds(5) });
  await keys(call, `${OWN[language]}#`);
  const { text } = await call.hears(heard.added, { within: seconds(10) });
  const code = OWN[language] + (heard.added.exec(text)?.[1] ?? "").replaceAll(" ", "");
  expect(code).toMatch(/^\d{12}$/);
  await line.passes(seconds(30));

  const again = await line.network.phone(caller).calls(number);
  await again.hears(heard.offer, { within: minutes(1) });
  await again.presses("5");
  await again.hears(heard.code, { within: seconds(5) });
  await keys(again, `${code}#`);
  await again.hears(heard.got, { within: seconds(10) });
  expect((await line.openSession()).plan.place).toBe("exact");
  await again.hangsUp();
  await line.endsByHand();
  return [OWN[language], code, PLACES[language], caller];
}

/** A stranger, or somebody of ours who mistypes: whatever they put where, no answer says it back, and no log keeps it. */
async function errorPages({ publicUrl }: Night, words: string): Promise<readonly string[]> {
  const put = encodeURIComponent(words);
  const json = { "content-type": "application/json", "idempotency-key": "a key" };
  const form = {
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": "forged",
  };
  const asked: readonly (readonly [string, RequestInit])[] = [
    [`/${put}`, {}],
    [`/api/${put}`, {}],
    [`/api/sessions/${put}`, {}],
    [`/api/sessions?after=${put}`, {}],
    [`/call/${put}`, {}],
    [`/api/calendar/${put}`, {}],
    ["/api/auth/sign-in/email", { method: "POST", headers: json, body: JSON.stringify({ words }) }],
    ["/api/invitations/accept", { method: "POST", headers: json, body: `{"token":"${words}` }],
    ["/twilio/voice/incoming", { method: "POST", headers: form, body: `From=${put}&CallSid=CA1` }],
    [`/twilio/legs/${put}`, { method: "POST", headers: form, body: `SpeechResult=${put}` }],
    [`/twilio/recordings/${put}`, {}],
  ];
  return Promise.all(
    asked.map(async ([to, request]) => {
      const answer = await fetch(publicUrl + to, { redirect: "manual", ...request });
      expect([to, answer.status >= 400]).toEqual([to, true]);
      return `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
    }),
  );
}

/** What is kept now and may be gone in a moment. Sealed rows are looked at like any other. */
const stores = async (
  line: Night,
  secrets: Secrets,
  redisUrl: string,
): Promise<readonly Found[]> => [
  ...(await inPostgres(line.database.pool, secrets)),
  ...(await inRedis(redisUrl, secrets)).found,
];

/** Whatever was ever written or told to the carrier. */
async function papers(line: Night, secrets: Secrets): Promise<readonly Found[]> {
  const metrics = await (await fetch(`${line.publicUrl}/metrics`)).text();
  return [
    ...line.log.lines.flatMap((text) => secrets.look("the log", text)),
    ...secrets.look("the metrics", metrics),
    ...atCarrier(line.network.log.entries, secrets),
  ];
}

/** A folder as it is now, without the list by which a restored copy is erased again: whoever has it took care of that. */
function stolen({ dataDir }: Settings["config"]): string {
  const folder = folderForTest();
  cpSync(dataDir, folder, { recursive: true });
  rmSync(path.join(folder, "erasures.log"), { force: true });
  return folder;
}

/** The line's own program on a copy of its database, with all of its secrets, and the clock put back to when the copy was made. */
async function opensOf(line: Night, copy: { url: string; dataDir: string; at: number }) {
  const settings = {
    ...line.settings,
    config: { ...line.settings.config, dataDir: copy.dataDir },
  };
  const clock = { ...line.clock, now: () => copy.at, start: () => Promise.resolve(), stop() {} };
  const alarms = { set: () => undefined, close: () => Promise.resolve() };
  const at = { databaseUrl: copy.url, apiBaseUrl: line.carrierUrl };
  const theirs = await compose(settings, at, keptLog(), { clock, alarms });
  onTestFinished(() => theirs.close());
  const { db } = theirs.database;
  const ids = (await db.plan.findMany()).map(({ sessionId }) => sessionId);
  const plans = await Promise.all(ids.map((id) => theirs.line.plans.read(id)));
  const voices = await Promise.all(
    (await db.recording.findMany()).map(({ sessionId, take }) =>
      theirs.line.recordings.read(sessionId, take).catch(() => null),
    ),
  );
  const opened = [...plans, ...voices].filter((one) => one !== null).length;
  return { plans: plans.length, voices: voices.length, opened };
}

const rowsOf = z.object({ plans: z.number(), recordings: z.number(), keys: z.number() });

async function sealedLeft({ database: { db } }: Night) {
  return rowsOf.parse({
    plans: await db.plan.count(),
    recordings: await db.recording.count(),
    keys: await db.dataKey.count(),
  });
}

/** These need a Redis and a pg_dump; where one is missing, that is said. */
test.skipIf(!redisInstalled || !dumpInstalled)(
  "every rehearsal: what callers tell is in the vault and nowhere else; erased, it is in no dump; and an older dump opens nothing once the day's key is gone",
  async () => {
    const redis = await testRedis();
    onTestFinished(() => redis[Symbol.asyncDispose]());
    const postgres = await ownPostgres();
    onTestFinished(() => postgres[Symbol.asyncDispose]());
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    onTestFinished(() => void vi.restoreAllMocks());
    const line = await night({ REDIS_URL: redis.url }, postgres.line);
    await owe(line.database.db, allRetention(line.now()), line.now());
    const told = new Set<string>([trustedNumber, handsetOf("casey")]);
    const troupe = await troupeOf(line, told);

    const failed: string[] = [];
    const leaked: Found[] = [];
    const looks = async () => {
      leaked.push(...(await stores(line, secretsOf(asWritten(told)), redis.url)));
    };
    for (const play of plays) {
      told.add(play.caller);
      const { judgements } = await perform(troupe, play);
      const broken = judgements.filter(({ holds }) => !holds);
      failed.push(...broken.map(({ what, found }) => `${play.name}: ${what}: ${found}`));
      await looks();
    }
    for (const language of ["en", "fr"] as const) {
      for (const words of await keepsAndComesBack(line, language)) told.add(words);
      await looks();
    }
    const left = await leavesReferral(line);
    for (const words of [LEFT.callerName, LEFT.wish, LEFT.reach]) told.add(words);
    await looks();
    for (const words of ["Kettlewick", PLACES.fr, "+15555550187", "83029174650"]) {
      const pages = await errorPages(line, words);
      const found = pages.flatMap((page) => secretsOf(new Set([words])).look("a page", page));
      leaked.push(...found);
      told.add(words);
    }
    const said = line.network.log.entries.flatMap((one) =>
      one.kind === "said" && one.text.length > LEAST + 3 ? [one.text] : [],
    );
    const secrets = secretsOf(asWritten(new Set([...told, ...said])));
    const look = async () => [
      ...(await stores(line, secrets, redis.url)),
      ...(await papers(line, secrets)),
    ];
    leaked.push(...(await look()));
    expect({ failed, leaked }).toEqual({ failed: [], leaked: [] });
    expect([...told].filter((words) => words.length < LEAST)).toEqual([]);
    expect(told.size).toBeGreaterThan(plays.length + 10);

    // Jobs were there to be looked at, and plans to be kept.
    const { keys } = await inRedis(redis.url, secrets);
    expect(keys.length).toBeGreaterThan(plays.length);
    const before = await sealedLeft(line);
    expect(before.plans).toBeGreaterThan(10);
    expect(before.recordings).toBeGreaterThan(2);

    const dump = await postgres.dump();
    expect(secrets.look("a dump", dump)).toEqual([]);
    const at = line.now();
    const { url } = await postgres.restore(dump, "seized");
    const early = await opensOf(line, { url, at, dataDir: stolen(line.settings.config) });
    expect(early.opened).toBe(before.plans + before.recordings);

    await line.passes(9 * DAY_MS);
    expect(await sealedLeft(line)).toEqual({ plans: 0, recordings: 0, keys: 0 });
    const after = await postgres.dump();
    expect(after.length).toBeGreaterThan(10_000);
    expect(secrets.look("a dump after erasure", after)).toEqual([]);
    expect(await look()).toEqual([]);
    const dataDir = stolen(line.settings.config);
    expect(existsSync(path.join(dataDir, "day-keys"))).toBe(true);
    const late = await opensOf(line, { url, at, dataDir });
    expect(late).toEqual({ ...early, opened: 0 });

    // Closed in its play, the one is gone; the other is there, of no call, until its day.
    expect(await line.database.db.referral.findMany({ select: { id: true } })).toEqual([
      { id: left },
    ]);
    expect((await line.referring.referrals.details(left))?.wish).toBe(LEFT.wish);
    expect(await rowsWithBoth(line)).toEqual([]);
    const { referrals } = await line.line.keeping.sweep(line.now() + 62 * DAY_MS);
    expect([referrals, await line.database.db.referral.count()]).toEqual([1, 0]);
    expect(secrets.look("a dump after its day", await postgres.dump())).toEqual([]);
    line.log.forgetErrors();
  },
  900_000,
);
