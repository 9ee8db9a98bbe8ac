import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";

import { parseKeyCommand, withMasterKeys } from "./adapters/keyring/key-command.ts";
import { keysIn, type GeneratedKeys } from "./adapters/keys.ts";
import { parseVaultKeys } from "./adapters/vault.ts";
import type { Language } from "./domain/language.ts";
import { isTimeZone } from "./domain/time-zones.ts";

/** What a number of ours is for: people call it, people practise on it, or desks call us back on it. */
export type NumberRole = "public" | "rehearsal" | "desk-return";
export type LineNumber = {
  readonly number: string;
  readonly role: NumberRole;
  readonly language: Language;
};

/** `config` may be logged and shown, `secrets` may not. */
export type Settings = ReturnType<typeof grouped>;

export class ConfigError extends Error {
  override name = "ConfigError";
}

type Environment = Readonly<Record<string, string | undefined>>;

const project = path.join(import.meta.dirname, "..");

const matching = (pattern: RegExp, must: string) => z.string().regex(pattern, must);
const whole = (from: number, to: number) =>
  z.coerce
    .number(`must be a whole number from ${from} to ${to}`)
    .int(`must be a whole number from ${from} to ${to}`)
    .min(from, `must be at least ${from}`)
    .max(to, `must be at most ${to}`);
const address = (protocol: RegExp, example: string) =>
  z.url({ protocol, error: `must be a whole address like ${example}` });
const web = (example: string) =>
  address(/^https?$/, example).transform((url) => url.replace(/\/+$/, ""));
const bytes32 = z
  .string()
  .transform((text) => Buffer.from(text, "base64"))
  .refine((key) => key.length >= 32, "must be at least 32 random bytes in base64");

