import { v7 as uuid } from "uuid";
import { VaultClosed } from "../../engine/errors.ts";
import type { Sealed, Sealing, Vault } from "../vault.ts";
import type { Database } from "./client.ts";

/** Each session's own key, wrapped by a key of its day (decision 027). Opened once, it is kept in memory: calls do not wait for it. */
export type DataKeys = {
  seal(sessionId: string, text: string, row: string): Promise<Sealed>;
  /** Throws `VaultClosed`. What was sealed before sessions had keys opens by the master key that sealed it. */
  open(sessionId: string, sealed: Sealed, row: string): Promise<string>;
  forget(sessionId: string): void;
};

type DataKey = { readonly id: string; readonly sessionId: string; readonly sealing: Sealing };
type Stored = Sealed & { readonly id: string; readonly sessionId: string };

/** As many sessions as a busy day has; an older one is read again. */
const REMEMBERED = 2_000;
const NAMED = "data.";

export const dataKeyRow = (sessionId: string): string => `data:${sessionId}`;

/** What a held key is bound to, and which hold's key wraps it. */
export const heldKeyRow = (holdId: string): string => `hold:${holdId}`;

export function createDataKeys(db: Database, vault: Vault): DataKeys {
  const known = rememberedKeys();
  const opened = async (stored: Stored): Promise<DataKey> => {
    const { id, sessionId } = stored;
    return (
      known.byId(id) ??
      known.remember({ id, sessionId, sealing: await unwrapped(db, vault, stored) })
    );
  };

  const ofSession = async (sessionId: string): Promise<DataKey> => {
    const here = known.ofSession(sessionId);
    if (here !== undefined) return here;
    const stored = await db.dataKey.findMany({ where: { sessionId }, orderBy: { id: "desc" } });
    for (const one of stored) {
      const key = await opened(one).catch(unlessClosed);
      if (key !== undefined) return key;
    }
    return known.remember(await make(db, vault, sessionId));
  };

  return {
    async seal(sessionId, text, row) {
      const { id, sealing } = await ofSession(sessionId);
      return { ...sealing.seal(text, row), keyId: NAMED + id };
    },

    async open(sessionId, sealed, row) {
      if (!sealed.keyId.startsWith(NAMED)) {
        await vault.reach({ keyId: sealed.keyId });
        return vault.open(sealed, row);
      }
      const id = sealed.keyId.slice(NAMED.length);
      const here = known.byId(id);
      const stored = here === undefined ? await db.dataKey.findUnique({ where: { id } }) : null;
      const key = stored === null ? here : await opened(stored);
      if (key?.sessionId !== sessionId) {
        throw new VaultClosed(`The key of this session is gone, or what it sealed does not open.`);
      }
      return key.sealing.open(sealed, row);
    },

    forget: (sessionId) => known.forget(sessionId),
  };
}

/** The oldest are forgotten first. */
function rememberedKeys() {
  const known = new Map<string, DataKey>();
  const latest = new Map<string, string>();
  const forget = (sessionId: string): void => {
    for (const key of known.values()) if (key.sessionId === sessionId) known.delete(key.id);
    latest.delete(sessionId);
  };
  return {
    forget,
    byId: (id: string) => known.get(id),
    ofSession: (sessionId: string) => known.get(latest.get(sessionId) ?? ""),
    remember(key: DataKey): DataKey {
      known.set(key.id, key);
      latest.set(key.sessionId, key.id);
      const [oldest] = known.values();
      if (known.size > REMEMBERED && oldest !== undefined) forget(oldest.sessionId);
      return key;
    },
  };
}

async function make(db: Database, vault: Vault, sessionId: string): Promise<DataKey> {
  const id = uuid();
  const row = dataKeyRow(sessionId);
  await vault.reach({ sealing: row });
  const { wrapped, inner } = vault.makeKey(row);
  await db.dataKey.create({ data: { id, sessionId, ...wrapped }, select: { id: true } });
  return { id, sessionId, sealing: inner };
}

/** By the key of its day; once that is destroyed, by the key of a hold, while there is one. */
async function unwrapped(db: Database, vault: Vault, stored: Stored): Promise<Sealing> {
  await vault.reach({ keyId: stored.keyId });
  try {
    return vault.openKey(stored, dataKeyRow(stored.sessionId));
  } catch (err) {
    if (!(err instanceof VaultClosed)) throw err;
    const held = await db.heldKey.findMany({ where: { dataKeyId: stored.id } });
    for (const one of held) {
      await vault.reach({ keyId: one.keyId });
      const sealing = tried(() => vault.openKey(one, heldKeyRow(one.holdId)));
      if (sealing !== undefined) return sealing;
    }
    throw err;
  }
}

function tried<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch (err) {
    return unlessClosed(err);
  }
}

function unlessClosed(err: unknown): undefined {
  if (!(err instanceof VaultClosed)) throw err;
}
