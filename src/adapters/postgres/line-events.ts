import type { Instant } from "../../domain/session/people.ts";
import type { LineEvents } from "../../engine/ports.ts";
import type { LineEvent as Row } from "../../generated/prisma/client.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";

export type StoredLineEvent = {
  readonly id: string;
  readonly kind: string;
  /** The staff member, desk, session or part of the line it happened to. */
  readonly subject: string | null;
  readonly data: Readonly<Record<string, string | null>>;
  readonly at: Instant;
  readonly cause: string | null;
};

export type LineEventLog = LineEvents & {
  /** Newest first; `before` is the id of the last one read. */
  read(limit: number, before?: string): Promise<readonly StoredLineEvent[]>;
};

/** What happened to the line, in no session; append-only, the database refuses anything else. */
export function createLineEvents(db: Database): LineEventLog {
  return {
    async append(event) {
      await db.lineEvent.create({
        data: { ...event, at: new Date(event.at) },
        select: { id: true },
      });
    },

    async read(limit, before) {
      const rows = await db.lineEvent.findMany({
        ...(before === undefined ? {} : { where: { id: { lt: BigInt(before) } } }),
        orderBy: { id: "desc" },
        take: limit,
      });
      return rows.map(eventOf);
    },
  };
}

const eventOf = (row: Row): StoredLineEvent => ({
  ...row,
  id: row.id.toString(),
  data: stored<StoredLineEvent["data"]>(row.data),
  at: row.at.getTime(),
});
