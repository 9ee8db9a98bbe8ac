import { createReadStream, createWriteStream } from "node:fs";
import { link, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { Client } from "pg";

import { migrate, migrationNames } from "./migrate.ts";

/**
 * A copy of the line's database in one file, made and read back by the line itself: the Postgres it brings has no pg_dump, and a
 * charity's only machine may have none either (docs/decisions/045). Gzipped lines: which migrations made its tables, then every
 * row as Postgres writes it in JSON, then how many there were of each: a file cut short is no copy.
 */
export type Dumped = { readonly at: string; readonly rows: Counts };

export type Counts = Readonly<Record<string, number>>;

type Head = {
  readonly dump: 1;
  readonly at: string;
  /** In the order they were applied, each with the checksum of its file. */
  readonly migrations: readonly (readonly [name: string, checksum: string])[];
};

const ROWS_AT_ONCE = 200;
const CHARACTERS_AT_ONCE = 1_000_000;

/**
 * Of one moment, `at`, beside a running line: it holds nobody up. The file is not there until it is whole; one that is there is not
 * written over.
 */
export async function writeDump(databaseUrl: string, file: string, at: number): Promise<Dumped> {
  const part = `${file}.part`;
  const client = await connected(databaseUrl);
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const migrations = await appliedIn(client);
    const head: Head = { dump: 1, at: new Date(at).toISOString(), migrations };
    const counted: Record<string, number> = {};
    const lines = Readable.from(linesOf(client, head, counted));
    await pipeline(lines, createGzip({ level: 9 }), createWriteStream(part, { mode: 0o600 }));
    await link(part, file);
    return { at: head.at, rows: counted };
  } finally {
    await rm(part, { force: true });
    await client.end();
  }
}

async function appliedIn(client: Client): Promise<Head["migrations"]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map(({ name, checksum }) => [name, checksum]);
}

async function* linesOf(
  client: Client,
  head: Head,
  counted: Record<string, number>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head)}\n`;
  for (const table of await tablesIn(client)) {
    yield `#table ${table}\n`;
    counted[table] = 0;
    await client.query(
      `DECLARE copied NO SCROLL CURSOR FOR SELECT row_to_json(one)::text AS row FROM "${table}" AS one`,
    );
    for (;;) {
      const { rows } = await client.query<{ row: string }>(`FETCH ${ROWS_AT_ONCE} FROM copied`);
      if (rows.length === 0) break;
      counted[table] = (counted[table] ?? 0) + rows.length;
      yield rows.map(({ row }) => `${row}\n`).join("");
    }
    await client.query("CLOSE copied");
  }
  yield `#end ${JSON.stringify(counted)}\n`;
}

/** Those of the migrations, whoever others point at first. */
async function tablesIn(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(
    `SELECT t.relname AS name, coalesce(array_agg(other.relname::text) FILTER (WHERE other.oid <> t.oid), '{}') AS needs
     FROM pg_class t
       LEFT JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'f'
       LEFT JOIN pg_class other ON other.oid = c.confrelid
     WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND t.relname <> '_prisma_migrations'
     GROUP BY t.relname ORDER BY t.relname`,
  );
  const ordered: string[] = [];
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      ({ name, needs }) => !ordered.includes(name) && needs.every((one) => ordered.includes(one)),
    );
    if (ready.length === 0) throw new Error("Tables that point at each other cannot be put back");
    ordered.push(...ready.map(({ name }) => name));
  }
  return ordered;
}

/**
 * Puts a copy into an empty database, in the shape it was made in; `migrate` then brings it to today's. All of its rows or none.
 * Refuses a file that was cut short, and one whose migrations are not ours.
 */
export async function readDump(file: string, databaseUrl: string): Promise<Dumped> {
  const text = createGunzip();
  text.setEncoding("utf8");
  const back: { dumped?: Dumped } = {};
  await pipeline(createReadStream(file), text, async (source: AsyncIterable<string>) => {
    back.dumped = await restored(linesIn(source), databaseUrl);
  });
  if (back.dumped === undefined) throw new Error(NO_COPY);
  return back.dumped;
}

const NO_COPY = "This is no copy of a line";

