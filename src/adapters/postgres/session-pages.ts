import { createHash, randomBytes } from "node:crypto";
import { PAGES_KEPT_MS } from "../../domain/retention.ts";
import type { PageFor, PageLinks } from "../../engine/ports-pages.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";

/** A page as it stands: whose, and whether a browser has opened it. */
export type SessionPage = PageFor & { readonly opened: boolean };

/** Pages behind secret addresses. Only digests are kept: a copy of the table opens none. */
export type SessionPages = PageLinks & {
  /** Null for an address nobody was given. */
  find(token: string): Promise<SessionPage | null>;
  /** Binds the page to this browser, the first; returns the browser's own secret. Null: another was first. */
  open(token: string): Promise<string | null>;
  isBrowser(token: string, secret: string): Promise<boolean>;
};

const SECRET_BYTES = 32;

export function createSessionPages(db: Database, publicUrl: string): SessionPages {
  return {
    make: (whose, at) => make(db, publicUrl, whose, at),

    async find(token) {
      const page = await db.sessionPage.findUnique({ where: { tokenHash: digest(token) } });
      if (page === null) return null;
      const { staffId, sessionId, legId, browserHash } = page;
      return { staffId, sessionId, legId, opened: browserHash !== null };
    },

    async open(token) {
      const secret = random();
      const { count } = await db.sessionPage.updateMany({
        where: { tokenHash: digest(token), browserHash: null },
        data: { browserHash: digest(secret) },
      });
      return count === 1 ? secret : null;
    },

    async isBrowser(token, secret) {
      const where = { tokenHash: digest(token), browserHash: digest(secret) };
      return (await db.sessionPage.count({ where })) === 1;
    },
  };
}

/** A text that went twice leaves one address that opens: the last, or the one that is open already beside it. */
async function make(
  db: Database,
  publicUrl: string,
  { staffId, sessionId, legId }: PageFor,
  at: Instant,
): Promise<string | null> {
  const staff = await db.staff.findUnique({ where: { id: staffId }, select: { wantsPage: true } });
  if (staff?.wantsPage !== true) return null;
  const token = random();
  const page = { tokenHash: digest(token), staffId, sessionId, legId, madeAt: new Date(at) };
  await db.$transaction([
    db.sessionPage.deleteMany({
      where: {
        OR: [{ legId, browserHash: null }, { madeAt: { lt: new Date(at - PAGES_KEPT_MS) } }],
      },
    }),
    db.sessionPage.create({ data: page }),
  ]);
  return `${publicUrl.replace(/\/+$/, "")}/call/${token}`;
}

const random = (): string => randomBytes(SECRET_BYTES).toString("base64url");
const digest = (secret: string): string => createHash("sha256").update(secret).digest("hex");
