import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

import { expect, test } from "vitest";
import { z } from "zod";

import { faultsOf } from "../support/migration-rules.ts";
import { read, sources } from "../support/source.ts";

const Head = z.object({ migrations: z.array(z.tuple([z.string(), z.string()])) });
const RELEASED = path.join(import.meta.dirname, "../upgrade/released");

/** Of the newest release, of which there is a copy: what is out is not changed any more. */
function released(): ReadonlyMap<string, string> {
  const newest = readdirSync(RELEASED)
    .filter((file) => file.endsWith(".dump.gz"))
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .at(-1);
  const text = gunzipSync(readFileSync(path.join(RELEASED, newest ?? ""))).toString("utf8");
  const { migrations } = Head.parse(JSON.parse(text.slice(0, text.indexOf("\n"))));
  return new Map(migrations);
}

const migrations = sources("prisma/migrations/*/migration.sql");
const nameOf = (file: string) => file.split("/").at(-2) ?? "";
const known = released();

test("every released migration is still there", () => {
  const names = new Set(migrations.map(nameOf));
  expect([...known.keys()].filter((name) => !names.has(name))).toEqual([]);
});

test("a migration after the last release neither takes from the release before what it uses, nor holds calls up", () => {
  const later = migrations.filter((file) => !known.has(nameOf(file)));
  expect(later.flatMap((file) => faultsOf(read(file)).map((why) => `${file}: ${why}`))).toEqual([]);
});

test.each([
  ['ALTER TABLE "duties" DROP COLUMN "gate";', /the release before still uses it/],
  ['DROP TABLE "notes";', /the release before still uses it/],
  ['ALTER TABLE "staff" RENAME COLUMN "name" TO "called";', /old name/],
  ['ALTER TABLE "legs" ALTER COLUMN "attempt" TYPE BIGINT;', /rewrites the table/],
  ['ALTER TABLE "legs" ALTER COLUMN "via" SET NOT NULL;', /NOT VALID, and VALIDATE/],
  ['ALTER TABLE "legs" ADD COLUMN "x" TEXT NOT NULL;', /Give it a DEFAULT/],
  ['ALTER TABLE "legs" ADD COLUMN "x" UUID DEFAULT gen_random_uuid();', /A constant, or NULL/],
  ['ALTER TABLE "legs" ALTER COLUMN "data" DROP DEFAULT;', /Leave the default/],
  ['ALTER TABLE "duties" ADD CONSTRAINT "a" CHECK ("gate" < 8);', /NOT VALID/],
  ['ALTER TABLE "duties" ADD CONSTRAINT "a" UNIQUE ("kind");', /built beside the line/],
  ['CREATE INDEX "a" ON "session_events" ("kind");', /IF NOT EXISTS/],
  ['CREATE INDEX CONCURRENTLY IF NOT EXISTS "a" ON "legs" ("via");', /one transaction/],
  ["UPDATE sessions SET phase = 'x';", /few at a time/],
  ['-- Why\nLOCK TABLE "gate";', /locks out every call/],
])("%s is refused, with what to do instead", (sql, why) => {
  expect(faultsOf(sql).join("\n")).toMatch(why);
});

test.each([
  'ALTER TABLE "legs" ADD COLUMN "x" TEXT;',
  `ALTER TABLE "staff" ADD COLUMN "x" TEXT NOT NULL DEFAULT 'a';`,
  'CREATE INDEX IF NOT EXISTS "a" ON "session_events" ("kind") WHERE "kind" = \'x\';',
  'ALTER TABLE "duties" ADD CONSTRAINT "a" CHECK ("gate" < 8) NOT VALID;',
  'CREATE TABLE "x" ("id" UUID NOT NULL, CONSTRAINT "x_pkey" PRIMARY KEY ("id")); CREATE INDEX "a" ON "x" ("id");',
  'CREATE TABLE "x" ("id" UUID NOT NULL); ALTER TABLE "x" ADD CONSTRAINT "f" FOREIGN KEY ("id") REFERENCES "sessions"("id");',
  '-- Contracts: nothing reads it since 0.2.0\nALTER TABLE "duties" DROP COLUMN "gate";',
  "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DROP TABLE x; END; $$;",
])("%s is not", (sql) => {
  expect(faultsOf(sql)).toEqual([]);
});
