import type { Recording } from "../domain/desks/desk.ts";
import type { SaidPlace } from "../domain/brief-spoken.ts";
import { placeInWords } from "../domain/place.ts";
import { provinces } from "../domain/provinces.ts";
import type { Event } from "../domain/session/events.ts";
import type { Hearing, PlanWords } from "../domain/session/script.ts";
import { isSealedFor } from "../domain/session/place-seal.ts";
import type { Session } from "../domain/session/session.ts";
import { planNow } from "./plans.ts";
import type { Leg, Line, Plan } from "./ports.ts";

type Asked = {
  readonly turn?: number;
  readonly events?: readonly Event[];
  readonly pressed?: Hearing["pressed"];
  readonly code?: string | null;
};

/** Everything a script needs. The plan is unsealed only for those who must hear it, and the reading is written down. */
export async function hearingOf(
  line: Line,
  session: Session,
  leg: Leg,
  { turn = 0, events = [], pressed = null, code = null }: Asked = {},
): Promise<Hearing> {
  const { id, role, party, via } = leg;
  return {
    session,
    leg: { id, role, party, via, language: leg.language ?? session.language },
    at: line.clock.now(),
    turn,
    events,
    pressed,
    code,
    recording: role === "desk" ? await recordingAt(line, party) : "unknown",
    ...(role === "supervisor" ? { whispersTo: await responderLine(line, session) } : {}),
    plan: mustHearPlan(line, session, leg, pressed) ? await planWords(line, session, leg) : null,
    names: namesOf(line, session),
  };
}

export const namesOf = ({ voice }: Line, { rehearsal }: Session): Hearing["names"] => ({
  line: voice.lineName,
  timeZone: voice.timeZone,
  callUs: voice.deskReturnNumber(rehearsal),
});

async function responderLine(line: Line, { company }: Session): Promise<string | null> {
  const leg = company.responder === null ? null : await line.legs.byId(company.responder.legId);
  return leg?.endedAt === null ? leg.callSid : null;
}

/** Whether they agreed to hear a recording: a desk we know nothing of is one we did not ask. */
async function recordingAt(line: Line, deskId: string | null): Promise<Recording> {
  const desk = deskId === null ? null : await line.desks.desk(deskId);
  return desk?.recording ?? "unknown";
}

/** Desks, the trusted person, and the responder with star 7, whatever they were rung for, unless the place is sealed for them. */
function mustHearPlan(
  { clock }: Line,
  session: Session,
  { id, role, party }: Leg,
  pressed: Hearing["pressed"],
): boolean {
  if (role === "desk" || role === "trusted") return true;
  const asks = session.company.responder?.legId === id && pressed?.digits === "7";
  return asks && !isSealedFor(session, party ?? "", clock.now());
}

async function planWords(line: Line, session: Session, leg: Leg): Promise<PlanWords | null> {
  const plan = planNow(session, await line.plans.read(session.id));
  if (plan === null) return null;
  const data = { role: leg.role, party: leg.party };
  const at = line.clock.now();
  await line.lineEvents.append({ kind: "planRead", subject: session.id, data, at, cause: leg.id });
  return wordsOf(plan, session);
}

/** Their own voice, as long as nobody has written where they are. */
function saidIn(plan: Plan, { spoken, language }: Session): SaidPlace | null {
  if (!plan.spoken || spoken.accepted === null || plan.address !== null) return null;
  return { ...spoken.accepted, province: plan.province, language };
}

export function wordsOf(plan: Plan, session: Session): PlanWords {
  const { callerName, people, naloxone, municipality, wayIn } = plan;
  const said = saidIn(plan, session);
  const words = placeInWords(plan, session.language) ?? (said === null ? null : "");
  const place =
    words === null || plan.place === "none"
      ? null
      : {
          place: words,
          municipality,
          wayIn,
          othersMayNotKnow: plan.othersThere !== null,
          areaOnly: plan.place === "area",
          language: session.language,
          ...(said === null ? {} : { said }),
        };
  const timeZone = plan.province === null ? null : provinces[plan.province].timeZone;
  return { callerName, place, people, naloxone, timeZone };
}
