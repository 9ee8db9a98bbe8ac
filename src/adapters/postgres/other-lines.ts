import { isLineNumber, type OtherLine, type Suiting } from "../../domain/other-lines/other-line.ts";
import type { OtherLines } from "../../engine/ports-other-lines.ts";
import type { OtherLine as Row } from "../../generated/prisma/client.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { deskNumberOf, openedOrNull } from "./seals.ts";
import { stored } from "./stored.ts";
import { dateOrNull, instantOrNull } from "./times.ts";

/** As somebody keeps it: with its number, or null to leave the one it has. */
export type KeptLine = OtherLine & { readonly number: string | null };

/** `numberMissing`: a new line has to have one. `turned`: whether it is for rehearsals is fixed when it is made. */
export type SaveRefusal = "numberMissing" | "turned" | "numberShared";

/** Lines of others, for those who keep them. */
export type OtherLineBook = {
  list(rehearsal?: Suiting["rehearsal"]): Promise<readonly OtherLine[]>;
  /** Null: saved. */
  save(line: KeptLine): Promise<SaveRefusal | null>;
  /** Whether there was one. */
  remove(id: string): Promise<boolean>;
};

/** Under the line's own key, which lasts as long as its rows. */
const seal = (id: string): string => `line:other:${id}`;

/** Whom a call may ring: a rehearsal finds only rehearsal lines, a real session only real ones. */
export function createOtherLines(db: Database, vault: Vault): OtherLines {
  return {
    async line(lineId, rehearsal) {
      const row = await db.otherLine.findUnique({ where: { id: lineId } });
      if (row === null || row.rehearsal !== rehearsal) return null;
      const number = openedOrNull(() => numberOf(vault, row));
      const dialled = number !== null && isLineNumber(number) ? number : null;
      return { ...lineOf(row), number: dialled };
    },
  };
}

export function createOtherLineBook(db: Database, vault: Vault): OtherLineBook {
  return {
    async list(rehearsal) {
      const where = rehearsal === undefined ? {} : { rehearsal };
      const rows = await db.otherLine.findMany({ where, orderBy: { id: "asc" } });
      return rows.map(lineOf);
    },

    save: (line) => save(db, vault, line),

    async remove(id) {
      const { count } = await db.otherLine.deleteMany({ where: { id } });
      return count > 0;
    },
  };
}

async function save(db: Database, vault: Vault, line: KeptLine): Promise<SaveRefusal | null> {
  const { id, number, rehearsal } = line;
  const rows = await db.otherLine.findMany();
  const known = rows.find((row) => row.id === id);
  if (known !== undefined && known.rehearsal !== rehearsal) return "turned";
  if (number !== null) {
    const others = await db.desk.findMany({ where: { rehearsal: !rehearsal } });
    const isADesks = others.some((row) => openedOrNull(() => deskNumberOf(vault, row)) === number);
    if (isADesks || isOnBothSides(vault, rows, { id, number, rehearsal })) return "numberShared";
  }
  if (number === null) {
    if (known === undefined) return "numberMissing";
    await db.otherLine.update({ where: { id }, data: columnsOf(line) });
    return null;
  }
  const row = { ...columnsOf(line), ...sealed(vault, id, number) };
  await db.otherLine.upsert({ where: { id }, create: row, update: row });
  return null;
}

/** No number is a rehearsal's and a real line's, or a rehearsal would ring real people. */
const isOnBothSides = (
  vault: Vault,
  rows: readonly Row[],
  { id, number, rehearsal }: { id: string; number: string; rehearsal: boolean },
): boolean =>
  rows.some(
    (row) =>
      row.id !== id &&
      row.rehearsal !== rehearsal &&
      openedOrNull(() => numberOf(vault, row)) === number,
  );

function sealed(vault: Vault, id: string, number: string) {
  const { keyId, nonce, sealed: numberSealed } = vault.seal(number, seal(id));
  return { numberKeyId: keyId, numberNonce: nonce, numberSealed };
}

function numberOf(vault: Vault, row: Row): string {
  const { id, numberKeyId: keyId, numberNonce: nonce, numberSealed } = row;
  return vault.open({ keyId, nonce, sealed: numberSealed }, seal(id));
}

function columnsOf(line: OtherLine) {
  const { id, name, whatFor, province, languages, hours, timeZone, takesBy, rehearsal } = line;
  return {
    id,
    name,
    whatFor,
    province,
    languages: [...languages],
    hours,
    timeZone,
    takesBy,
    rehearsal,
    verifiedAt: dateOrNull(line.verifiedAt),
  };
}

const lineOf = (row: Row): OtherLine => ({
  id: row.id,
  name: row.name,
  whatFor: stored(row.whatFor),
  province: stored(row.province),
  languages: stored(row.languages),
  hours: row.hours,
  timeZone: row.timeZone,
  takesBy: stored(row.takesBy),
  verifiedAt: instantOrNull(row.verifiedAt),
  rehearsal: row.rehearsal,
});

/** With their numbers sealed, as rows of a rehearsal line's seed. */
export async function seedOtherLines(
  db: Database,
  vault: Vault,
  lines: readonly (OtherLine & { readonly number: string })[],
): Promise<void> {
  await db.otherLine.createMany({
    data: lines.map((line) => ({
      ...columnsOf(line),
      ...sealed(vault, line.id, line.number),
    })),
    skipDuplicates: true,
  });
}
