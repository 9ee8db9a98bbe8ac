import { keptUntil, lastNoon } from "../../src/adapters/postgres/kept-until.ts";
import type { Code, Profile, Profiles } from "../../src/engine/ports-profiles.ts";

/** What callers keep, in memory; the slow work that makes guessing dear is left out. */
export function memoryProfiles(): Profiles {
  const rows = new Map<string, { lookup: string; profile: Profile; expiresOn: string }>();
  const lookupOf = ({ code, number, rehearsal }: Code, kept: Profile["kept"]) =>
    [kept, rehearsal, code, kept === "tomorrow" ? number : ""].join();
  let made = 0;
  return {
    until: (kept, at) => keptUntil(kept, at, "America/Toronto"),
    async find(code, at) {
      const over = lastNoon(at, "America/Toronto");
      const lookups = new Set([lookupOf(code, "tomorrow"), lookupOf(code, "passphrase")]);
      const found = [...rows].find(([, row]) => lookups.has(row.lookup) && row.expiresOn > over);
      if (found === undefined) return { found: null, tooMany: false };
      return { found: { id: found[0], profile: found[1].profile }, tooMany: false };
    },
    async keep(code, profile, expiresOn) {
      const lookup = lookupOf(code, profile.kept);
      const theirs = [...rows.values()].find((row) => row.lookup === lookup);
      if (theirs !== undefined) return JSON.stringify(theirs.profile) === JSON.stringify(profile);
      rows.set(`profile-${(made += 1)}`, { lookup, profile, expiresOn });
      return true;
    },
    async renew(id, expiresOn) {
      const row = rows.get(id);
      if (row !== undefined) rows.set(id, { ...row, expiresOn });
    },
    async erase(id) {
      rows.delete(id);
    },
    async eraseExpired(at) {
      const over = lastNoon(at, "America/Toronto");
      const past = [...rows].filter(([, { expiresOn }]) => expiresOn <= over);
      for (const [id] of past) rows.delete(id);
      return past.length;
    },
    digits: (_request, count) => "47291083".slice(0, count),
  };
}
