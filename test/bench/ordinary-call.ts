import type { InputBody } from "../../src/domain/session/inputs.ts";
import { emptyPlan } from "../../src/domain/session/plan.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import type { Composed } from "../../src/line.ts";

export const CHECK_INS = 3;
const MINUTE_MS = 60_000;

/**
 * A call as most are, from ring to goodbye, given to the line input by input: somebody is rung and comes, a place is recorded, the
 * watch begins, check-ins fall due and are answered, they say goodbye. What it came to owe is marked as done, as a worker would.
 */
export async function ordinaryCall({ line, database }: Composed): Promise<void> {
  const id = line.ids.uuid();
  const [caller, responder] = [`${id}-caller`, `${id}-responder`];
  const staffId = `bench_${id.slice(-12)}`;
  let at = line.clock.now() - 10 * MINUTE_MS;
  let count = 0;
  const give = async (body: InputBody, afterMs = 1_000) => {
    at += afterMs;
    count += 1;
    return (await handle(line, id, { ...body, id: `${id}:${count}`, at })).session;
  };
  const arrived = { kind: "callArrived", legId: caller, language: "en" } as const;
  await give({ ...arrived, protocol: standard, rehearsal: true, numberKnown: true });
  await leg(line, { id: caller, sessionId: id, role: "caller", at });
  const roster = [person(staffId, at)];
  await give({ kind: "due", alarm: { kind: "ringNext", step: 0, since: at }, roster });
  await leg(line, { id: responder, sessionId: id, role: "responder", at });
  const answered = { kind: "legAccepted", legId: responder, role: "responder" } as const;
  await give({ ...answered, staffId, via: "softphone" });
  const plan = { ...emptyPlan, place: "exact", desks: [] } as const;
  await line.plans.write(id, { ...blankPlan, place: "exact", address: ADDRESS }, at);
  await give({ kind: "planRecorded", by: staffId, plan });
  let session = await give({ kind: "watchStarted", by: staffId });
  for (let checkIn = 1; checkIn <= CHECK_INS; checkIn += 1) {
    at = session.watch?.deadline.dueAt ?? at;
    await give({ kind: "due", alarm: { kind: "checkInStep", checkIn }, roster: [] }, 0);
    session = await give({ kind: "confirmed", by: staffId, checkIn, mark: "well" });
  }
  session = await give({ kind: "saidGoodbye", by: staffId });
  if (session.closed === null) throw new Error("That call did not end");
  await line.plans.erase(id, at);
  await database.db.$executeRaw`
    UPDATE duties SET done_at = due_at WHERE session_id = ${id}::uuid AND done_at IS NULL`;
}

const ADDRESS = "12 Rehearsal Lane, unit 4, the side door";

const person = (staffId: string, idleSince: number) => ({
  staffId,
  circle: "line" as const,
  languages: ["en" as const],
  via: "softphone" as const,
  free: true,
  idleSince,
});

type Made = {
  readonly id: string;
  readonly sessionId: string;
  readonly role: "caller" | "responder";
  readonly at: number;
};

const leg = ({ legs }: Composed["line"], { id, sessionId, role, at }: Made) =>
  legs.add({
    id,
    sessionId,
    role,
    party: null,
    dutyId: null,
    attempt: 0,
    callSid: `CA${sessionId.replaceAll("-", "").slice(0, 31)}${role === "caller" ? "0" : "1"}`,
    rehearsal: true,
    language: "en",
    via: null,
    requestedAt: at,
    answeredAt: at,
    endedAt: at,
    endedHow: "completed",
    movedAt: null,
  });
