import { acceptPlace } from "./accept-place.ts";
import { keep } from "./answers.ts";
import { emergencyNow } from "./escalation.ts";
import { inTurn, later, now, owe, record, when } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import { deskNowKnown } from "./dispatch.ts";
import type { Duty } from "./duties.ts";
import { samePlaceKey } from "./keeping.ts";
import type { Instant } from "./people.ts";
import { PROVINCE_KEYS } from "./province-keys.ts";
import { helpChosen, helpIsOut, isAlone, type Session } from "./session.ts";

/** Less than this is a cough, or silence: it is asked again (PRACTICE 7). */
const SHORTEST_MS = 3_000;

/** Should the carrier never say that a recording is there, it is looked for all the same. */
const LOOKED_FOR_MS = 8_000;

/** What a caller alone was never asked is asked by the line itself: where they are. Once begun it is theirs to answer or to skip. */
export function asksForPlace(session: Session, at: Instant): Decision {
  const { plan, spoken, company, caller, watch, help, emergency } = session;
  const watched = watch !== null && help.state === "none";
  const wanted = watched || (emergency && help.state === "asked");
  if (!wanted || spoken.asked || session.closed !== null || plan.place !== "none") return nothing;
  const reachable = caller.on === "line" && company.state !== "with" && isAlone(session);
  if (!reachable || helpChosen(session) !== "ambulance") return nothing;
  return record(at, [{ kind: "placeAsked", by: "line" }]);
}

/** A responder has the line ask, whatever was given before (PRACTICE 17). */
export function askPlaceFor(session: Session, by: string, at: Instant): Decision {
  const { caller } = session;
  if (caller.on !== "line") return nothing;
  return record(
    at,
    [{ kind: "placeAsked", by }],
    [now(at, { kind: "moveLeg", legId: caller.legId })],
  );
}

type Pressed = { readonly ask: string; readonly digits: string; readonly at: Instant };

/** A key while the place is asked for: it answers, star skips; and whoever presses one is awake. */
export function placeKey(session: Session, { ask, digits, at }: Pressed): Decision {
  return inTurn(
    session,
    (s) => meaning(s, { ask, digits, at }),
    (s) => keep(s, { by: "caller", how: "key", at }),
  );
}

function meaning(session: Session, { ask, digits, at }: Pressed): Decision {
  const { step } = session.spoken;
  if (step !== null && digits === "*") return record(at, [{ kind: "placeSkipped" }]);
  if (step === "same") return ask === "samePlace" ? samePlaceKey(session, digits, at) : nothing;
  const province = PROVINCE_KEYS[ask]?.[digits];
  if (step === "province" && province !== undefined) {
    return record(at, [{ kind: "provinceChosen", province }]);
  }
  if (step !== "check" || ask !== "rightPlace") return nothing;
  if (digits === "2") return record(at, [{ kind: "placeRefused" }]);
  return digits === "1" ? acceptedAndSent(session, "caller", at) : nothing;
}

type Recorded = {
  readonly legId: string;
  readonly take: number;
  readonly recordingSid: string;
  readonly lastsMs: number;
};

/** What they said is at the carrier. Too short, or broken off by an ask, it is thrown away there; otherwise it is sealed. */
export function placeRecorded(
  session: Session,
  { legId, take, recordingSid, lastsMs }: Recorded,
  { ready, at }: { readonly ready: boolean; readonly at: Instant },
): Decision {
  const { step } = session.spoken;
  const fetched = { kind: "keepRecording", take, recordingSid, lastsMs } as const;
  const thrown = now(at, { kind: "dropRecording", recordingSid });
  // Somebody who is only being asked if they are this caller said where *they* are.
  const isTheirs = legId === session.caller.legId && take === session.spoken.take;
  if (!isTheirs || (step !== "say" && step !== "keeping")) return owe(thrown);
  const keeping = ready ? now(at, fetched) : later(at, LOOKED_FOR_MS, fetched);
  if (step === "keeping") return owe(keeping);
  if (lastsMs < SHORTEST_MS) return record(at, [{ kind: "placeUnheard", take }], [thrown]);
  return record(at, [{ kind: "placeHeard", take }], [keeping]);
}

/** The key that ended a recording: 9 is an emergency, star skips, pound is the caller, awake. */
export function recordingEnded(
  session: Session,
  recorded: Recorded & { readonly digits: string },
  at: Instant,
): Decision {
  const { digits } = recorded;
  return inTurn(
    session,
    (s) => placeRecorded(s, recorded, { ready: false, at }),
    when(digits === "9" && !helpIsOut(session), (s) => emergencyNow(s, at)),
    when(digits !== "" && digits !== "9" && session.caller.on === "line", (s) =>
      placeKey(s, { ask: "sayPlace", digits, at }),
    ),
  );
}

type Kept = {
  readonly take: number;
  readonly lastsMs: number;
  readonly desks: readonly string[];
};

/** Sealed. They are asked if it is right; where help is out and waits for a place, it goes there at once. */
export function recordingKept(session: Session, kept: Kept, at: Instant): Decision {
  const { take, lastsMs, desks } = kept;
  if (session.spoken.take !== take || session.spoken.step !== "keeping") return nothing;
  return inTurn(
    session,
    () => record(at, [{ kind: "placeKept", take, lastsMs, desks }]),
    (s) => (helpIsOut(s) ? acceptedAndSent(s, "line", at) : owe(...played(s, at))),
  );
}

/** Whoever is with somebody by now is not called away for it. */
function played(session: Session, at: Instant): readonly Duty[] {
  const { caller, spoken } = session;
  const theirs = spoken.by !== "line" || isAlone(session);
  return caller.on === "line" && theirs ? [now(at, { kind: "moveLeg", legId: caller.legId })] : [];
}

/** The carrier has lost it, or it could not be played. Where help waits for the place, a person has to find it. */
export function recordingLost(session: Session, take: number, at: Instant): Decision {
  if (session.spoken.accepted?.take === take && helpIsOut(session)) {
    return owe(now(at, { kind: "page", because: "noPlace" }));
  }
  if (session.spoken.take !== take || session.spoken.step !== "keeping") return nothing;
  const page = helpIsOut(session) ? [now(at, { kind: "page", because: "noPlace" } as const)] : [];
  return record(at, [{ kind: "placeUnheard", take }], page);
}

const acceptedAndSent = (session: Session, by: "caller" | "line", at: Instant): Decision =>
  inTurn(
    session,
    (s) => acceptPlace(s, by, at),
    (s) => deskNowKnown(s, at),
  );