const schema = z.object({
  PORT: whole(1, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: web("https://line.example.org").optional(),
  DATA_DIR: z
    .string()
    .default(".data")
    .transform((folder) => path.resolve(project, folder)),
  DATABASE_URL: address(/^postgres(ql)?$/, "postgresql://user:password@host:5432/line").optional(),
  REDIS_URL: address(/^rediss?$/, "redis://host:6379").optional(),
  LINE_NUMBERS: z
    .string()
    .default(
      "+15555550100=public,en;+15555550110=public,fr;+15555550150=rehearsal,en;+15555550190=desk-return,en",
    )
    .transform(readNumbers),
  LINE_NAME_EN: z.string().default("the overdose response line"),
  LINE_NAME_FR: z.string().default("la ligne d'aide en cas de surdose"),
  LINE_TIME_ZONE: z
    .string()
    .default("America/Toronto")
    .refine(isTimeZone, "must be a time zone like America/Toronto"),
  LINE_PLACES: z.enum(["open", "sealed"], 'must be "open" or "sealed"').default("open"),
  LINE_LISTENING: z.enum(["disclosed", "said"], "must be disclosed or said").default("disclosed"),
  VAULT_KEYS: z.string().transform(readVaultKeys),
  VAULT_KEYS_FILE: z.string().optional(),
  VAULT_KEY_COMMAND: z.string().transform(parseKeyCommand).optional(),
  HASH_KEY: bytes32,
  AUTH_SECRET: z.string().min(32, "must be at least 32 random characters"),
  TWILIO_ACCOUNT_SID: matching(
    /^AC[0-9a-f]{32}$/,
    "must be AC and 32 characters, as in the Twilio console",
  ),
  TWILIO_AUTH_TOKEN: matching(/^[0-9a-f]{32}$/, "must be 32 characters, as in the Twilio console"),
  TWILIO_AUTH_TOKEN_PREVIOUS: matching(
    /^[0-9a-f]{32}$/,
    "must be 32 characters, or not be set",
  ).optional(),
  TWILIO_API_KEY: matching(
    /^SK[0-9a-f]{32}$/,
    "must be SK and 32 characters, as in the Twilio console",
  ),
  TWILIO_API_SECRET: matching(
    /^\w{32}$/,
    "must be 32 characters, shown once when the key was made",
  ),
  TWILIO_API_BASE_URL: web("http://127.0.0.1:3000/emulator").optional(),
  FALLBACK_URL: web("https://fallback.example.org/voice").optional(),
  HEARTBEAT_URL: web("https://heartbeat.example.org/abc").optional(),
  SECURITY_CONTACT: address(/^(https|mailto|tel)$/, "mailto:security@line.example.org").optional(),
  OUTBOUND_PER_SECOND: whole(1, 100).default(1),
  CARRIER_RECORDS_DAYS: whole(1, 400).default(7),
  PUBLIC_REPORT: z.enum(["on", "off"], 'must be "on" or "off"').default("off"),
  METRICS_PORT: whole(1, 65_535).nullable().default(null),
  SYNTHETIC_EVERY_MINUTES: whole(5, 1_440).nullable().default(null),
});
type Values = z.infer<typeof schema>;

/** Every setting, in the order of `.env.example`. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

const SHOWN = new Set(["PORT", "HOST", "PUBLIC_URL", "DATA_DIR", "LINE_TIME_ZONE", "FALLBACK_URL"]);

/** With a real account nothing is generated or guessed. */
const NEEDED_WITH_ACCOUNT = {
  PUBLIC_URL: "the address at which Twilio reaches this line, https://…",
  LINE_NUMBERS: "the line's own numbers, each with what it is for",
  FALLBACK_URL: "the page outside this line that Twilio asks when the line is away",
  VAULT_KEYS: "the keys that seal where callers are: name:base64 of 32 random bytes",
  HASH_KEY: "32 random bytes in base64 (openssl rand -base64 32)",
  AUTH_SECRET: "at least 32 random characters (openssl rand -base64 32)",
  TWILIO_AUTH_TOKEN: "in the Twilio console, with the account",
  TWILIO_API_KEY: "in the Twilio console, under API keys",
  TWILIO_API_SECRET: "shown once when the API key is made",
};

/** The process's own environment, over what `.env` in the project says. */
export function environment(): Environment {
  const file = path.join(project, ".env");
  return { ...(existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {}), ...process.env };
}

/**
 * Reads every setting at once. Without a Twilio account it is a line on the emulator, with missing
 * keys kept in `DATA_DIR`. Throws `ConfigError` naming everything that is wrong, never a secret.
 */
export function readConfig(
  given: Environment,
  keys: (dataDir: string) => GeneratedKeys = keysIn,
): Settings {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()));
  const { env, wrong: wrongKeys } = withMasterKeys(set);
  const emulated = env["TWILIO_ACCOUNT_SID"] === undefined;
  const dataDir = path.resolve(project, env["DATA_DIR"] ?? ".data");
  const result = schema.safeParse(emulated ? { ...generated(keys, dataDir), ...env } : env);

  const problems = [
    ...(emulated ? accountForgotten(env) : missingWithAccount(env)),
    ...misspelled(env),
    ...wrongKeys,
    ...(result.success ? [] : wrong(result.error, env)),
  ];
  if (!result.success || problems.length > 0) {
    const list = problems.toSorted().map((problem) => `  ${problem}`);
    throw new ConfigError(
      ["The line cannot start with these settings (.env.example explains each one):", ...list].join(
        "\n",
      ),
    );
  }
  return grouped(result.data, emulated);
}

function generated(keys: (dataDir: string) => GeneratedKeys, dataDir: string): GeneratedKeys {
  try {
    return keys(dataDir);
  } catch (cause) {
    throw new ConfigError(`DATA_DIR must be a folder this user may write to: ${reason(cause)}`, {
      cause,
    });
  }
}

function wrong(error: z.ZodError, env: Environment): string[] {
  return error.issues
    .map(({ path: [name], message }) => ({ name: String(name), message }))
    .filter(({ name }) => env[name] !== undefined) // what is missing is said elsewhere
    .map(
      ({ name, message }) => `${name} ${message}${SHOWN.has(name) ? `, not "${env[name]}"` : ""}`,
    );
}

function missingWithAccount(env: Environment): string[] {
  const missing = Object.entries(NEEDED_WITH_ACCOUNT)
    .filter(([name]) => env[name] === undefined)
    .map(([name, what]) => `${name} is not set, and a real account needs it: ${what}`);
  const open =
    env["TWILIO_API_BASE_URL"] === undefined && env["PUBLIC_URL"]?.startsWith("http://") === true;
  return open ? [...missing, "PUBLIC_URL must be https:// with a real account"] : missing;
}

/** Half a set of credentials means somebody thinks this line reaches real telephones. */
function accountForgotten(env: Environment): string[] {
  return Object.keys(env)
    .filter((name) => /^TWILIO_(AUTH_TOKEN|API_KEY|API_SECRET)/.test(name))
    .map(
      (name) =>
        `${name} is set but TWILIO_ACCOUNT_SID is not: set both, or neither for the emulator`,
    );
}

