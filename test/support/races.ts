import { v7 as uuid } from "uuid";
import { beforeAll, beforeEach } from "vitest";

import type { Database } from "../../src/adapters/postgres/client.ts";
import { createDesks } from "../../src/adapters/postgres/desks.ts";
import { createGate } from "../../src/adapters/postgres/gate.ts";
import { createLegs } from "../../src/adapters/postgres/legs.ts";
import { createRoster, type StaffedRoster } from "../../src/adapters/postgres/roster.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { createWaitingList } from "../../src/adapters/postgres/waiting-list.ts";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { handle, type Handled } from "../../src/engine/handle.ts";
import type { Line } from "../../src/engine/ports.ts";
import type { StoredEvent } from "../../src/engine/ports-store.ts";
import { fakeLine } from "./fake-line.ts";
import { lineDatabase, noon, testVault } from "./line-database.ts";
import { movableClock, type MovableClock } from "./movable-clock.ts";
import { quietLog } from "./quiet-log.ts";
import { arrived } from "./steps.ts";

const PROCESSES = 2;
const CONNECTIONS = 10;

/** Several processes of one line: they share a real Postgres and the time, and nothing else. New at each test. */
export type Processes = {
  readonly db: Database;
  readonly clock: MovableClock;
  readonly roster: StaffedRoster;
  /** A rehearsal's desk: the database lets no other be called by these sessions. */
  readonly deskId: string;
  /** They take turns, as a balancer would deal. */
  readonly lineFor: (index: number) => Line;
  readonly give: (sessionId: string, body: InputBody, by?: number, id?: string) => Promise<Handled>;
  /** A call has come in, and somebody is looked for. */
  readonly ringing: () => Promise<string>;
  readonly eventsOf: (sessionId: string, kind: string) => Promise<readonly StoredEvent[]>;
};

/** For a test file: what it returns is there once a test runs. */
export function processes(): () => Processes {
  const open = lineDatabase();
  const vault = testVault();
  let databases: readonly Database[] = [];
  let made: Processes | null = null;

  beforeAll(async () => {
    databases = Array.from({ length: PROCESSES }, () => open(CONNECTIONS).db);
    const [db] = databases;
    if (db !== undefined) await seedRehearsalLine(db, vault, noon);
  });
  beforeEach(async () => {
    const [db] = databases;
    if (db === undefined) throw new Error("There is no database");
    await db.duty.deleteMany();
    await db.gate.update({ where: { id: 1 }, data: { nextFreeAt: new Date(noon - 60_000) } });
    const { id: deskId } = await db.desk.findFirstOrThrow({ where: { rehearsal: true } });
    const clock = movableClock(noon);
    const roster = createRoster(db, vault);
    const lines = databases.map((one): Line => ({
      ...fakeLine().line,
      clock,
      log: quietLog,
      ids: { uuid },
      store: createStore(one),
      legs: createLegs(one),
      gate: createGate(one, 1),
      waitingList: createWaitingList(one),
      roster: createRoster(one, vault),
      desks: createDesks(one, vault),
    }));
    made = { db, clock, roster, deskId, ...on(lines) };
  });
  return () => {
    if (made === null) throw new Error("No test is running");
    return made;
  };
}

function on(lines: readonly Line[]): Pick<Processes, "lineFor" | "give" | "ringing" | "eventsOf"> {
  let inputs = 0;
  const lineFor = (index: number): Line => {
    const line = lines[index % lines.length];
    if (line === undefined) throw new Error("There is no process");
    return line;
  };
  const give: Processes["give"] = (sessionId, body, by = 0, id = `race-${(inputs += 1)}`) =>
    handle(lineFor(by), sessionId, { ...body, id, at: lineFor(by).clock.now() });
  return {
    lineFor,
    give,
    async ringing() {
      const id = uuid();
      await give(id, arrived({ legId: `leg-${id}`, rehearsal: true }));
      return id;
    },
    eventsOf: async (sessionId, kind) =>
      (await lineFor(0).store.events(sessionId)).filter((event) => event.kind === kind),
  };
}

export const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
