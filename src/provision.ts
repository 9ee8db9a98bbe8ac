import { createRoster } from "./adapters/postgres/roster.ts";
import { createShiftReads, type ShiftReads } from "./adapters/postgres/shift-reads.ts";
import { shiftCalendar } from "./adapters/shift-calendar.ts";
import { makeApiKey } from "./adapters/twilio/account.ts";
import { twilioNumbers, wantedAddresses } from "./adapters/twilio/numbers.ts";
import { urls } from "./adapters/twilio/urls.ts";
import { carrierOf, secretsIn, vaultBeside, withBeside } from "./around.ts";
import { ConfigError, type Settings } from "./config.ts";
import { fallbackFindings, type FallbackAsked } from "./doctor/fallback.ts";
import { counted, reasonOf, unknown, type Finding } from "./doctor/finding.ts";
import { plainReport, withoutSecrets } from "./doctor/report.ts";
import { CarrierRefused, CarrierUnreachable } from "./engine/errors.ts";
import type { RosterPort } from "./engine/ports.ts";
import { provideKey } from "./provision/api-key.ts";
import { fallbackDocument } from "./provision/fallback-document.ts";
import { fetchFallback } from "./provision/fallback-fetch.ts";
import { onCallPhones } from "./provision/on-call.ts";
import { addressesIn, needsNothing, planNumbers, type Plan } from "./provision/plan.ts";
import { planLines } from "./provision/say.ts";

/** Reads the settings, with these in place of what is set. */
export type Read = (instead: Readonly<Record<string, string>>) => Settings;

type Say = (line: string) => void;

/** Where a line has no key yet, until one is made. Asks nobody anything. */
const NO_KEY = { TWILIO_API_KEY: `SK${"0".repeat(32)}`, TWILIO_API_SECRET: "0".repeat(32) };

const USAGE = `Say what to do:
  provision            shows what would change at Twilio
  provision --apply    changes it
  provision fallback   prints the document for FALLBACK_URL`;

/**
 * `npm run provision`: points the line's own numbers here, with retries, fallback and callbacks, and makes an API key where the
 * settings have none. Changes nothing without `--apply`, and nothing twice. Ends with 1 where something is not as it should be.
 */
export async function provision(read: Read, words: readonly string[]): Promise<void> {
  const [word = "--dry-run", ...more] = words;
  if (more.length > 0 || !["--dry-run", "--apply", "fallback"].includes(word)) {
    throw new ConfigError(USAGE);
  }
  const { settings, keyMissing } = settingsIn(read);
  const secrets = secretsIn(settings);
  const say = (line: string) => process.stdout.write(`${withoutSecrets(line, secrets)}\n`);
  const well =
    word === "fallback"
      ? await printFallback(settings, say)
      : await provided(settings, { apply: word === "--apply", keyMissing, say });
  if (!well) process.exitCode = 1;
}

async function provided(settings: Settings, providing: Providing): Promise<boolean> {
  try {
    return await provide(settings, providing);
  } catch (err) {
    if (!(err instanceof CarrierRefused || err instanceof CarrierUnreachable)) throw err;
    process.stderr.write(`${err.message}: ${reasonOf(err)}. npm run doctor says more.\n`);
    return false;
  }
}

/** A missing key is no reason to stop: it is what this makes. */
function settingsIn(read: Read): { settings: Settings; keyMissing: boolean } {
  try {
    return { settings: read({}), keyMissing: false };
  } catch (err) {
    const missing = /TWILIO_API_(?:KEY|SECRET) is not set/;
    if (!(err instanceof ConfigError) || !missing.test(err.message)) throw err;
    return { settings: read(NO_KEY), keyMissing: true };
  }
}

export type Providing = {
  readonly apply: boolean;
  readonly keyMissing: boolean;
  readonly say: Say;
};

/** Returns whether all is as it should be, or was made so. */
export async function provide(settings: Settings, providing: Providing): Promise<boolean> {
  const { apply, say } = providing;
  const { http, numbers: ours, outside } = settings.config;
  // With the account's own token: there may be no key, and keys cannot be made with a key.
  const carrier = twilioNumbers({ ...carrierOf(settings), apiKey: null });
  const wanted = wantedAddresses(urls(http.publicUrl, outside.fallbackUrl));
  const plan = planNumbers(ours, await carrier.list(), wanted);
  for (const line of planLines(plan)) say(line);
  if (plan.refused.length > 0) {
    say("\nNothing was changed.");
    return false;
  }
  if (apply) await pointAll(plan, carrier);
  const key = await keyLines(settings, providing);
  for (const line of key) say(line);
  const finding = await fallbackNow(settings);
  const secrets = secretsIn(settings);
  say(plainReport([{ about: "Fallback", findings: [finding] }], { colour: false, secrets }));
  const wrong = plan.numbers.filter((one) => !needsNothing(one)).length;
  say(outcome({ wrong, apply, keyMissing: providing.keyMissing }));
  return plan.missing.length === 0 && finding.level !== "broken";
}

