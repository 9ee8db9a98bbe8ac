import { randomUUID } from "node:crypto";
import { keptUntil, lastNoon } from "./kept-until.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Profiles, Tried } from "../../engine/ports-profiles.ts";
import type { Database } from "./client.ts";
import { profileSeals, type ProfileKeys } from "./profile-seals.ts";
import { iso } from "./times.ts";

/** More wrong codes than this in an hour, on the whole line, are somebody trying. */
const WRONG_AN_HOUR = 20;
const HOUR_MS = 3_600_000;
const NOT_FOUND: Tried = { found: null, tooMany: false };

/**
 * What callers keep (decision 025). A copy of the database opens nothing without `HASH_KEY` and the vault's keys, and with them only
 * what a code is guessed for.
 */
export function createProfiles(db: Database, keys: ProfileKeys, timeZone: string): Profiles {
  const seals = profileSeals(keys);
  const counted = wrongCodes(db);
  const over = (at: Instant): Date => new Date(lastNoon(at, timeZone));
  return {
    until: (kept, at) => keptUntil(kept, at, timeZone),

    async find(code, at) {
      const stretched = await seals.slowly(code.code);
      const { passphrase, tomorrow } = seals.lookups(stretched, code);
      const count = await counted(at, 1);
      const lookup = { in: [passphrase, tomorrow] };
      const row = await db.profile.findFirst({ where: { lookup, expiresOn: { gt: over(at) } } });
      if (row === null || count > WRONG_AN_HOUR) {
        return { ...NOT_FOUND, tooMany: count === WRONG_AN_HOUR + 1 };
      }
      await counted(at, -1);
      return { found: { id: row.id, profile: await seals.open(stretched, row) }, tooMany: false };
    },

    async keep(code, profile, day) {
      const stretched = await seals.slowly(code.code);
      const lookup = seals.lookups(stretched, code)[profile.kept];
      const id = randomUUID();
      const sealed = await seals.seal(stretched, id, profile);
      const data = { id, lookup, ...sealed, expiresOn: new Date(day) };
      const { count } = await db.profile.createMany({ data, skipDuplicates: true });
      if (count === 1) return true;
      const theirs = await db.profile.findUnique({ where: { lookup } });
      if (theirs === null) return false;
      return JSON.stringify(await seals.open(stretched, theirs)) === JSON.stringify(profile);
    },

    renew: (id, day) => renew(db, seals, id, new Date(day)),

    async erase(id) {
      await db.profile.deleteMany({ where: { id } });
    },

    async eraseExpired(at) {
      const { count } = await db.profile.deleteMany({ where: { expiresOn: { lte: over(at) } } });
      await db.wrongCode.deleteMany({ where: { hour: { lt: over(at) } } });
      return count;
    },

    digits: (request, count) => seals.digits(request, count),
  };
}

async function renew(db: Database, seals: Seals, id: string, expiresOn: Date): Promise<void> {
  const row = await db.profile.findUnique({ where: { id } });
  if (row === null || row.expiresOn.getTime() === expiresOn.getTime()) return;
  const data = { ...(await seals.reseal(row)), expiresOn };
  await db.profile.updateMany({ where: { id }, data });
}

type Seals = ReturnType<typeof profileSeals>;

/** How many wrong codes this hour has had, with one more or less. */
function wrongCodes(db: Database) {
  return async (at: Instant, change: 1 | -1): Promise<number> => {
    const hour = iso(Math.floor(at / HOUR_MS) * HOUR_MS);
    const [row] = await db.$queryRaw<{ count: number }[]>`
      INSERT INTO wrong_codes (hour, count) VALUES (${hour}::timestamptz, 1)
      ON CONFLICT (hour) DO UPDATE SET count = wrong_codes.count + ${change} RETURNING count`;
    return row?.count ?? 0;
  };
}
