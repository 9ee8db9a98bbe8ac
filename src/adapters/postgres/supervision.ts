import type { Database } from "./client.ts";

/** Two people of ours met for supervision on that day, such as 2026-11-27. What was said is nowhere. */
export type Meeting = {
  readonly id: string;
  readonly staffId: string;
  readonly withId: string;
  readonly day: string;
};

export type Supervision = {
  /** Newest first. `of`: one person's, on either side. */
  meetings(of: string | null): Promise<readonly Meeting[]>;
  /** Recorded again, it is there once. */
  record(meeting: Meeting, by: string): Promise<void>;
  remove(id: string): Promise<boolean>;
};

const MOST = 200;

export function createSupervision(db: Database): Supervision {
  return {
    async meetings(of) {
      const rows = await db.supervisionMeeting.findMany({
        where: of === null ? {} : { OR: [{ staffId: of }, { withId: of }] },
        orderBy: [{ day: "desc" }, { staffId: "asc" }, { id: "asc" }],
        take: MOST,
      });
      return rows.map(({ id, staffId, withId, day }) => ({
        id,
        staffId,
        withId,
        day: day.toISOString().slice(0, "2026-11-27".length),
      }));
    },

    async record({ id, staffId, withId, day }, recordedBy) {
      const data = [
        { id, staffId, withId, day: new Date(Date.parse(`${day}T00:00:00Z`)), recordedBy },
      ];
      await db.supervisionMeeting.createMany({ data, skipDuplicates: true });
    },

    async remove(id) {
      return (await db.supervisionMeeting.deleteMany({ where: { id } })).count > 0;
    },
  };
}
