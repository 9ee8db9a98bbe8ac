import { createRequire } from "node:module";

import { pino, type DestinationStream, type Logger, type LoggerOptions } from "pino";

/**
 * Names under which people, places and secrets travel through the code. They are never logged on
 * purpose: this list is the second line of defence, not the first.
 */
const PRIVATE = [
  "address",
  "municipality",
  "wayIn",
  "othersThere",
  "place",
  "callerName",
  "callerNumber",
  "number",
  "phone",
  "email",
  "text",
  "words",
  "note",
  "to",
  "from",
  "To",
  "From",
  "Caller",
  "Called",
  "Body",
  "Digits",
  "SpeechResult",
  "password",
  "currentPassword",
  "newPassword",
  "token",
  "secret",
  "authToken",
  "authSecret",
  "apiSecret",
  "hashKey",
  "vaultKeys",
  "connectionString",
  "databaseUrl",
  "redisUrl",
  "heartbeatUrl",
  "authorization",
  "cookie",
  "set-cookie",
  "x-twilio-signature",
];

/** Such a name in a line of JSON, at any depth, with the text, number or list it has. */
const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
const PRIVATE_VALUE = new RegExp(
  String.raw`"(${PRIVATE.join("|")})":(?:${TEXT}|\d+|\[(?:${TEXT}|[^"\]])*\])`,
  "g",
);

/** A telephone number in the midst of any text, such as an error's message or an address asked for. */
const PHONE_NUMBER = /(?:\+|%2B)\d{8,15}/gi;

/** Who somebody is to a database, a server of ours or the carrier, as errors and addresses have it. */
const IN_ADDRESS = /\/\/[^\s/@"]*:[^\s/@"]*@/g;
const IN_HEADER = /\b(Bearer|Basic) [\w.~+/-]{8,}=*/g;
const IN_COOKIE = /\b([\w.-]*(?:session_token|line\.device|call))=[^;\s"\\]{16,}/g;

export type AppLog = Logger;

/** Lines of JSON, or readable ones at a terminal. `to` is for tests. */
export function createLog(to?: DestinationStream): AppLog {
  const options: LoggerOptions = { hooks: { streamWrite: withoutPrivate } };
  if (to !== undefined) return pino(options, to);
  if (!process.stdout.isTTY || !prettyInstalled()) return pino(options);
  return pino({ ...options, transport: { target: "pino-pretty" } });
}

function withoutPrivate(line: string): string {
  return line
    .replaceAll(PRIVATE_VALUE, '"$1":"[private]"')
    .replaceAll(PHONE_NUMBER, "[number]")
    .replaceAll(IN_ADDRESS, "//[private]@")
    .replaceAll(IN_HEADER, "$1 [private]")
    .replaceAll(IN_COOKIE, "$1=[private]");
}

function prettyInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve("pino-pretty");
    return true;
  } catch {
    return false; // a development dependency: a line in production does without
  }
}
