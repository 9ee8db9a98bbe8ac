import { beforeEach, expect, test } from "vitest";
import { auditRow, createAudit, type AuditHead } from "../../src/adapters/postgres/audit.ts";
import type { Database } from "../../src/adapters/postgres/client.ts";
import { lineDatabase, noon } from "../support/line-database.ts";

const open = lineDatabase();

let db: Database;

/** As whoever owns the database could: past the rule that it is append-only. */
async function asOwner(tampering: string): Promise<void> {
  await db.$executeRawUnsafe("ALTER TABLE audit DISABLE TRIGGER append_only");
  await db.$executeRawUnsafe(tampering);
  await db.$executeRawUnsafe("ALTER TABLE audit ENABLE ALWAYS TRIGGER append_only");
}

const looked = (who: string, about = "a-session") =>
  createAudit(db).append({ kind: "planRead", who, about, why: "review", at: noon });

async function head(): Promise<AuditHead> {
  const found = await createAudit(db).head();
  if (found === null) throw new Error("nothing was written");
  return found;
}

beforeEach(async () => {
  db = open(12).db;
  await asOwner("TRUNCATE audit");
  for (const who of ["dana", "luc", "dana", "robin"]) await looked(who);
});

test("who looked, at what and why, newest first, a page at a time", async () => {
  const audit = createAudit(db);
  await audit.append({
    kind: "rolesChanged",
    who: "dana",
    about: "jo",
    data: { to: "" },
    at: noon,
  });
  const first = await audit.read({ limit: 2 });
  expect(first).toMatchObject([
    { seq: "5", kind: "rolesChanged", who: "dana", about: "jo", why: null, data: { to: "" } },
    { seq: "4", kind: "planRead", who: "robin", about: "a-session", why: "review", at: noon },
  ]);
  expect((await audit.read({ limit: 9, before: "4" })).map(({ seq }) => seq)).toEqual([
    "3",
    "2",
    "1",
  ]);
  expect(await audit.read({ limit: 9, kind: "planRead", who: "luc" })).toHaveLength(1);
});

test("written by twenty at once, every record is linked to the one before", async () => {
  await Promise.all(Array.from({ length: 60 }, (_, n) => looked(`person${n % 20}`)));
  const checked = await createAudit(db).check([await head()]);
  expect(checked).toMatchObject({ records: 64, broken: null });
});

test("a transaction that is taken back leaves no gap", async () => {
  const failing = db.$transaction(async (tx) => {
    await auditRow(tx, {
      kind: "auditRead",
      who: "dana",
      about: null,
      at: noon,
    });
    throw new Error("taken back");
  });
  await expect(failing).rejects.toThrow("taken back");
  await looked("dana");
  expect(await createAudit(db).check([])).toMatchObject({ records: 5, broken: null });
});

test("nobody changes or removes a record, its owner neither", async () => {
  for (const statement of ["UPDATE audit SET who = 'x'", "DELETE FROM audit", "TRUNCATE audit"]) {
    await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/);
  }
});

test("nobody chooses a record's number or hash", async () => {
  await db.$executeRaw`
    INSERT INTO audit (seq, at, kind, data, previous, hash)
    VALUES (99, now(), 'planRead', '{}', 'forged', 'forged')`;
  expect(await createAudit(db).check([])).toMatchObject({ records: 5, broken: null });
  expect((await head()).seq).toBe(5n);
});

test.each([
  ["changed", "UPDATE audit SET who = 'somebody else' WHERE seq = 2", 2n, "changed"],
  ["given another reason", "UPDATE audit SET why = NULL WHERE seq = 2", 2n, "changed"],
  ["moved in time", "UPDATE audit SET at = at + interval '1 ms' WHERE seq = 2", 2n, "changed"],
  ["removed", "DELETE FROM audit WHERE seq = 2", 3n, "missing"],
  [
    "changed with its own hash",
    "UPDATE audit SET who = 'x' WHERE seq = 2; UPDATE audit SET hash = sha256(previous || convert_to(audit_text(audit), 'UTF8')) WHERE seq = 2",
    3n,
    "unlinked",
  ],
  [
    "cut out, and closed up",
    "DELETE FROM audit WHERE seq = 2; UPDATE audit SET seq = seq - 1 WHERE seq > 2",
    2n,
    "unlinked",
  ],
])("a record that was %s is found", async (_how, tampering, seq, what) => {
  for (const statement of tampering.split(";")) await asOwner(statement);
  expect((await createAudit(db).check([])).broken).toEqual({ seq, what });
});

test("a tail that was cut off shows only against a head kept elsewhere", async () => {
  const kept = await head();
  await asOwner("DELETE FROM audit WHERE seq > 2");
  expect(await createAudit(db).check([])).toMatchObject({ records: 2, broken: null });
  expect((await createAudit(db).check([kept])).broken).toEqual({ seq: 4n, what: "cut" });
  await looked("luc");
  await looked("luc");
  expect((await createAudit(db).check([kept])).broken).toEqual({ seq: 4n, what: "rewritten" });
});

test("more records than are looked at together", async () => {
  await db.$executeRaw`
    INSERT INTO audit (at, kind, who, data) SELECT now(), 'planRead', 'dana', '{}' FROM generate_series(1, 2500)`;
  expect(await createAudit(db).check([])).toMatchObject({ records: 2_504, broken: null });
});

// The last of this file: the function stays as it is then.
test("also where the database's own function was changed with it", async () => {
  await db.$executeRawUnsafe(`CREATE OR REPLACE FUNCTION audit_text("row" audit) RETURNS text LANGUAGE sql AS
    $$ SELECT 'whatever' $$`);
  await asOwner("UPDATE audit SET who = 'x' WHERE seq = 3");
  expect((await createAudit(db).check([])).broken).toEqual({ seq: 3n, what: "changed" });
});
