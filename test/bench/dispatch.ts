import { setTimeout as pause } from "node:timers/promises";

import type { InputBody } from "../../src/domain/session/inputs.ts";
import { emptyPlan } from "../../src/domain/session/plan.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import type { Composed } from "../../src/line.ts";
import { performDuties } from "../../src/worker/duties.ts";
import { startBareCarrier, type BareCarrier } from "./bare-carrier.ts";
import { quantiles, type Found, type Measure } from "./measures.ts";
import type { Options } from "./options.ts";
import { backends, composeHere, inHands, onStage, say, type Backend, type Stage } from "./stage.ts";

/** Deadlines that pass, five a second. */
const DEADLINES = 100;
const EVERY_MS = 200;
const WATCHES = 1_000;
/** Their own check-ins fall due evenly over it. */
const WATCHES_OVER_MS = 50_000;
/** So that what is measured is the line, and not its turn at the gate. */
const PER_SECOND = 30;
const IDLE_MOST_MS = 250;
const LOADED_MOST_MS = 1_000;
const { firstCheckInMs, graceMs } = standard.numbers;
/** For opening one watch, so that all are open, and what that brought is done, when the first deadline passes. */
const OPENING_MS = 25;
const AT_ONCE = 10;

/**
 * From the moment a deadline passes to the call to the desk arriving at the carrier, by the real worker on the real database: on an
 * idle line, and with a thousand watches open whose own check-ins fall due meanwhile. The floor is a timer and the same request.
 */
export async function benchDispatch({ quick }: Options): Promise<Found> {
  const deadlines = quick ? 10 : DEADLINES;
  const watches = quick ? 100 : WATCHES;
  const measures = await onStage(async (stage) => {
    const found: Measure[] = [];
    for (const backend of backends) {
      const idle = { watches: 0, deadlines, mostMs: IDLE_MOST_MS };
      const loaded = { watches, deadlines, mostMs: LOADED_MOST_MS };
      found.push(...(await measured(`${backend}, idle line`, { stage, backend }, idle)));
      const name = `${backend}, ${watches} open watches`;
      found.push(...(await measured(name, { stage, backend }, loaded)));
    }
    return found;
  });
  return {
    measures,
    beside: "a timer and the same request",
    about: { deadlines, "calls a second allowed": PER_SECOND },
  };
}

type Place = { readonly stage: Stage; readonly backend: Backend };
type Load = { readonly watches: number; readonly deadlines: number; readonly mostMs: number };

async function measured(
  name: string,
  { stage, backend }: Place,
  load: Load,
): Promise<readonly Measure[]> {
  const { watches, deadlines, mostMs } = load;
  say(`${name}: opening ${watches + deadlines} sessions`);
  const carrier = await startBareCarrier(Date.now);
  const wanted = { backend, carrierUrl: carrier.url, port: NOWHERE, perSecond: PER_SECOND };
  const composed = await composeHere(stage, wanted);
  const worker = performDuties(composed.line, composed.queue, "bench", composed);
  try {
    await queueIsUp(composed);
    const beginsAt = composed.line.clock.now() + 5_000 + (watches + deadlines) * OPENING_MS;
    const places = Array.from({ length: watches }, (_, index) => (index + 0.5) / watches);
    await inHands(places, AT_ONCE, (part) => watched(composed, beginsAt + part * WATCHES_OVER_MS));
    const late = await passing({ composed, carrier }, beginsAt, deadlines);
    say(`${name}: worst ${Math.round(Math.max(...late))} ms`);
    const [ours, bare] = [quantiles(late), quantiles(await floorOf(composed, carrier, deadlines))];
    return [
      { what: `${name}: deadline to call, p50 ms`, value: ours.p50, floor: bare.p50 },
      {
        what: `${name}: deadline to call, p99 ms`,
        value: ours.p99,
        floor: bare.p99,
        must: { atMost: mostMs },
      },
    ];
  } finally {
    await worker.close();
    await closeAll(composed);
    await composed.close();
    carrier.close();
  }
}

/** Nobody listens there: it has no web server. */
const NOWHERE = 3_999;