function misspelled(env: Environment): string[] {
  return Object.keys(env)
    .filter((name) => /^(LINE|TWILIO)_/.test(name) && !settingNames.includes(name))
    .map((name) => `${name} is no setting of the line; did you mean ${nearest(name)}?`);
}

function nearest(name: string): string | undefined {
  const alike = (other: string) => {
    const differs = other.split("").findIndex((letter, place) => letter !== name[place]);
    return differs === -1 ? other.length : differs;
  };
  return settingNames.toSorted((a, b) => alike(b) - alike(a))[0];
}

function grouped(values: Values, emulated: boolean) {
  const publicUrl = values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`;
  const config = {
    dataDir: values.DATA_DIR,
    http: { host: values.HOST, port: values.PORT, publicUrl },
    database: { embedded: values.DATABASE_URL === undefined },
    queue: { on: values.REDIS_URL === undefined ? "postgres" : "redis" },
    numbers: values.LINE_NUMBERS,
    metricsPort: values.METRICS_PORT,
    syntheticEveryMinutes: values.SYNTHETIC_EVERY_MINUTES,
    sealsPlaces: values.LINE_PLACES === "sealed",
    saysListeners: values.LINE_LISTENING === "said",
    hasPublicReport: values.PUBLIC_REPORT === "on",
    names: {
      line: { en: values.LINE_NAME_EN, fr: values.LINE_NAME_FR },
      timeZone: values.LINE_TIME_ZONE,
    },
    twilio: {
      emulated,
      apiBaseUrl: values.TWILIO_API_BASE_URL ?? null,
      outboundPerSecond: values.OUTBOUND_PER_SECOND,
      recordsKeptMs: values.CARRIER_RECORDS_DAYS * 24 * 3_600_000,
    },
    outside: {
      fallbackUrl: values.FALLBACK_URL ?? `${publicUrl}/twilio/voice/fallback`,
      securityContact: values.SECURITY_CONTACT ?? null,
    },
  } as const;
  return { config, secrets: secretsIn(values) };
}

const secretsIn = (values: Values) =>
  ({
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    heartbeatUrl: values.HEARTBEAT_URL ?? null,
    vaultKeys: values.VAULT_KEYS,
    keyCommand: values.VAULT_KEY_COMMAND ?? null,
    hashKey: values.HASH_KEY,
    authSecret: values.AUTH_SECRET,
    twilio: {
      accountSid: values.TWILIO_ACCOUNT_SID,
      authToken: values.TWILIO_AUTH_TOKEN,
      previousAuthToken: values.TWILIO_AUTH_TOKEN_PREVIOUS ?? null,
      apiKey: { sid: values.TWILIO_API_KEY, secret: values.TWILIO_API_SECRET },
    },
  }) as const;

const Entry = z.tuple([
  z.string().regex(/^\+[1-9]\d{7,14}$/),
  z.enum(["public", "rehearsal", "desk-return"]),
  z.enum(["en", "fr"]),
]);

function readNumbers(text: string, ctx: z.RefinementCtx): readonly LineNumber[] {
  const entries = text.split(";").map((entry) => entry.trim());
  const numbers = entries.flatMap((entry) => {
    const { data } = Entry.safeParse(entry.split(/[=,]/));
    if (data === undefined) {
      ctx.addIssue(
        `has "${entry}", which is not like +15555550100=public,en (public, rehearsal or desk-return; en or fr; ";" between numbers)`,
      );
      return [];
    }
    const [number, role, language] = data;
    return [{ number, role, language }];
  });
  if (new Set(numbers.map(({ number }) => number)).size < numbers.length) {
    ctx.addIssue("has the same number twice");
  }
  if (!numbers.some(({ role }) => role === "desk-return")) {
    ctx.addIssue("has no desk-return number, which desks need to call back");
  }
  if (numbers.every(({ role }) => role === "desk-return")) {
    ctx.addIssue("has no public or rehearsal number, so nobody could call");
  }
  return numbers;
}

function readVaultKeys(text: string, ctx: z.RefinementCtx) {
  try {
    return parseVaultKeys(text);
  } catch (err) {
    ctx.addIssue(reason(err).replace(/^VAULT_KEYS:? /, ""));
    return z.NEVER;
  }
}

const reason = (err: unknown): string => (err instanceof Error ? err.message : String(err));
