import type { Event } from "../domain/session/events.ts";
import type { Hearing, PlanWords } from "../domain/session/script.ts";
import type { Session } from "../domain/session/session.ts";
import type { Leg, Line, Plan } from "./ports.ts";

type Asked = {
  readonly turn?: number;
  readonly events?: readonly Event[];
  readonly pressed?: Hearing["pressed"];
};

/** Everything a script needs. The plan is unsealed only for those who must hear it, and the reading is written down. */
export async function hearingOf(
  line: Line,
  session: Session,
  leg: Leg,
  { turn = 0, events = [], pressed = null }: Asked = {},
): Promise<Hearing> {
  const { id, role, party, via } = leg;
  return {
    session,
    leg: { id, role, party, via, language: leg.language ?? session.language },
    at: line.clock.now(),
    turn,
    events,
    pressed,
    plan: mustHearPlan(leg, pressed) ? await planWords(line, session, leg) : null,
    names: {
      line: line.voice.lineName,
      timeZone: line.voice.timeZone,
      callUs: line.voice.deskReturnNumber(session.rehearsal),
    },
  };
}

function mustHearPlan({ role }: Leg, pressed: Hearing["pressed"]): boolean {
  if (role === "desk" || role === "trusted") return true;
  return role === "responder" && pressed?.digits === "7";
}

async function planWords(line: Line, session: Session, leg: Leg): Promise<PlanWords | null> {
  const plan = await line.plans.read(session.id);
  if (plan === null) return null;
  const data = { role: leg.role, party: leg.party };
  const at = line.clock.now();
  await line.lineEvents.append({ kind: "planRead", subject: session.id, data, at, cause: leg.id });
  return wordsOf(plan, session);
}

function wordsOf(plan: Plan, session: Session): PlanWords {
  const { callerName, people, naloxone, address, municipality, wayIn } = plan;
  const place =
    address === null || plan.place === "none"
      ? null
      : {
          place: address,
          municipality,
          wayIn,
          othersMayNotKnow: plan.othersThere !== null,
          areaOnly: plan.place === "area",
          language: session.language,
        };
  return { callerName, place, people, naloxone };
}
