import type { Leg, Line } from "./ports.ts";

/**
 * The leg a call says it is, or null: another call bears that leg's name already. One that reconciliation had given up on, because
 * nobody had named it for so long, is over for us: a person of ours it still rings or holds is let go, for somebody else was rung
 * instead. A desk, a caller or a trusted person is never hung up on: they are there after all.
 */
export async function named(line: Line, leg: Leg, callSid: string): Promise<Leg | null> {
  if (!(await bears(line, leg, callSid))) return null;
  const bound = { ...leg, callSid };
  if (leg.callSid !== null || leg.endedAt === null) return bound;
  line.log.warn({ legId: leg.id, callSid, role: leg.role }, "A call nobody waited for any more");
  if (isOurs(leg)) {
    await line.phone.hangUp(bound);
    return null;
  }
  await line.legs.update(leg.id, { endedAt: null, endedHow: null });
  return { ...bound, endedAt: null, endedHow: null };
}

/** A leg is given its name once; each of its many turns afterwards only reads it. */
async function bears(line: Line, leg: Leg, callSid: string): Promise<boolean> {
  return leg.callSid === null ? line.legs.bind(leg.id, callSid) : leg.callSid === callSid;
}

const isOurs = ({ role }: Leg): boolean =>
  role === "responder" || role === "speaker" || role === "supervisor";
