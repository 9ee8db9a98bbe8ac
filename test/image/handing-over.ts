import { randomUUID } from "node:crypto";

import { openDatabase } from "../../src/adapters/postgres/client.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createMetrics } from "../../src/adapters/metrics.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { createVault } from "../../src/adapters/vault.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Line } from "../../src/engine/ports.ts";
import { quietLog } from "../support/quiet-log.ts";
import { planGiven } from "../support/rehearsal.ts";
import type { CarrierStub } from "./carrier-stub.ts";
import { untilTrue, type Part } from "./part.ts";

type Handed = {
  readonly databaseUrl: string;
  readonly carrier: CarrierStub;
  /** Asks the only worker to stop. */
  readonly stop: Part["stop"];
  readonly startOther: () => Promise<Part>;
};

/** Two leases, a look, and the time a process takes to be there. */
const TAKEN_WITHIN_MS = 8_000;

/**
 * Somebody needs help, a worker is asking the carrier for the desk, and is stopped in the middle of it. Another, already there, has
 * to ask again within the first one's lease and a second.
 */
export async function handedOver({ databaseUrl, carrier, stop, startOther }: Handed) {
  const opened = openDatabase(databaseUrl, (err) => console.error(err));
  try {
    const owed = await helpIsWanted(opened.db);
    await untilTrue("The desk is asked for", () => carrier.asked.length > 0, TAKEN_WITHIN_MS);
    const other = await startOther();
    const before = carrier.asked.length;
    // From here on the first holds it: the carrier has not answered, and is asked again and again.
    await untilTrue("It is held", () => carrier.asked.length > before, TAKEN_WITHIN_MS);
    const stoppedAt = process.hrtime.bigint();
    const ending = stop();
    carrier.answersCallsFromNow();
    const isDone = async () => {
      const duty = await opened.db.duty.findUnique({ where: { id: owed } });
      return duty?.doneAt != null;
    };
    await untilTrue("The other does it", isDone, TAKEN_WITHIN_MS);
    const askedAgainAt = carrier.asked.at(-1) ?? stoppedAt;
    return {
      ...(await ending),
      other,
      askedAgainMs: Number((askedAgainAt - stoppedAt) / 1_000_000n),
    };
  } finally {
    await opened.close();
  }
}

type Database = ReturnType<typeof openDatabase>["db"];

/** A rehearsed emergency, as the line itself opens one. Returns the call to the desk that is owed. */
async function helpIsWanted(db: Database): Promise<string> {
  const now = Date.now();
  await seedRehearsalLine(db, createVault([{ id: "test", key: Buffer.alloc(32, 7) }]), now);
  const line = lineOn(db);
  const sessionId = randomUUID();
  const give = (id: string, body: InputBody) =>
    handle(line, sessionId, { ...body, id, at: Date.now() });
  const call = { legId: `leg-${sessionId}`, language: "en", numberKnown: true } as const;
  await give("1", { kind: "callArrived", ...call, protocol: standard, rehearsal: true });
  await give("2", { kind: "planRecorded", by: "dana", plan: planGiven(["rehearsal_on_1"]) });
  await give("3", { kind: "helpSent", by: "dana", reason: "stoppedAnswering" });
  const duty = await db.duty.findFirstOrThrow({ where: { sessionId, kind: "callDesk" } });
  return duty.id;
}

/** All that `handle` asks of a line. */
const lineOn = (db: Database): Line =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  ({
    store: createStore(db),
    alarms: { set: () => undefined },
    live: { changed: () => undefined },
    log: quietLog,
    metrics: createMetrics(),
    ids: { uuid: () => randomUUID() },
  }) as unknown as Line;
