import { randomInt, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Reach } from "../../domain/reach.ts";
import type { Instant, Via } from "../../domain/session/people.ts";
import type { Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { sealStaffPhone, staffPhoneOf } from "./seals.ts";
import { stored } from "./stored.ts";
import { iso } from "./times.ts";

export type OwnPhone = {
  /** For a call or a text, never to be shown. */
  readonly number: string | null;
  /** Given, and not yet proved to be theirs. */
  readonly asked: { readonly number: string; readonly expiresAt: Instant } | null;
  readonly reach: Reach;
  readonly page: boolean;
};

/** `gone`: none was asked for, its time is over, or it was tried too often. */
export type Proved = "proved" | "wrong" | "gone";

/** Everybody's own phone. A number counts only once the code texted to it was typed back; until then the one before stands. */
export type OwnPhones = {
  read(staffId: string, at: Instant): Promise<OwnPhone>;
  /** The code to text; null where this person had too many texted lately. */
  ask(staffId: string, number: string, at: Instant): Promise<string | null>;
  prove(staffId: string, code: string, at: Instant): Promise<Proved>;
  /** They are reached in their browser from now on. */
  remove(staffId: string, at: Instant): Promise<void>;
  /** False where it needs a phone of theirs and there is none. */
  setReach(staffId: string, reach: Reach, page: boolean): Promise<boolean>;
};

const CODE_LIVES_MS = 10 * 60_000;
const TRIES = 5;
const TEXTS = 3;
const TEXTS_WITHIN_MS = 60 * 60_000;

export function createOwnPhones(db: Database, vault: Vault): OwnPhones {
  return {
    read: (staffId, at) => read(db, vault, staffId, at),
    ask: (staffId, number, at) => ask(db, vault, { staffId, number, at }),
    prove: (staffId, code, at) => prove(db, vault, { staffId, code, at }),

    async remove(staffId, at) {
      const none = { phoneKeyId: null, phoneNonce: null, phoneSealed: null };
      const browser = { reach: "softphone", secondLeg: false, wantsPage: false };
      await db.$transaction([
        db.phoneProof.updateMany({ where: { staffId }, data: ended(at) }),
        db.staff.update({ where: { id: staffId }, data: { ...none, ...browser } }),
      ]);
    },

    async setReach(staffId, reach, page) {
      const has = reach === "softphone" && !page ? {} : { phoneSealed: { not: null } };
      const { count } = await db.staff.updateMany({
        where: { id: staffId, ...has },
        data: {
          reach: reach === "phone" ? "phone" : "softphone",
          secondLeg: reach === "both",
          wantsPage: page,
        },
      });
      return count === 1;
    },
  };
}

async function read(db: Database, vault: Vault, staffId: string, at: Instant): Promise<OwnPhone> {
  const row = await db.staff.findUniqueOrThrow({
    where: { id: staffId },
    include: { phoneProof: true },
  });
  const { phoneProof: proof, wantsPage: page } = row;
  const alive = proof !== null && isAlive(proof, at);
  return {
    number: staffPhoneOf(vault, row),
    asked: alive
      ? { number: (await openedProof(vault, proof)).number, expiresAt: proof.expiresAt.getTime() }
      : null,
    reach: reachOf(stored<Via>(row.reach), row.secondLeg),
    page,
  };
}

function reachOf(via: Via, secondLeg: boolean): Reach {
  if (via === "phone") return "phone";
  return secondLeg ? "both" : "softphone";
}

type Asked = { readonly staffId: string; readonly number: string; readonly at: Instant };

/** What was texted is gone; how many texts there were stays, or whoever ends one could send without end. */
const ended = (at: Instant) => ({
  nonce: new Uint8Array(),
  sealed: new Uint8Array(),
  expiresAt: new Date(at),
});

/** Sealed with its code: neither is of any use to whoever has the table alone. Of two who ask at once each is counted. */
async function ask(
  db: Database,
  vault: Vault,
  { staffId, number, at }: Asked,
): Promise<string | null> {
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const row = proofRow(staffId);
  await vault.reach({ sealing: row });
  const { keyId, nonce, sealed } = vault.seal(JSON.stringify({ number, code }), row);
  const longAgo = iso(at - TEXTS_WITHIN_MS);
  const kept = await db.$executeRaw`
    INSERT INTO phone_proofs AS before (staff_id, key_id, nonce, sealed, tries, expires_at, texts, texts_since)
    VALUES (${staffId}, ${keyId}, ${nonce}, ${sealed}, 0, ${iso(at + CODE_LIVES_MS)}::timestamptz, 1, ${iso(at)}::timestamptz)
    ON CONFLICT (staff_id) DO UPDATE SET
      key_id = excluded.key_id, nonce = excluded.nonce, sealed = excluded.sealed, tries = 0, expires_at = excluded.expires_at,
      texts = CASE WHEN before.texts_since > ${longAgo}::timestamptz THEN before.texts + 1 ELSE 1 END,
      texts_since = CASE WHEN before.texts_since > ${longAgo}::timestamptz THEN before.texts_since ELSE excluded.texts_since END
    WHERE before.texts < ${TEXTS} OR before.texts_since <= ${longAgo}::timestamptz`;
  return kept === 0 ? null : code;
}

type Typed = { readonly staffId: string; readonly code: string; readonly at: Instant };

/** Each try is written down before it is looked at: a thousand at once are a thousand tries. */
async function prove(db: Database, vault: Vault, { staffId, code, at }: Typed): Promise<Proved> {
  const { count } = await db.phoneProof.updateMany({
    where: { staffId, tries: { lt: TRIES }, expiresAt: { gt: new Date(at) } },
    data: { tries: { increment: 1 } },
  });
  const proof = count === 0 ? null : await db.phoneProof.findUnique({ where: { staffId } });
  if (proof === null) return "gone";
  const texted = await openedProof(vault, proof);
  if (!isSame(texted.code, code)) return "wrong";
  const used = await db.phoneProof.updateMany({
    where: { staffId, nonce: proof.nonce },
    data: ended(at),
  });
  if (used.count === 0) return "gone";
  await vault.reach({ sealing: `staff:${staffId}` });
  const data = sealStaffPhone(vault, staffId, texted.number);
  await db.staff.update({ where: { id: staffId }, data });
  return "proved";
}

type Proof = {
  readonly staffId: string;
  readonly keyId: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly tries: number;
  readonly expiresAt: Date;
};

const isAlive = ({ tries, expiresAt }: Proof, at: Instant): boolean =>
  tries < TRIES && expiresAt.getTime() > at;

/** Beside the number it is to become. */
const proofRow = (staffId: string): string => `staff:${staffId}:proof`;

const whole = z.object({ number: z.string(), code: z.string() });

async function openedProof(vault: Vault, { staffId, keyId, nonce, sealed }: Proof) {
  await vault.reach({ keyId });
  return whole.parse(JSON.parse(vault.open({ keyId, nonce, sealed }, proofRow(staffId))));
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
