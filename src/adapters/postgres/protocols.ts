import type { Instant } from "../../domain/session/people.ts";
import { brisk, standard, type Numbers, type Protocol } from "../../domain/session/policy.ts";
import { changesBetween, type NumberChange } from "../../domain/session/protocol-bounds.ts";
import type { Log } from "../../engine/ports.ts";
import type { Prisma, Protocol as Row } from "../../generated/prisma/client.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";

/** One published version of the line's numbers. */
export type Version = {
  readonly id: string;
  readonly numbers: Numbers;
  readonly publishedAt: Instant;
  /** Who decided it, as everybody may read. */
  readonly signedBy: string;
  /** Whoever of ours published it, and why; null: the software's own. */
  readonly publishedBy: string | null;
  readonly reason: string | null;
  /** The version before it; null: it is the first. */
  readonly replaces: string | null;
};

export type NewVersion = {
  /** The version it was made from, which is still the one in force, or it is not published. */
  readonly replaces: string;
  readonly numbers: Numbers;
  readonly signedBy: string;
  readonly publishedBy: string;
  readonly reason: string;
  readonly wishId: string;
};

export type Protocols = {
  /** What a session begins with. Should that not be known, what it was before: a caller is answered all the same. */
  forSession(rehearsal: boolean): Promise<Protocol>;
  /** Newest first. Those that only rehearsals use are not among them. */
  list(): Promise<readonly Version[]>;
  /** Sent again with its wish, it is there once. `moved`: somebody published another meanwhile. */
  publish(version: NewVersion, at: Instant): Promise<Version | "moved">;
};

export function createProtocols(db: Database, log: Log): Protocols {
  let last: Protocol = standard;
  return {
    async forSession(rehearsal) {
      if (rehearsal) return brisk;
      try {
        const row = await newest(db);
        if (row !== null) last = { id: row.id, numbers: numbersIn(row), rehearsalOnly: false };
      } catch (err) {
        log.error({ err, protocol: last.id }, "Which protocol is in force is not known: as before");
      }
      return last;
    },

    async list() {
      const rows = await db.protocol.findMany({ where: REAL, orderBy: NEWEST });
      return rows.map(versionOf);
    },

    publish: (version, at) =>
      db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ONE_AT_A_TIME}::bigint)`;
        const known = await tx.protocol.findFirst({ where: { wishId: version.wishId } });
        if (known !== null) return versionOf(known);
        const before = await newest(tx);
        if (before === null || before.id !== version.replaces) return "moved";
        return written(tx, version, { before, at });
      }),
  };
}

const ONE_AT_A_TIME = 7_461_004;

const REAL = { rehearsalOnly: false };
const NEWEST = { publishedAt: "desc" } as const;

const newest = (db: Pick<Prisma.TransactionClient, "protocol">) =>
  db.protocol.findFirst({ where: REAL, orderBy: NEWEST });

type Publishing = { readonly before: Row; readonly at: Instant };

/** After the one before it, also where a clock went back. */
async function written(
  tx: Prisma.TransactionClient,
  { replaces, numbers, wishId, ...said }: NewVersion,
  { before, at }: Publishing,
): Promise<Version> {
  const publishedAt = new Date(Math.max(at, before.publishedAt.getTime() + 1));
  const id = idAfter(replaces);
  const row = await tx.protocol.create({
    data: {
      id,
      name: id,
      numbers,
      rehearsalOnly: false,
      ...said,
      publishedAt,
      replaces,
      wishId,
    },
  });
  const changed = changesBetween(numbersIn(before), numbers);
  const record = { kind: "protocolPublished", who: said.publishedBy, about: id } as const;
  await auditRow(tx, { ...record, data: { replaces, ...inWords(changed) }, at });
  return versionOf(row);
}

/** "standard-1" is followed by "standard-2". */
function idAfter(id: string): string {
  const [, name = id, count = "1"] = /^(.*)-(\d+)$/.exec(id) ?? [];
  return `${name}-${Number(count) + 1}`;
}

const inWords = (changes: readonly NumberChange[]): Readonly<Record<string, string>> =>
  Object.fromEntries(changes.map(({ name, from, to }) => [name, `${from} > ${to}`]));

/** A version of before there was some number has the software's own for it. */
const numbersIn = ({ numbers }: Pick<Row, "numbers">): Numbers => ({
  ...standard.numbers,
  ...stored<Partial<Numbers>>(numbers),
});

const versionOf = (row: Row): Version => ({
  id: row.id,
  numbers: numbersIn(row),
  publishedAt: row.publishedAt.getTime(),
  signedBy: row.signedBy,
  publishedBy: row.publishedBy,
  reason: row.reason,
  replaces: row.replaces,
});
