import type { FastifyRequest } from "fastify";
import { may, subjectOf, type Staff } from "../domain/permissions.ts";
import type { ConsoleInput } from "../domain/session/inputs.ts";
import type { Session } from "../domain/session/session.ts";
import { handle } from "../engine/handle.ts";
import type { StoredEvent } from "../engine/ports-store.ts";
import { sessionOf, staffOf, wishId, type Console } from "./console.ts";
import { Problem } from "./problems.ts";

type WithoutBy<T> = T extends unknown ? Omit<T, "by"> : never;

/** What a person wishes; who they are, their sign-in says. */
export type Wish = WithoutBy<ConsoleInput>;

type Wished = {
  readonly sessionId: string;
  readonly wish: Wish;
};

/**
 * Does what a person wishes, once for each Idempotency-Key, and returns where the session then stands. Throws a `Problem`
 * naming why not: not theirs to do, refused by the rules, or a key that was used for another wish.
 */
export async function grant(
  parts: Console,
  request: Pick<FastifyRequest, "getDecorator" | "headers">,
  { sessionId, wish }: Wished,
): Promise<Session> {
  const by = { staff: staffOf(request), inputId: wishId(request) };
  return grantTo(parts, by, { sessionId, wish });
}

/** Whoever it is, and however they came: the same checks. */
export async function grantTo(
  parts: Console,
  { staff, inputId }: { readonly staff: Staff; readonly inputId: string },
  { sessionId, wish }: Wished,
): Promise<Session> {
  const { line } = parts;
  const session = await sessionOf(parts, sessionId);
  if (!may(staff, wish.kind, subjectOf(session))) {
    // Their own goodbye took the session from them: heard twice, it is no offence.
    if (await wasDone(parts, { sessionId, wish, inputId })) return session;
    throw new Problem("notAllowed");
  }
  const at = line.clock.now();
  const handled = await handle(line, sessionId, { ...wish, by: staff.id, id: inputId, at });
  if (handled.events.length > 0) return handled.session;
  if (await wasDone(parts, { sessionId, wish, inputId })) return handled.session;
  if (handled.refused !== undefined) throw new Problem(handled.refused);
  // When this key came first it meant nothing: nobody is told that it is done now.
  if (handled.repeated === true) throw new Problem("keyReused");
  return handled.session;
}

/** Whether this very wish was done before. Throws where its key was used for another. */
export async function wasDone(
  { line }: Console,
  { sessionId, wish, inputId }: Wished & { readonly inputId: string },
): Promise<boolean> {
  const events = await line.store.events(sessionId);
  const caused = events.filter(({ cause }) => cause === inputId);
  if (caused.length === 0) return false;
  if (!caused.some((event) => isTraceOf(event, wish))) throw new Problem("keyReused");
  return true;
}

/** A key used again for another check-in must never pass for its confirmation. */
function isTraceOf(event: StoredEvent, wish: Wish): boolean {
  if (!TRACES[wish.kind].includes(event.kind)) return false;
  if (wish.kind !== "confirmed" || !("moves" in event)) return true;
  return event.moves?.checkIn === wish.checkIn + 1;
}

/** What each wish leaves in the timeline. */
const TRACES: Readonly<Record<Wish["kind"], readonly StoredEvent["kind"][]>> = {
  planRecorded: ["planRecorded"],
  placeReadBack: ["placeReadBack"],
  placeOpened: ["placeOpened"],
  noDeskTold: ["noDeskTold"],
  placeAsked: ["placeAsked"],
  codeAsked: ["codeAsked"],
  keepWished: ["keepWished"],
  keptErased: ["keptErased"],
  watchStarted: ["watchBegan", "doseTaken"],
  confirmed: ["checkInKept", "drowsyMarked", "answeredAfterSending"],
  goneQuietMarked: ["goneQuiet"],
  awayMarked: ["steppedAway"],
  doseMarked: ["doseTaken"],
  intervalSet: ["intervalChosen"],
  helpSent: ["helpAsked"],
  helpReasoned: ["helpReasonSet"],
  trustedCalled: ["trustedRung"],
  saidGoodbye: ["goodbyeSaid"],
  callerHeard: ["lineRestored"],
  redialJudged: ["lineRestored", "redialDeclined"],
  questionSent: ["questionAsked"],
  concernMarked: ["concernMarked"],
  languageSet: ["languageChosen"],
  keysOnlySet: ["keysOnlyChosen"],
  kindSet: ["kindChosen"],
  coverAsked: ["coverAsked"],
  callLeft: ["responderLeft", "sessionClosed"],
  transferAsked: ["transferAgreed"],
  transferEnded: ["thirdEnded"],
  transferLeft: ["transferLeft"],
  callBackOffered: ["callBackAgreed"],
  restrictionLifted: ["restrictionLifted"],
  deskTook: ["helpTaken"],
  deskTold: ["deskTold"],
  deskJoined: ["joinRung", "speakerJoined"],
  traineeIntroduced: ["traineeIntroduced", "listenerRung"],
  traineeDismissed: ["listenerLeft"],
  listenedIn: ["listenerRung", "listenerJoined"],
  tookOver: ["listenerRung", "responderJoined"],
  handedOver: ["responderRung"],
  callerCalled: ["callBackOrdered", "callBackSought"],
  arrivalTroubled: ["arrivalTroubled"],
  helpArrived: ["helpArrived"],
  stoodDown: ["helpStoodDown"],
  closed: ["sessionClosed"],
  outcomeAmended: ["outcomeAmended"],
  dutyWaived: ["dutyWaived"],
  followUpEnded: ["followUpEnded"],
};