/** The very first start makes BullMQ's tables; what is owed before is found by the sweep, which is not what is measured here. */
async function queueIsUp({ heartbeats, line: { clock } }: Composed): Promise<void> {
  const since = clock.now();
  while (((await heartbeats.read()).get("queue") ?? 0) <= since) await pause(100);
}

type Given = (body: InputBody, at: number) => Promise<unknown>;

/** A caller alone with the line, whose first check-in falls due then. */
async function watched({ line }: Composed, dueAt: number): Promise<{ id: string; give: Given }> {
  const id = line.ids.uuid();
  let count = 0;
  const give: Given = (body, at) => {
    count += 1;
    return handle(line, id, { ...body, id: `${id}:${count}`, at: Math.round(at) });
  };
  const began = dueAt - firstCheckInMs;
  const legId = `${id}-caller`;
  await give(
    {
      kind: "callArrived",
      legId,
      language: "en",
      protocol: standard,
      rehearsal: true,
      numberKnown: false,
    },
    began - 1_000,
  );
  const pressed = { kind: "keyPressed", legId, role: "caller", party: null } as const;
  await give({ ...pressed, ask: "menu", digits: "7" }, began);
  return { id, give };
}

/** How late each desk was called, in ms. */
async function passing(
  {
    composed,
    carrier: { askedAt },
  }: { readonly composed: Composed; readonly carrier: BareCarrier },
  beginsAt: number,
  deadlines: number,
): Promise<readonly number[]> {
  const { line: ours, directory } = composed;
  const waits: { readonly number: string; readonly helpAt: number }[] = [];
  for (let index = 0; index < deadlines; index += 1) {
    const helpAt = Math.round(beginsAt + index * EVERY_MS);
    const deskId = `bench_${ours.ids.uuid().slice(-12)}`;
    const number = `+15555${String(100_000 + ((helpAt + index) % 900_000))}`;
    await directory.save([aDesk(deskId, number)]);
    const { id, give } = await watched(composed, helpAt - graceMs);
    const at = ours.clock.now();
    await ours.plans.write(id, { ...blankPlan, place: "exact", address: "1 Fictional Street" }, at);
    const plan = { ...emptyPlan, place: "exact", desks: [deskId] } as const;
    await give({ kind: "planRecorded", by: "bench", plan }, at);
    waits.push({ number, helpAt });
  }
  const offset = Date.now() - ours.clock.now();
  say(`  ${deadlines} deadlines pass`);
  await pause(Math.max(0, beginsAt + deadlines * EVERY_MS - ours.clock.now()) + 3_000);
  return waits.map(({ number, helpAt }) => (askedAt.get(number) ?? Infinity) - offset - helpAt);
}

/** The same request from a bare timer, with nothing to decide and nothing to write. */
async function floorOf(
  { line: ours }: Composed,
  { url }: BareCarrier,
  deadlines: number,
): Promise<readonly number[]> {
  const late: number[] = [];
  for (let index = 0; index < deadlines; index += 1) {
    const at = ours.clock.now() + 20;
    await pause(20);
    await fetch(`${url}/Calls.json`, {
      method: "POST",
      body: new URLSearchParams({ To: `f${index}` }),
    });
    late.push(Math.max(0, ours.clock.now() - at));
  }
  return late;
}

const aDesk = (id: string, number: string) =>
  ({
    id,
    name: id,
    kind: "tenDigit",
    territory: { province: "ON", regions: [], municipalities: [], postalPrefixes: [] },
    order: 1,
    number,
    languages: ["en"],
    whoComes: "ambulance",
    hours: null,
    timeZone: "America/Toronto",
    recording: "unknown",
    recordingAgreedBy: null,
    recordingAgreedAt: null,
    verifiedAt: null,
    rehearsal: true,
  }) as const;

/** What is still owed belongs to this run alone. */
async function closeAll({ database }: Composed): Promise<void> {
  await database.db.$executeRaw`
    UPDATE duties SET done_at = due_at
    WHERE done_at IS NULL AND overtaken_by IS NULL AND waived_by IS NULL`;
}
