import type { Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";
import { iso } from "./times.ts";

/**
 * Which text messages were taken in. The carrier tells of one again when our answer was late; and a "1" that was answered to on one
 * night, sent again by whoever, must not say on another that somebody is well.
 */
export type Texts = {
  known(messageSid: string): Promise<boolean>;
  /** Written once, and after whatever the message led to: what fails before that is taken in when it comes again. */
  taken(messageSid: string, at: Instant): Promise<void>;
};

const KIND = "textReceived";

export function createTexts(db: Database): Texts {
  return {
    async known(subject) {
      return (await db.lineEvent.findFirst({ where: { kind: KIND, subject } })) !== null;
    },

    async taken(subject, at) {
      await db.$executeRaw`
        INSERT INTO line_events (kind, subject, data, at, cause)
        SELECT ${KIND}, ${subject}, '{}'::jsonb, ${iso(at)}::timestamptz, ${subject}
        WHERE NOT EXISTS (SELECT FROM line_events WHERE kind = ${KIND} AND subject = ${subject})`;
    },
  };
}