async function pointAll(
  { numbers }: Plan,
  carrier: ReturnType<typeof twilioNumbers>,
): Promise<void> {
  for (const one of numbers.filter((number) => !needsNothing(number))) {
    await carrier.point(one.sid, addressesIn(one), one.takeBack !== null);
  }
}

async function keyLines(
  settings: Settings,
  { apply, keyMissing }: Providing,
): Promise<readonly string[]> {
  if (!keyMissing) return [];
  if (!apply) return ["", "No API key is set: one would be made."];
  const { said, shown } = await provideKey({
    folder: settings.config.dataDir,
    terminal: process.stdout.isTTY,
    make: () => makeApiKey(carrierOf(settings), "The line"),
  });
  return ["", said, ...shown];
}

type Came = { readonly wrong: number; readonly apply: boolean; readonly keyMissing: boolean };

function outcome({ wrong, apply, keyMissing }: Came): string {
  if (apply) {
    return wrong === 0 ? "Nothing had to be changed." : `Changed: ${counted(wrong, "number")}.`;
  }
  if (wrong === 0 && !keyMissing) return "Nothing has to be changed.";
  return "Nothing was changed yet. To do it: npm run provision -- --apply";
}

type Parts = {
  readonly roster: Pick<RosterPort, "member">;
  readonly shiftReads: Pick<ShiftReads, "onWhen">;
};

/** What decides whether FALLBACK_URL is what it should be. */
export function fallbackOf(settings: Settings, parts: Parts, now: number): FallbackAsked {
  const { config, secrets } = settings;
  const { fallbackUrl } = config.outside;
  return {
    fallbackUrl,
    publicUrl: config.http.publicUrl,
    real: !config.twilio.emulated,
    fetch: () => fetchFallback(fallbackUrl, secrets.twilio),
    expected: () => documentNow(settings, parts, now),
  };
}

/** Null where nobody on call has given a telephone. */
async function documentNow(
  { config }: Settings,
  parts: Parts,
  now: number,
): Promise<string | null> {
  const ring = await onCallPhones(parts, now);
  const own = config.numbers.find(({ role }) => role !== "desk-return") ?? config.numbers[0];
  if (ring.length === 0 || own === undefined) return null;
  const again = urls(config.http.publicUrl, null).fallback;
  return fallbackDocument({ ring, callerId: own.number, again });
}

/** Shifts, people and telephones are in the database: with it away, what should be there cannot be told. */
const withParts = <T>(settings: Settings, work: (parts: Parts, now: number) => Promise<T>) =>
  withBeside(settings, async ({ db }, now) => {
    const { vault } = await vaultBeside(settings, db, now);
    const shiftReads = createShiftReads(db, shiftCalendar, settings.config.names.timeZone);
    return work({ roster: createRoster(db, vault), shiftReads }, now);
  });

async function fallbackNow(settings: Settings): Promise<Finding> {
  const notKnown = (reason: string) =>
    unknown("notChecked", `It could not be looked at: ${reason}`);
  try {
    const [finding] = await withParts(settings, (parts, now) =>
      fallbackFindings(fallbackOf(settings, parts, now)),
    );
    return finding ?? notKnown("nothing was found");
  } catch (err) {
    return notKnown(reasonOf(err));
  }
}

const HOW = `Put this where FALLBACK_URL leads, outside this line: for instance Twilio console → TwiML Bins → new, and its address in
FALLBACK_URL. It has telephone numbers of our people in it. It rings each for 18 s, before most voicemails answer: choose telephones
without one. Print and compare it again whenever somebody joins or leaves (npm run doctor says when it differs).
`;

/** On the standard output the document alone, so that it can be sent on. */
async function printFallback(settings: Settings, say: Say): Promise<boolean> {
  const document = await withParts(settings, (parts, now) => documentNow(settings, parts, now));
  if (document === null) {
    process.stderr.write(
      "Nobody on call or supervising in the next two weeks has given a telephone.\n",
    );
    return false;
  }
  process.stderr.write(HOW);
  say(document);
  return true;
}
