import path from "node:path";

import { expect, test } from "vitest";

import { codeOf, sources } from "../support/source.ts";

/** Words that say nothing, and words that call people something they are not (the glossary in docs/). */
const NOWHERE =
  "manager service helper helpers util utils agent operator volunteer patient ticket survey".split(
    " ",
  );
/** Words that others need, but for which the line's own rules have a better one. */
const NOT_IN_THE_RULES =
  "user client admin case profile monitoring ping heartbeat alert job task schedule status".split(
    " ",
  );

/** Names that we must use, or that mean something else here; each with whose it is. */
const ALLOWED: Record<string, string> = {
  userAgent: "better-auth's column, and the browser's header",
  messaging_service_sid: "Twilio's, in what the emulator answers",
  MessagingServiceSid: "the same, in what the emulator asks",
  Profile:
    "what a caller keeps from one night to another, under its own name in the vault; never a plan",
  profile: "the same",
  profileId: "the same",
  profileOf: "the same",
  service_areas: "Open Referral's own name for it, in what is read and written (HSDS)",
  service_at_locations: "the same",
  service_id: "the same",
  ServiceFinder: "finds services, which is HSDS's word for what others offer",
  HEARTBEAT_MAX_MS: "the waiting loop's, which is a pulse of the line and no check-in",
};

const DECLARED =
  /\b(?:const|let|function|class|type|interface)\s+([A-Za-z_$][\w$]*)|(?:^|[{;,(]|readonly)\s*([A-Za-z_$][\w$]*)\??:/gm;
const files = sources("src/**/*.{ts,tsx,mjs}");

const wordsOf = (name: string) =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z]+/)
    .map((word) => word.toLowerCase());

function namesIn(file: string): Set<string> {
  const declared = [...codeOf(file).matchAll(DECLARED)].flatMap(
    ([, name, key]) => name ?? key ?? [],
  );
  const [fileName = ""] = path.basename(file).split(".");
  return new Set([fileName, ...declared].filter((name) => !(name in ALLOWED)));
}

function misnamed(file: string, unwanted: readonly string[]): string[] {
  return [...namesIn(file)].filter((name) => wordsOf(name).some((word) => unwanted.includes(word)));
}

test.each(files)("%s says what it means", (file) => {
  const rules = file.startsWith("src/domain/") || file.startsWith("src/engine/");
  expect(misnamed(file, rules ? [...NOWHERE, ...NOT_IN_THE_RULES] : NOWHERE)).toEqual([]);
});
