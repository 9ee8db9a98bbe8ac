import type { Instant } from "../../src/domain/session/people.ts";
import { helpIsOut, type Session } from "../../src/domain/session/session.ts";
import { dice, type Dice } from "../support/dice.ts";
import { openSessions } from "../support/memory-store.ts";
import type { Call } from "../support/calls.ts";
import { triesKeys, watchesBoard } from "./board.ts";
import type { Caller } from "./callers.ts";
import { doIn, recordPlan, type Does, type Doing, type Stage } from "./console.ts";
import type { StaffPart } from "./cast.ts";

type With = {
  readonly since: Instant;
  watchStarted: boolean;
  planRecorded: boolean;
  /** The check-in this person has dealt with, and when they will. */
  checkIn: number;
  confirmsAt: Instant;
  lostLine: boolean;
  coverAsked: boolean;
};

/** What a person of ours does in the console, looked at every second of every session they are in. */
export function staffPerson(stage: Stage, part: StaffPart): () => void {
  const sessions = new Map<string, With>();
  const luck = dice(stage.world.seed, `console of ${part.id}`);
  return () => {
    if (part.circle !== "line" && part.thorough) watchesBoard(stage, part.id, luck);
    for (const { session } of openSessions(stage.world.rows)) {
      const { responder } = session.company;
      if (responder?.staffId !== part.id) continue;
      const key = `${session.id} ${responder.legId}`;
      const known = sessions.get(key) ?? begun(stage.world.time.now());
      sessions.set(key, known);
      inSession({ ...stage, luck }, part, session, known);
    }
  };
}

const begun = (since: Instant): With => ({
  since,
  watchStarted: false,
  planRecorded: false,
  checkIn: 0,
  confirmsAt: 0,
  lostLine: false,
  coverAsked: false,
});

type Own = Stage & { readonly luck: Dice };

const isWell = (caller: Caller | null, at: Instant): boolean => caller?.isWell(at) === true;

type Recording = { readonly caller: Caller | null; readonly by: string; readonly state: With };

function recordsOnce(stage: Stage, session: Session, { caller, by, state }: Recording): void {
  if (state.planRecorded || caller === null) return;
  state.planRecorded = true;
  recordPlan(stage, session, { caller, by });
}

/** What they wish for themselves comes before how this responder usually is. */
const talksFor = (caller: Caller | null, part: StaffPart): number =>
  caller?.part.wishes?.talksMs ?? part.goodbyeAfterMs;

function inSession(stage: Own, part: StaffPart, session: Session, state: With): void {
  const { world, network } = stage;
  const own = network.calls.find((call) => call.legId === session.company.responder?.legId);
  if (own?.state !== "up" || state.lostLine) return;
  const sinceMs = world.time.now() - state.since;
  if (sinceMs > part.loseLineMs) {
    state.lostLine = true;
    return network.hangUp(own);
  }
  const caller = callerIn(stage, session);
  if (sinceMs > 4_000) recordsOnce(stage, session, { caller, by: part.id, state });
  const does = (input: Doing) => doIn(stage, session, { ...input, by: part.id });
  if (caller?.part.wishes?.uses === false) state.watchStarted = true;
  if (beginsOrAsks(part, session, { state, sinceMs, does })) return;
  triesKeys(stage.luck, part, session, does);
  const heard = isWell(caller, world.time.now()) && isHeard(stage, session, own);
  const canLeave = heard && sinceMs > talksFor(caller, part);
  listens(stage, part, session, { state, heard, own, does, canLeave });
}

/** By what has become of the caller. */
function listens(
  stage: Own,
  part: StaffPart,
  session: Session,
  checking: Checking & { canLeave: boolean },
): void {
  const { heard, does, canLeave } = checking;
  if (session.caller.on === "lost") return whenLost(session, heard, does);
  if (session.redial?.state === "unsure") return does({ kind: "redialJudged", same: heard });
  if (helpIsOut(session)) return;
  if (canLeave) return does({ kind: "saidGoodbye" });
  if (session.watch !== null) checks(stage, part, session, checking);
}

type Beginning = { readonly state: With; readonly sinceMs: number; readonly does: Does };

/** Once each: the watch, and somebody to take over. */
function beginsOrAsks(
  part: StaffPart,
  session: Session,
  { state, sinceMs, does }: Beginning,
): boolean {
  if (!state.watchStarted && sinceMs > part.startsWatchAfterMs) {
    state.watchStarted = true;
    if (session.watch === null) does({ kind: "watchStarted" });
    return true;
  }
  if (!part.asksCover || state.coverAsked || sinceMs <= 30_000) return false;
  state.coverAsked = true;
  does({ kind: "coverAsked" });
  return true;
}

/** Somebody of theirs is in the same conference, or came back on a call of ours. */
function isHeard({ network, callers }: Stage, session: Session, own: Call): boolean {
  if (own.conference !== session.id) return false;
  const there = network.inConference(session.id);
  return callers.some((caller) => caller.calls.some((call) => there.includes(call)));
}

const callerIn = ({ callers }: Stage, session: Session): Caller | null =>
  callers.find((caller) => caller.calls.some((call) => call.legId === session.id)) ??
  callers.find((caller) => caller.calls.some((call) => call.legId === session.caller.legId)) ??
  null;

function whenLost({ caller }: Session, heard: boolean, does: Does): void {
  if (caller.pickedUp !== null && heard) does({ kind: "callerHeard" });
}

type Checking = {
  readonly state: With;
  readonly heard: boolean;
  readonly own: Call;
  readonly does: Does;
};

/** Whether the caller is all right, said promptly, late or not at all: never of somebody they cannot hear. */
function checks(stage: Own, part: StaffPart, session: Session, checking: Checking): void {
  const { luck, world } = stage;
  const { state, heard, does } = checking;
  const { watch } = session;
  if (watch === null || part.confirms === "never") return;
  if (watch.checkIn !== state.checkIn) {
    const [earliest, latest] = part.confirms === "promptly" ? [-15_000, 9_000] : [15_000, 50_000];
    state.checkIn = watch.checkIn;
    state.confirmsAt = watch.deadline.dueAt + luck.between(earliest, latest);
  }
  if (world.time.now() < state.confirmsAt) return;
  if (heard) return confirms(stage, watch.checkIn, checking);
  const worried = part.usesQuietKey && watch.deadline.kind !== "quiet" && luck.chance(0.2);
  if (worried) does({ kind: "goneQuietMarked" });
}

function confirms({ luck, network }: Own, checkIn: number, { state, own, does }: Checking): void {
  state.confirmsAt = Infinity;
  if (own.starMenu && luck.chance(0.7)) return network.star(own);
  if (luck.chance(0.05)) return does({ kind: "awayMarked", soonAfterDose: true });
  if (luck.chance(0.05)) does({ kind: "doseMarked", substance: "opioid", route: "smoked" });
  does({ kind: "confirmed", checkIn, mark: luck.chance(0.1) ? "drowsy" : "well" });
}
