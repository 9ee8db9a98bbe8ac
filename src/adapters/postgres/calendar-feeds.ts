import { createHash, randomBytes } from "node:crypto";
import type { Language } from "../../domain/language.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";

/** Whose calendar it is. */
export type FeedOwner = { readonly staffId: string; readonly language: Language };

/** One secret address for each person who wants one. Only a digest of it is kept: a copy of the table opens no calendar. */
export type CalendarFeeds = {
  /** A new secret; the one before opens nothing any more. */
  make(staffId: string, at: Instant): Promise<string>;
  revoke(staffId: string): Promise<void>;
  owner(token: string): Promise<FeedOwner | null>;
};

const SECRET_BYTES = 32;

export function createCalendarFeeds(db: Database): CalendarFeeds {
  return {
    async make(staffId, at) {
      const token = randomBytes(SECRET_BYTES).toString("base64url");
      const kept = { tokenHash: digest(token), madeAt: new Date(at) };
      await db.calendarFeed.upsert({
        where: { staffId },
        create: { staffId, ...kept },
        update: kept,
      });
      return token;
    },

    async revoke(staffId) {
      await db.calendarFeed.deleteMany({ where: { staffId } });
    },

    async owner(token) {
      const feed = await db.calendarFeed.findUnique({
        where: { tokenHash: digest(token) },
        select: { staffId: true, staff: { select: { languages: true } } },
      });
      if (feed === null) return null;
      const [language = "en"] = stored<Language[]>(feed.staff.languages);
      return { staffId: feed.staffId, language };
    },
  };
}

const digest = (token: string): string => createHash("sha256").update(token).digest("hex");
