import { keyClasses, keyClassOf } from "../../domain/retention.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Clock, Log } from "../../engine/ports.ts";
import { VaultClosed } from "../../engine/errors.ts";
import type { KeyStore, Sealed, Sealing, Vault, VaultKey } from "../vault.ts";
import { destroyedAt, parseName, sealingKey } from "./names.ts";
import { reachNamed, reachSealing } from "./reach.ts";
import {
  forget,
  noneYet,
  refresh,
  sealingVault,
  vaultNamed,
  type Unwrapped,
  type Wanted,
} from "./unwrapped.ts";

export type KeyringParts = {
  /** The front one wraps, all of them unwrap. */
  readonly masters: readonly VaultKey[];
  /** How keys are used; the vault's own. */
  readonly vaults: {
    createVault(keys: readonly VaultKey[]): Vault;
    withInnerKeys(outer: Sealing, reach: Vault["reach"]): Vault;
    markOf(key: VaultKey): string;
  };
  /** Outside Postgres and its copies: what is destroyed there opens nothing any more, in no copy. */
  readonly expiring: KeyStore;
  /** In Postgres: what must be there as long as the rows. */
  readonly lasting: KeyStore;
  readonly clock: Pick<Clock, "now">;
  readonly timeZone: string;
  readonly log: Log;
};

export type StoredKey = { readonly name: string; readonly destroyedAt: Instant | null };

/** The vault of a running line: the master keys only wrap; each table is sealed with keys of its own (decision 027). */
export type Keyring = Vault & {
  /** Reads every key, and makes those of today and the days to come. Never throws: what fails is logged and in `shut`. */
  refresh(): Promise<void>;
  /** Names of keys that are there and do not open, and of what cannot be sealed. */
  shut(): readonly string[];
  /** Destroys every key whose time is over, by whichever master key it was wrapped. Returns their names. */
  destroyPast(): Promise<readonly string[]>;
  destroyHold(holdId: string): Promise<readonly string[]>;
  /** When the time of a key of this name is over; null where that is not a matter of time alone. */
  endOf(name: string): Instant | null;
  /** What is kept outside Postgres. */
  stored(): Promise<readonly StoredKey[]>;
};

/** Keys are made so long before they seal: the store of keys may be away for a day or two. */
const AHEAD_MS: readonly number[] = [0, 1, 2].map((days) => days * 24 * 3_600_000);

export function createKeyring(parts: KeyringParts): Keyring {
  const { vaults, clock, timeZone, expiring } = parts;
  const keys = noneYet({ ...parts, masterVault: vaults.createVault(parts.masters) });

  const destroyThose = async (which: (name: string) => boolean): Promise<readonly string[]> => {
    const names = (await expiring.names()).filter(which);
    for (const name of names) {
      forget(keys, name);
      await expiring.destroy(name);
    }
    return names;
  };

  return {
    ...vaults.withInnerKeys(sealingWith(keys), (wanted) =>
      "keyId" in wanted ? reachNamed(keys, wanted.keyId) : reachSealing(keys, wanted.sealing),
    ),
    refresh: () => refresh(keys, keysAhead(clock.now(), timeZone)),
    shut: () => [...keys.shut].toSorted(),
    destroyPast: () => {
      const now = clock.now();
      return destroyThose((name) => (destroyedAt(name, timeZone) ?? Infinity) <= now);
    },
    destroyHold: (holdId) =>
      destroyThose((name) => {
        const parsed = parseName(name);
        return parsed?.table === "hold" && parsed.period === holdId;
      }),
    endOf: (name) => destroyedAt(name, timeZone),
    async stored() {
      const names = await expiring.names();
      return names.map((name) => ({ name, destroyedAt: destroyedAt(name, timeZone) }));
    },
  };
}

function sealingWith(keys: Unwrapped): Sealing {
  const { clock, timeZone, log } = keys.parts;
  return {
    seal: (text, row) => sealingVault(keys, sealingKey(row, clock.now(), timeZone)).seal(text, row),
    open(sealed, row) {
      try {
        return opened(keys, sealed, row);
      } catch (err) {
        log.error({ err, table: keyClassOf(row) }, "Something sealed does not open");
        throw err;
      }
    },
  };
}

/** What has no name of ours was sealed by a master key itself. */
function opened(keys: Unwrapped, sealed: Sealed, row: string): string {
  const { keyId } = sealed;
  const { clock, timeZone, masterVault } = keys.parts;
  if (parseName(keyId) === null) return masterVault.open(sealed, row);
  const end = destroyedAt(keyId, timeZone);
  if (end !== null && end <= clock.now()) {
    throw new VaultClosed(`The time of the key "${keyId}" is over.`);
  }
  return vaultNamed(keys, keyId).open(sealed, row);
}

/** A hold's key is made with the hold. */
function keysAhead(now: Instant, timeZone: string): readonly Wanted[] {
  const tables = keyClasses.filter(([, { seals }]) => seals !== "hold").map(([table]) => table);
  return AHEAD_MS.flatMap((ahead) =>
    tables.map((table) => sealingKey(`${table}:`, now + ahead, timeZone)),
  );
}
