import type { z } from "zod";
import { DEAF_REASONS, type Deaf } from "../../../domain/presence.ts";
import type { SessionView } from "../../../http/contract.ts";
import type { reachAnswer } from "../../../http/contract-board.ts";
import type { peopleAnswer } from "../../../http/contract-people.ts";

type People = z.infer<typeof peopleAnswer>["people"];
type Reach = z.infer<typeof reachAnswer>["people"];
type On = NonNullable<People[number]["on"]>;

/** `deaf`: a ring is not expected to reach them. */
export type Stands = {
  readonly id: string;
  readonly name: string;
  readonly circle: On["circle"];
  readonly state: On["state"] | "deaf";
  readonly why: Deaf | null;
};

const ORDER: readonly Stands["state"][] = ["free", "busy", "deaf", "away"];

/** Who is in one of these calls: told as it happens, where the list of people is asked for now and then. */
export function inCalls(sessions: readonly SessionView[]): ReadonlySet<string> {
  return new Set(
    sessions.flatMap(({ company, help, listeners }) => [
      ...(company.responderId === null ? [] : [company.responderId]),
      ...(help.speaker?.state === "up" ? [help.speaker.staffId] : []),
      ...listeners.flatMap(({ staffId, isIn }) => (isIn ? [staffId] : [])),
    ]),
  );
}

/** Everybody on shift: the free first. Why somebody is away is theirs to know; why a ring does not reach them, everybody's. */
export function standingsOf(
  people: People,
  reach: Reach,
  busy: ReadonlySet<string>,
): readonly Stands[] {
  const known = new Map(reach.map((one) => [one.staffId, one]));
  const on = people.flatMap(({ id, name, on: shift }): readonly Stands[] => {
    if (shift === null) return [];
    const { circle } = shift;
    const state = stateNow(shift.state, busy.has(id));
    const standing = known.get(id);
    const why = DEAF_REASONS.find((reason) => reason === standing?.why) ?? null;
    const isDeaf = state === "free" && standing?.reachable === false;
    return [
      { id, name, circle, state: isDeaf ? "deaf" : state, why: state === "free" ? why : null },
    ];
  });
  return on.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

function stateNow(state: On["state"], isBusy: boolean): On["state"] {
  if (isBusy) return "busy";
  return state === "busy" ? "free" : state;
}
