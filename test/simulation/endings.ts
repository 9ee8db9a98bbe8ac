import type { Session } from "../../src/domain/session/session.ts";
import type { StoredEvent } from "../../src/engine/ports-store.ts";
import { say, type Court } from "./court.ts";

/** Promises 3 and 9: a responder who says so by name, or the caller's own keys, pressed on the caller's own line. */
export function goodbyeWasSaid(
  court: Court,
  session: Session,
  event: StoredEvent & { kind: "watchEnded" },
): void {
  if (event.because !== "goodbye") return;
  const { world } = court;
  const events = world.rows.sessions.get(session.id)?.events ?? [];
  const said = events.find((one) => one.kind === "goodbyeSaid" && one.cause === event.cause);
  if (said?.kind !== "goodbyeSaid")
    return say(court, "promise 9", session.id, "the watch ended without a goodbye");
  if (said.by !== "caller") {
    if (!world.rows.staff.has(said.by))
      say(court, "promise 9", session.id, `${said.by} said goodbye`);
    return;
  }
  const { legId, heard } = court.carried.get(event.cause) ?? { legId: "", heard: "" };
  const before = [...court.carried.values()].filter((one) => one.legId === legId);
  const twice = before.filter((one) => one.heard === "0").length > 1;
  if (heard !== "2" && !(heard === "0" && twice))
    say(court, "promise 9", session.id, `"${heard}" was taken for a goodbye`);
}

/** Promise 2: only what somebody pressed or said is an answer of the caller's; a fetch is not, and silence is not. */
export function heardByTheCarrier(court: Court, { id }: Session, event: StoredEvent): void {
  const spoken = event.kind === "checkInKept" && event.by === "caller";
  const byKey = event.kind === "checkInKept" && court.carried.has(event.cause);
  if (byKey || SPEAKS_FOR_THEM.has(event.kind)) answers(court, id, event);
  if (!spoken) return;
  if (court.carried.get(event.cause)?.heard === undefined && !restored(court, id, event))
    say(court, "promise 2", id, `an answer that nobody gave (${event.cause})`);
}

/** What a person of ours does only because the caller said so, and what the caller did that is no check-in. */
const SPEAKS_FOR_THEM: ReadonlySet<StoredEvent["kind"]> = new Set<StoredEvent["kind"]>([
  "watchBegan",
  "lineRestored",
  "steppedAway",
  "drowsyMarked",
  "doseTaken",
  "reachExtended",
  "helpStoodDown",
]);

const answers = ({ lastAnswer }: Court, id: string, { at }: StoredEvent): void =>
  void lastAnswer.set(id, Math.max(at, lastAnswer.get(id) ?? 0));

const restored = ({ world }: Court, id: string, { cause }: StoredEvent): boolean =>
  world.rows.sessions
    .get(id)
    ?.events.some((one) => one.kind === "lineRestored" && one.cause === cause) === true;