async function* linesIn(source: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of source) {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

async function restored(lines: AsyncGenerator<string>, databaseUrl: string): Promise<Dumped> {
  const client = await connected(databaseUrl);
  try {
    const head = headIn(await lines.next());
    const names = head.migrations.map(([name]) => name);
    await refuseUnlessEmpty(client);
    refuseUnknown(names);
    await migrate(databaseUrl, names);
    refuseOthers(head, await appliedIn(client));
    await client.query("BEGIN");
    const wake = await quieten(client);
    const rows = await putBack(client, lines);
    await client.query(wake);
    await client.query("COMMIT");
    return { at: head.at, rows };
  } finally {
    await client.end();
  }
}

function headIn({ value, done }: IteratorResult<string, unknown>): Head {
  if (done === true || !value.startsWith('{"dump":1,')) throw new Error(NO_COPY);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `writeDump` alone, and known by its first words
  return JSON.parse(value) as Head;
}

async function refuseUnlessEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  if (rows[0]?.count !== 0) throw new Error("There is something in this database already");
}

function refuseUnknown(names: readonly string[]): void {
  const known = new Set(migrationNames());
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new Error(`The copy was made by a newer release: this one does not know ${unknown}`);
}

/** Migrations are never changed once they are out: then what is put back is what it was. */
function refuseOthers({ migrations }: Head, ours: Head["migrations"]): void {
  const checksums = new Map(ours);
  const other = migrations.find(([name, checksum]) => checksums.get(name) !== checksum);
  if (other !== undefined) {
    throw new Error(`The copy was made with another ${other[0]} than this release has`);
  }
}

/**
 * Rows are put back as they were, not written anew: what guards and links new ones sleeps until all are there. What the migrations
 * themselves wrote goes first. Returns what wakes the guards.
 */
async function quieten(client: Client): Promise<string> {
  const tables = await tablesIn(client);
  const { rows: guards } = await client.query<{ table: string; name: string; how: string }>(
    `SELECT relname AS table, tgname AS name, tgenabled AS how FROM pg_trigger
       JOIN pg_class ON pg_class.oid = tgrelid
     WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace`,
  );
  for (const table of tables) await client.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${tables.map((table) => `"${table}"`).join(", ")}`);
  return guards
    .filter(({ how }) => how !== "D")
    .map(
      ({ table, name, how }) =>
        `ALTER TABLE "${table}" ENABLE ${how === "A" ? "ALWAYS " : ""}TRIGGER "${name}"`,
    )
    .join("; ");
}

async function putBack(client: Client, lines: AsyncGenerator<string>): Promise<Counts> {
  const counted: Record<string, number> = {};
  let table = "";
  let waiting: string[] = [];
  let size = 0;
  let said: string | null = null;
  const insert = async () => {
    if (waiting.length > 0) await insertInto(client, table, waiting);
    waiting = [];
    size = 0;
  };
  for await (const line of lines) {
    const [, word, rest] = /^#(table|end) (.*)$/.exec(line) ?? [];
    if (word === "end") {
      said = rest ?? "";
    } else if (word === "table") {
      await insert();
      table = rest ?? "";
      counted[table] = 0;
    } else {
      counted[table] = (counted[table] ?? 0) + 1;
      waiting.push(line);
      size += line.length;
      if (size >= CHARACTERS_AT_ONCE) await insert();
    }
  }
  await insert();
  refuseUnequal(counted, said);
  await countOn(client);
  return counted;
}

const insertInto = (client: Client, table: string, rows: readonly string[]) =>
  client.query(
    `INSERT INTO "${table}" OVERRIDING SYSTEM VALUE
     SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)`,
    [`[${rows.join(",")}]`],
  );

function refuseUnequal(counted: Counts, said: string | null): void {
  if (said === null) throw new Error("The copy was cut short");
  const found = JSON.stringify(counted);
  if (found !== said) throw new Error(`The copy says it has ${said}, and has ${found}`);
}

/** Rows that number themselves go on where they were. */
async function countOn(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `SELECT table_name AS table, column_name AS column,
       pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence
     FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
       AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL`,
  );
  for (const { table, column, sequence } of rows) {
    await client.query(
      `SELECT setval($1, max("${column}")) FROM "${table}" HAVING max("${column}") IS NOT NULL`,
      [sequence],
    );
  }
}

/** Nothing here is in a hurry: no statement is given up for being long. */
async function connected(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query("SET TIME ZONE 'UTC'");
  return client;
}
