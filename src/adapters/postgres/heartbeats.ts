import type { Instant } from "../../domain/session/people.ts";
import type { Database } from "./client.ts";

/** The last sign of life of each part of the line, by name. */
export type Heartbeats = {
  beat(name: string, at: Instant): Promise<void>;
  read(): Promise<ReadonlyMap<string, Instant>>;
};

export function createHeartbeats(db: Database): Heartbeats {
  return {
    async beat(name, at) {
      const seen = { at: new Date(at) };
      await db.heartbeat.upsert({
        where: { name },
        create: { name, data: {}, ...seen },
        update: seen,
      });
    },
    async read() {
      const rows = await db.heartbeat.findMany({ select: { name: true, at: true } });
      return new Map(rows.map(({ name, at }) => [name, at.getTime()]));
    },
  };
}
