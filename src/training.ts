import type { Database } from "./adapters/postgres/client.ts";
import { createTrainingPort } from "./adapters/postgres/training-port.ts";
import { createPractice } from "./adapters/postgres/training-practice.ts";
import type { Account } from "./adapters/twilio/client.ts";
import { twilioPractice } from "./adapters/twilio/training-practice.ts";
import type { Settings } from "./config.ts";
import type { TrainingPort } from "./engine/ports-training.ts";

/** What people know, and calls to practise with on the first rehearsal number. */
export function trainingOf(db: Database, { config }: Settings, account: Account): TrainingPort {
  const number = config.numbers.find(({ role }) => role === "rehearsal")?.number ?? null;
  return {
    ...createTrainingPort(db, config.names.timeZone),
    practice: { ...createPractice(db, number), ...twilioPractice(account, config.http.publicUrl) },
  };
}
