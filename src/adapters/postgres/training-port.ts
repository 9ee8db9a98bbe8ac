import type { TrainingPort } from "../../engine/ports-training.ts";
import type { Database } from "./client.ts";
import { endingOf } from "./training-held.ts";
import { lookAtTraining } from "./training-look.ts";

/** What the line's own duties ask of training, on Postgres. */
export const createTrainingPort = (
  db: Database,
  timeZone: string,
): Omit<TrainingPort, "practice"> => ({
  look: (owed, now) => lookAtTraining(db, timeZone, owed, now),
  ending: (told) => endingOf(db, told),
  async stillDue({ staffId, since }) {
    const last = await db.rehearsalMark.count({ where: { staffId, at: { gt: new Date(since) } } });
    return last === 0;
  },
});
