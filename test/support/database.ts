import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";

export type TestDatabase = { readonly url: string; readonly drop: () => Promise<void> };

/** A fresh, migrated database on the run's Postgres. Needs test/support/postgres.ts as global setup. */
export function testDatabase(): Promise<TestDatabase> {
  return create("TEMPLATE the_line");
}

/** A fresh database with nothing in it. */
export function emptyDatabase(): Promise<TestDatabase> {
  return create("TEMPLATE template0");
}

async function create(like: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(`CREATE DATABASE ${name} ${like}`);
  return {
    url: databaseUrl(name),
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function databaseUrl(name: string): string {
  const url = new URL(inject("templateUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl("postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
