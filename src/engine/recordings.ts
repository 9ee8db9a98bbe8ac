import type { Act } from "../domain/session/duties.ts";
import { nowhere } from "../domain/place.ts";
import type { Session } from "../domain/session/session.ts";
import type { Acted } from "./acts.ts";
import { handle } from "./handle.ts";
import { blankPlan } from "./plans.ts";
import type { Leg, Line } from "./ports.ts";
import type { OwedBySession } from "./ports-store.ts";

/** How often the carrier is asked for a recording it does not know, 1 s apart: then it is lost, and asked for again. */
const LOOKED_FOR = 10;
const LOOK_AGAIN_MS = 1_000;

type Keeping = Act & { kind: "keepRecording" };

/** What they said of where they are: fetched, sealed, the desk for it found, and deleted at the carrier. Done again, it does no harm. */
export async function keepRecording(
  line: Line,
  session: Session,
  owed: OwedBySession,
  act: Keeping,
): Promise<Acted> {
  const { recordings } = line;
  const { take, recordingSid, lastsMs } = act;
  if (!isWaitedFor(session, take)) {
    await recordings.drop(recordingSid);
    return "done";
  }
  if (!(await recordings.has(session.id, take))) {
    const audio = await recordings.fetch(recordingSid);
    if (audio === null) return notThere(line, session, owed, act);
    await recordings.write(session.id, take, audio, line.clock.now());
  }
  const desks = await desksThere(line, session);
  const at = line.clock.now();
  const kept = { kind: "recordingKept", take, lastsMs, desks } as const;
  await handle(line, session.id, { ...kept, id: `${recordingSid}:kept`, at });
  await recordings.drop(recordingSid);
  return "done";
}

/** What they skipped after all is not sealed, nor looked for. */
const isWaitedFor = ({ closed, spoken }: Session, take: number): boolean =>
  closed === null && spoken.step === "keeping" && spoken.take === take;

async function notThere(
  line: Line,
  session: Session,
  { attempts }: OwedBySession,
  { take, recordingSid }: Keeping,
): Promise<Acted> {
  const at = line.clock.now();
  if (attempts < LOOKED_FOR)
    return { waits: "The recording is not there yet", until: at + LOOK_AGAIN_MS };
  line.log.error({ sessionId: session.id, take }, "The carrier has no recording of the place");
  const lost = { kind: "recordingLost", take } as const;
  await handle(line, session.id, { ...lost, id: `${recordingSid}:lost`, at });
  return "done";
}

/** Who would come, as far as the province tells. */
function desksThere(line: Line, { spoken, rehearsal }: Session): Promise<readonly string[]> {
  const where = { ...blankPlan, ...nowhere, province: spoken.province };
  return line.desks.forPlace(where, rehearsal, line.clock.now());
}

/** What a leg may hear of it, and only while it is up. Reading it is written down. */
export async function recordingFor(
  line: Line,
  legId: string,
  take: number,
): Promise<Uint8Array | null> {
  const leg = await line.legs.byId(legId);
  if (leg?.sessionId == null || leg.endedAt !== null) return null;
  const { sessionId } = leg;
  const audio = await line.recordings.read(sessionId, take).catch((err: unknown) => {
    line.log.error({ err, sessionId, legId, take }, "The place they said could not be opened");
    return null;
  });
  const at = line.clock.now();
  if (audio !== null) await wasHeard(line, leg, sessionId);
  else
    await handle(line, sessionId, {
      kind: "recordingLost",
      id: `${legId}:unplayed:${take}`,
      at,
      take,
    });
  return audio;
}

function wasHeard(line: Line, leg: Leg, subject: string): Promise<void> {
  const data = { role: leg.role, party: leg.party };
  const at = line.clock.now();
  return line.lineEvents.append({ kind: "placeHeard", subject, data, at, cause: leg.id });
}
