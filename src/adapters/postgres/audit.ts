import { createHash } from "node:crypto";
import type { AuditKind } from "../../domain/audit.ts";
import type { Instant } from "../../domain/session/people.ts";
import { Prisma, type AuditRecord as Row } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";
import { iso } from "./times.ts";

export type NewAuditRecord = {
  readonly kind: AuditKind;
  /** Whose doing it was, or whose sign-in; null: nobody known, the line itself, or a command on its machine. */
  readonly who: string | null;
  /** The session, person or thing it is about. */
  readonly about: string | null;
  readonly why?: string | null;
  /** Never who or where a caller is: this stays for good. */
  readonly data?: Readonly<Record<string, string | null>>;
  readonly at: Instant;
};

export type AuditRecord = Required<NewAuditRecord> & {
  readonly seq: string;
  /** Hexadecimal. */
  readonly hash: string;
};

export type AuditQuery = {
  readonly limit: number;
  /** The number of the last record read. */
  readonly before?: string | undefined;
  readonly kind?: AuditKind | undefined;
  readonly who?: string | undefined;
  readonly about?: string | undefined;
};

/** The newest record, by which a tail cut off later is noticed. */
export type AuditHead = { readonly seq: bigint; readonly hash: string };

export type Break = {
  readonly seq: bigint;
  /** `cut` and `rewritten`: against a head that was kept elsewhere. */
  readonly what: "changed" | "missing" | "unlinked" | "cut" | "rewritten";
};

export type Checked = {
  readonly records: number;
  readonly head: AuditHead | null;
  /** The first that does not hold. */
  readonly broken: Break | null;
};

export type Audit = {
  append(record: NewAuditRecord): Promise<void>;
  /** Newest first. */
  read(query: AuditQuery): Promise<readonly AuditRecord[]>;
  head(): Promise<AuditHead | null>;
  /** Every record, its own hash and its link to the one before; and that these heads, kept elsewhere, are still among them. */
  check(kept: readonly AuditHead[]): Promise<Checked>;
};

export function createAudit(db: Database): Audit {
  return {
    async append(record) {
      await auditRow(db, record);
    },
    async read({ limit, before, ...where }) {
      const rows = await db.auditRecord.findMany({
        where: {
          ...(before === undefined ? {} : { seq: { lt: BigInt(before) } }),
          ...Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined)),
        },
        orderBy: { seq: "desc" },
        take: limit,
      });
      return rows.map(recordOf);
    },
    head: () => headOf(db),
    check: (kept) => check(db, kept),
  };
}

/** To be written together with what it tells of: last in its transaction, for others wait until that ends. The database numbers and links it. */
export const auditRow = (
  db: Pick<Database, "$executeRaw">,
  { kind, who, about, why = null, data = {}, at }: NewAuditRecord,
) => db.$executeRaw`
  INSERT INTO audit (at, kind, who, about, why, data)
  VALUES (${iso(at)}::timestamptz, ${kind}, ${who}, ${about}, ${why}, ${JSON.stringify(data)}::jsonb)`;

const recordOf = ({ seq, at, kind, who, about, why, data, hash }: Row): AuditRecord => ({
  seq: seq.toString(),
  at: at.getTime(),
  kind: stored<AuditKind>(kind),
  who,
  about,
  why,
  data: stored<AuditRecord["data"]>(data),
  hash: hex(hash),
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

async function headOf(db: Database): Promise<AuditHead | null> {
  const row = await db.auditRecord.findFirst({ orderBy: { seq: "desc" } });
  return row === null ? null : { seq: row.seq, hash: hex(row.hash) };
}

const PAGE = 1_000;

type Link = { seq: bigint; previous: Uint8Array; hash: Uint8Array; text: string };

/** The hash is taken here, of what the row says now: a function in the database could have been changed with the row. */
async function check(db: Database, kept: readonly AuditHead[]): Promise<Checked> {
  let head: AuditHead | null = null;
  let records = 0;
  const unmet = new Map(kept.map(({ seq, hash }) => [seq, hash]));
  for (;;) {
    const page: Link[] = await links(db, head?.seq ?? 0n);
    for (const link of page) {
      const broken = breakOf(link, head) ?? breakOfKept(link, unmet);
      if (broken !== null) return { records, head, broken: { seq: link.seq, what: broken } };
      unmet.delete(link.seq);
      head = { seq: link.seq, hash: hex(link.hash) };
      records += 1;
    }
    if (page.length < PAGE) break;
  }
  const [cut] = [...unmet.keys()].toSorted((a, b) => Number(a - b));
  return { records, head, broken: cut === undefined ? null : { seq: cut, what: "cut" } };
}

const links = (db: Database, after: bigint) => db.$queryRaw<Link[]>`
  SELECT seq, previous, hash, ${TEXT} AS text FROM audit WHERE seq > ${after} ORDER BY seq LIMIT ${PAGE}`;

/** As `audit_text` in the database has it. */
const TEXT = Prisma.sql`jsonb_build_array(seq, (extract(epoch FROM at) * 1000)::bigint, kind, who, about, why, data)::text`;

function breakOf(link: Link, before: AuditHead | null): Break["what"] | null {
  if (link.seq !== (before?.seq ?? 0n) + 1n) return "missing";
  if (hex(link.previous) !== (before?.hash ?? "")) return "unlinked";
  const hash = createHash("sha256").update(link.previous).update(link.text, "utf8");
  return hash.digest("hex") === hex(link.hash) ? null : "changed";
}

function breakOfKept({ seq, hash }: Link, kept: ReadonlyMap<bigint, string>): "rewritten" | null {
  const known = kept.get(seq);
  return known === undefined || known === hex(hash) ? null : "rewritten";
}
