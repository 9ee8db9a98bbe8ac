import type { PeerTurn } from "../../domain/after/peers.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Sealed, Vault } from "../vault.ts";
import type { Database } from "./client.ts";
import { openedOrNull } from "./seals.ts";
import { stored } from "./stored.ts";
import { instantOrNull } from "./times.ts";

/** Somebody asked a peer to call them. */
export type PeerAsk = {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly at: Instant;
  /** The peer has said that they saw it. */
  readonly answeredAt: Instant | null;
};

/** Peers for each other, past whoever supervises: the rota, whom one turns to, and asking one of them. */
export type Peers = {
  /** Whom somebody turns to, in their own words, seen by them alone; null: they wrote nobody, or it does not open. */
  contact(staffId: string): Promise<string | null>;
  setContact(staffId: string, contact: string | null): Promise<void>;
  /** Not over yet, in order. */
  turns(now: Instant): Promise<readonly PeerTurn[]>;
  addTurn(turn: PeerTurn): Promise<void>;
  dropTurn(id: string, staffId: string): Promise<boolean>;
  /** Asked by them, or of them; newest first. Nobody else's. */
  asks(staffId: string): Promise<readonly PeerAsk[]>;
  /** False: asked before under this id. */
  ask(ask: Omit<PeerAsk, "answeredAt">): Promise<boolean>;
  /** By the one who was asked. */
  answer(id: string, toId: string, at: Instant): Promise<boolean>;
};

/** Beside their own number, under the same kind of key: it lasts until they change it. */
const contactSeal = (staffId: string): string => `staff:${staffId}:peer`;
const askSeal = (id: string): string => `after:ask:${id}`;

export function createPeers(db: Database, vault: Vault): Peers {
  return { ...contacts(db, vault), ...rota(db), ...asking(db, vault) };
}

const contacts = (db: Database, vault: Vault): Pick<Peers, "contact" | "setContact"> => ({
  async contact(staffId) {
    const row = await db.peerContact.findUnique({ where: { staffId } });
    return row === null ? null : opened(vault, row, contactSeal(staffId));
  },

  async setContact(staffId, contact) {
    if (contact === null) {
      await db.peerContact.deleteMany({ where: { staffId } });
      return;
    }
    const row = contactSeal(staffId);
    await vault.reach({ sealing: row });
    const sealed = vault.seal(contact, row);
    await db.peerContact.upsert({
      where: { staffId },
      create: { staffId, ...sealed },
      update: sealed,
    });
  },
});

const rota = (db: Database): Pick<Peers, "turns" | "addTurn" | "dropTurn"> => ({
  async turns(now) {
    const rows = await db.peerTurn.findMany({
      where: { toAt: { gt: new Date(now) } },
      orderBy: [{ fromAt: "asc" }, { id: "asc" }],
    });
    return rows.map(({ id, staffId, fromAt, toAt }) => ({
      id,
      staffId,
      startsAt: fromAt.getTime(),
      endsAt: toAt.getTime(),
    }));
  },

  async addTurn({ id, staffId, startsAt, endsAt }) {
    const data = [{ id, staffId, fromAt: new Date(startsAt), toAt: new Date(endsAt) }];
    await db.peerTurn.createMany({ data, skipDuplicates: true });
  },

  async dropTurn(id, staffId) {
    return (await db.peerTurn.deleteMany({ where: { id, staffId } })).count > 0;
  },
});

/** Who asked is in the seal alone. A week of a line's asks is few: each is opened to find one's own. */
const asking = (db: Database, vault: Vault): Pick<Peers, "asks" | "ask" | "answer"> => ({
  async asks(staffId) {
    const rows = await db.peerAsk.findMany({ orderBy: [{ at: "desc" }, { id: "asc" }] });
    const asks = await Promise.all(
      rows.map(async ({ id, toId, at, answeredAt, ...sealed }): Promise<PeerAsk | null> => {
        const text = await opened(vault, sealed, askSeal(id));
        if (text === null) return null;
        const { fromId } = stored<Pick<PeerAsk, "fromId">>(JSON.parse(text));
        return { id, fromId, toId, at: at.getTime(), answeredAt: instantOrNull(answeredAt) };
      }),
    );
    return asks
      .filter((one) => one !== null)
      .filter(({ fromId, toId }) => [fromId, toId].includes(staffId));
  },

  async ask({ id, fromId, toId, at }) {
    const row = askSeal(id);
    await vault.reach({ sealing: row });
    const sealed = vault.seal(JSON.stringify({ fromId }), row);
    const data = [{ id, toId, at: new Date(at), ...sealed }];
    return (await db.peerAsk.createMany({ data, skipDuplicates: true })).count > 0;
  },

  async answer(id, toId, at) {
    const which = { id, toId };
    await db.peerAsk.updateMany({
      where: { ...which, answeredAt: null },
      data: { answeredAt: new Date(at) },
    });
    return (await db.peerAsk.count({ where: which })) > 0;
  },
});

async function opened(vault: Vault, sealed: Sealed, row: string): Promise<string | null> {
  await vault.reach({ keyId: sealed.keyId });
  return openedOrNull(() => vault.open(sealed, row));
}
