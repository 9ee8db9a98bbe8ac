/** Tables with a row for every call, or more: what locks them holds calls up. */
const BIG = new Set([
  "audit",
  "call_log",
  "duties",
  "legs",
  "line_events",
  "session_events",
  "session_inputs",
  "sessions",
]);

type Rule = {
  readonly found: RegExp;
  /** For tables of this size only. */
  readonly big?: true;
  readonly instead: string;
};

const TABLE = String.raw`ALTER TABLE (?:ONLY )?"?(?<table>\w+)"?[^;]*?`;
const rule = (found: string, instead: string, big?: true): Rule => ({
  found: new RegExp(found, "i"),
  instead,
  ...(big === undefined ? {} : { big }),
});

const CONTRACT =
  'the release before still uses it while both run. Leave it, and drop it once no release in use reads it: then say so, "-- Contracts: nothing reads it since X.Y.Z".';

/** What a migration may not do to a line that is running, and whose other processes are still of the release before. */
const RULES: readonly Rule[] = [
  rule(String.raw`\bDROP TABLE\b`, CONTRACT),
  rule(String.raw`${TABLE}\bDROP COLUMN\b`, CONTRACT),
  rule(
    String.raw`\bRENAME\b`,
    "the release before knows only the old name. Add the new one beside it, write both, and drop the old one a release later.",
  ),
  rule(
    String.raw`${TABLE}\bTYPE\b`,
    "it rewrites the table under a lock. Add a column of the new type beside it.",
  ),
  rule(
    String.raw`${TABLE}\bSET NOT NULL\b`,
    "it reads the whole table under a lock, and the release before may still write NULL. Add CHECK (… IS NOT NULL) NOT VALID, and VALIDATE it a release later.",
  ),
  rule(
    String.raw`${TABLE}\bDROP DEFAULT\b`,
    "the release before inserts without it. Leave the default.",
  ),
  rule(
    String.raw`${TABLE}\bADD COLUMN\b(?![^,;]*\bDEFAULT\b)[^,;]*\bNOT NULL\b`,
    "the release before inserts without it. Give it a DEFAULT, or let it be NULL.",
  ),
  rule(
    String.raw`${TABLE}\bADD COLUMN\b[^,;]*\bDEFAULT\s+\w+\(`,
    "a default that is computed rewrites the table under a lock. A constant, or NULL.",
  ),
  rule(
    String.raw`${TABLE}\bADD (?:CONSTRAINT "?\w+"? )?(?:CHECK|FOREIGN KEY)\b(?![^;]*\bNOT VALID\b)`,
    "it reads the whole table under a lock. Add it NOT VALID, and VALIDATE CONSTRAINT in a migration of its own.",
    true,
  ),
  rule(
    String.raw`${TABLE}\bADD (?:CONSTRAINT "?\w+"? )?(?:UNIQUE|PRIMARY KEY|EXCLUDE)\b`,
    'it builds an index under a lock. CREATE UNIQUE INDEX IF NOT EXISTS "…" is built beside the line.',
    true,
  ),
  rule(
    String.raw`\bCREATE (?:UNIQUE )?INDEX (?!IF NOT EXISTS "\w+"\s+ON ")(?:[^;]*?) ON "?(?<table>\w+)"?`,
    'it locks out every call while it is built. Write CREATE INDEX IF NOT EXISTS "name" ON "table": then it is built beside the line first.',
    true,
  ),
  rule(
    String.raw`\bCONCURRENTLY\b`,
    'migrations are one transaction. Write CREATE INDEX IF NOT EXISTS "name" ON "table": then it is built beside the line first.',
  ),
  rule(
    String.raw`^\s*(?:UPDATE|DELETE FROM) "?(?<table>\w+)"?`,
    "it holds every row it touches until all of it is done. Fill in what is missing as sessions move on, or by a duty of the line, few at a time.",
    true,
  ),
  rule(String.raw`^\s*(?:LOCK|TRUNCATE|VACUUM|CLUSTER|REINDEX)\b`, "it locks out every call."),
];

/** What is wrong with a migration, in words for whoever wrote it. `made`: tables this very migration makes, which nobody uses yet. */
export function faultsOf(sql: string): string[] {
  const contracts = /^-- Contracts: nothing reads it since \d+\.\d+\.\d+/m.test(sql);
  const statements = statementsIn(sql);
  const made = new Set(
    statements.flatMap(
      (one) => /^\s*CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?/i.exec(one)?.[1] ?? [],
    ),
  );
  return statements.flatMap((statement) =>
    RULES.filter(({ instead }) => !(contracts && instead === CONTRACT)).flatMap(
      ({ found, big, instead }) => {
        const hit = found.exec(statement);
        if (hit === null) return [];
        const table = hit.groups?.["table"] ?? "";
        if (made.has(table) || (big === true && !BIG.has(table))) return [];
        return [`${statement.trim().split("\n")[0]}: ${instead}`];
      },
    ),
  );
}

/** Without comments and bodies of functions, which change nothing of a table. */
function statementsIn(sql: string): string[] {
  const plain = sql
    .replaceAll(/\$\$.*?\$\$/gs, "''")
    .replaceAll(/--[^\n]*/g, "")
    .replaceAll(/\s+/g, " ");
  return plain.split(";").filter((statement) => statement.trim() !== "");
}
