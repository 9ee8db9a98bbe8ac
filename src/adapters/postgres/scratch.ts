import { randomUUID } from "node:crypto";

import { Client } from "pg";

/** An empty database on the same server, to be dropped when done with: its user has to be allowed to make one. */
export async function scratchBeside(databaseUrl: string) {
  const name = `drill_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  await onServer(databaseUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  return {
    url: url.href,
    drop: () => onServer(databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function onServer(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
