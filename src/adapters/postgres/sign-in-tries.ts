import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { FORGOTTEN_AFTER_MS, waitAfter, type TryKind } from "../../domain/tries.ts";
import type { Instant } from "../../domain/session/people.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { iso } from "./times.ts";

/** What a try to sign in with a password comes with. */
export type Try = {
  readonly email: string;
  readonly address: string;
  /** What its browser was given when it signed in before, if it brings that. */
  readonly device: string | null;
};

export type Tries = {
  /** Counts the try as one in vain, before it is made: a hundred at once count as a hundred. `waitMs`: it must not be made yet. */
  begin(one: Try, at: Instant): Promise<{ waitMs: number; slowed: boolean }>;
  /** It was no try in vain. Returns what the browser is to bring next time. */
  succeeded(one: Try, at: Instant): Promise<string>;
};

const DAY_MS = 24 * 60 * 60_000;

/** Addresses and accounts are kept as keyed hashes, for a day. */
export function createTries(db: Database, secret: string): Tries {
  const keyed = (...words: string[]) =>
    createHmac("sha256", secret).update(JSON.stringify(words)).digest("base64url");
  const nonceOf = ({ email, device }: Try): string | null => {
    const [nonce = "", mac = ""] = device?.split(".") ?? [];
    return same(mac, keyed("device", nameOf(email), nonce)) ? nonce : null;
  };
  const keysOf = (one: Try): readonly Counted[] => {
    const nonce = nonceOf(one);
    if (nonce !== null) return [{ kind: "device", key: keyed("tries of a device", nonce) }];
    return [
      { kind: "address", key: keyed("tries from", one.address) },
      { kind: "account", key: keyed("tries at", nameOf(one.email)) },
    ];
  };
  return {
    async begin(one, at) {
      const begun: Counted[] = [];
      let slowed = false;
      for (const counted of keysOf(one)) {
        const { waitMs, failures } = await count(db, counted, at);
        if (waitMs > 0) {
          await Promise.all(begun.map((known) => takeBack(db, known)));
          return { waitMs, slowed: false };
        }
        begun.push(counted);
        slowed ||=
          waitAfter(counted.kind, failures) > 0 && waitAfter(counted.kind, failures - 1) === 0;
      }
      return { waitMs: 0, slowed };
    },

    async succeeded(one, at) {
      for (const counted of keysOf(one)) {
        if (counted.kind === "address") await takeBack(db, counted);
        else await db.signInTry.deleteMany({ where: { key: counted.key } });
      }
      await db.signInTry.deleteMany({ where: { triedAt: { lt: new Date(at - DAY_MS) } } });
      const nonce = randomBytes(16).toString("base64url");
      return `${nonce}.${keyed("device", nameOf(one.email), nonce)}`;
    },
  };
}

type Counted = { readonly kind: TryKind; readonly key: string };

const nameOf = (email: string): string => email.trim().toLowerCase();

function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** One statement, so that of tries at the same moment no two see the same count. */
async function count(db: Database, { kind, key }: Counted, at: Instant) {
  const now = Prisma.sql`${iso(at)}::timestamptz`;
  const failures = Prisma.sql`CASE WHEN known.tried_at < ${iso(at - FORGOTTEN_AFTER_MS)}::timestamptz
    THEN 1 ELSE known.failures + 1 END`;
  const [row] = await db.$queryRaw<{ failures: number }[]>`
    INSERT INTO sign_in_tries AS known (key, failures, tried_at, next_at) VALUES (${key}, 1, ${now}, ${now})
    ON CONFLICT (key) DO UPDATE SET tried_at = ${now}, failures = ${failures},
      next_at = ${now} + (${WAITS[kind]}::int[])[least(${failures}, ${COUNTED}::int)] * interval '1 millisecond'
    WHERE known.next_at <= ${now}
    RETURNING failures`;
  if (row !== undefined) return { waitMs: 0, failures: row.failures };
  const known = await db.signInTry.findUnique({ where: { key } });
  return { waitMs: Math.max(1, (known?.nextAt.getTime() ?? at) - at), failures: 0 };
}

/** Beyond this many in vain the wait grows no longer. */
const COUNTED = 40;
const waitsOf = (kind: TryKind): readonly number[] =>
  Array.from({ length: COUNTED }, (_, n) => waitAfter(kind, n + 1));
const WAITS: Readonly<Record<TryKind, readonly number[]>> = {
  device: waitsOf("device"),
  address: waitsOf("address"),
  account: waitsOf("account"),
};

const takeBack = (db: Database, { key }: Counted) => db.$executeRaw`
  UPDATE sign_in_tries SET failures = greatest(failures - 1, 0), next_at = tried_at WHERE key = ${key}`;
