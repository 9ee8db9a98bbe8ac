import { isWeakCode } from "../domain/codes.ts";
import { placeOf } from "../domain/place.ts";
import { mayChoose } from "../domain/session/choosing.ts";
import { keepingOf, type Kept } from "../domain/session/evolve-keeping.ts";
import type { Input } from "../domain/session/inputs.ts";
import type { Opened } from "../domain/session/keeping.ts";
import type { Session } from "../domain/session/session.ts";
import { VaultClosed } from "./errors.ts";
import { blankPlan, planNow, summaryOf } from "./plans.ts";
import type { Line, Plan } from "./ports.ts";
import type { Code, Found, Profile } from "./ports-profiles.ts";

/** What was keyed as a code, and what it came to. `code` is said to the caller in this answer, and nowhere else. */
export type Taken = { readonly input: Input; readonly code: string | null };

/** Two in a call: more is somebody trying. */
const CODES_IN_A_CALL = 2;
/** A code that somebody else has is passed over for another, so often. */
const TRIES = 5;
const TOMORROW_DIGITS = 6;
const ADDED_DIGITS = 2;

/** Whatever else is pressed is not looked at here: the caller waits. */
const TAKES_CODES: ReadonlySet<string> = new Set(["code", "keep", "ownCode"]);

/** Keys that are a code go to the vault, and no further: what reaches the session is what came of them. */
export async function withoutCode(line: Line, sessionId: string, input: Input): Promise<Taken> {
  const as = { input, code: null };
  if (input.kind !== "keyPressed" || input.role !== "caller" || !TAKES_CODES.has(input.ask)) {
    return as;
  }
  const session = await line.store.load(sessionId);
  if (session === null || input.legId !== session.caller.legId) return as;
  switch (input.ask) {
    case "code":
      return openWith(line, session, input);
    case "keep":
      return input.digits === "2" ? keepUntilTomorrow(line, session, input) : as;
    case "ownCode":
      return keepUnderOwn(line, session, input);
    default:
      return as;
  }
}

type Pressed = Input & { readonly kind: "keyPressed" };

/** Star skips, wherever it is pressed; 9 alone is an emergency. */
export function commandIn(digits: string): "*" | "9" | null {
  if (digits.includes("*")) return "*";
  return /^9{1,2}$/.test(digits) ? "9" : null;
}

async function openWith(line: Line, session: Session, input: Pressed): Promise<Taken> {
  const { id, at, legId, digits } = input;
  const command = commandIn(digits);
  if (command !== null) return { input: { ...input, digits: command }, code: null };
  const code = await codeOf(line, session, digits);
  const none = { found: null, tooMany: false } as const;
  const { found, tooMany } = await ifOpens(line, session, none, () => line.profiles.find(code, at));
  const { keyed, opened: before } = keepingOf(session);
  const takes = session.closed === null && before === null && keyed < CODES_IN_A_CALL;
  const opened =
    found !== null && takes
      ? await ifOpens(line, session, null, () => fillIn(line, session, found))
      : null;
  return { input: { kind: "codeKeyed", id, at, legId, opened, tooMany }, code: null };
}

/** A vault that is shut never breaks a caller's turn: what does not open is as if it were not there, and is said in the log. */
async function ifOpens<T, N>(
  { log }: Line,
  { id: sessionId }: Session,
  otherwise: N,
  work: () => Promise<T>,
): Promise<T | N> {
  try {
    return await work();
  } catch (err) {
    if (!(err instanceof VaultClosed)) throw err;
    log.error({ err, sessionId }, "What a caller kept, or wishes kept, cannot be opened or sealed");
    return otherwise;
  }
}

async function codeOf(line: Line, { id, rehearsal }: Session, code: string): Promise<Code> {
  const plan = await line.plans.read(id);
  return { code, number: plan?.rangFrom ?? plan?.callerNumber ?? null, rehearsal };
}

/** Sealed as tonight's plan before anything is decided: a desk rung a moment later is told what it says. */
async function fillIn(line: Line, session: Session, { id, profile }: Found): Promise<Opened> {
  const { kept, language, spoken } = profile;
  const { plans, profiles, recordings, clock } = line;
  const at = clock.now();
  const { day, until } = profiles.until(kept, at);
  // Not renewed, it is still found tonight.
  if (kept === "passphrase") await ifOpens(line, session, undefined, () => profiles.renew(id, day));
  const plan = filled(await plans.read(session.id), profile.plan, id);
  const { take } = session.spoken;
  const said = plan.spoken ? spoken : null;
  if (said !== null) {
    await recordings.write(session.id, take, Buffer.from(said.audio, "base64"), at);
  }
  await plans.write(session.id, plan, at);
  const desks = plan.place === "none" ? [] : await line.desks.forPlace(plan, session.rehearsal, at);
  return {
    kept,
    language,
    plan: summaryOf(plan, desks),
    spoken: said === null ? null : { take, lastsMs: said.lastsMs, province: said.province },
    everyMs: plan.preferences?.everyMs ?? null,
    until,
  };
}

/** What was said tonight stands; the rest is as it was kept. */
function filled(tonight: Plan | null, kept: Plan, profileId: string): Plan {
  const before = tonight ?? blankPlan;
  const named = before.place === "none" ? kept : before;
  return {
    ...kept,
    ...placeOf(named),
    wayIn: named.wayIn,
    place: named.place,
    spoken: named.spoken,
    help: named.help,
    trustedFirst: named.trustedFirst,
    callerName: before.callerName ?? kept.callerName,
    trusted: before.trusted ?? kept.trusted,
    callerNumber: before.callerNumber,
    ...(before.rangFrom === undefined ? {} : { rangFrom: before.rangFrom }),
    naloxone: before.naloxone,
    people: before.people,
    mayText: before.mayText,
    numberGiven: before.numberGiven,
    mayFollowUp: before.mayFollowUp,
    ...(before.referral === undefined ? {} : { referral: before.referral }),
    profileId,
  };
}

/** Found again by a code of ours together with their number. */
function keepUntilTomorrow(line: Line, session: Session, input: Pressed): Promise<Taken> {
  if (!session.caller.numberKnown) return Promise.resolve({ input, code: null });
  return keepAs(line, session, input, {
    kept: "tomorrow",
    codes: (added) => ({ code: added, said: added }),
    count: TOMORROW_DIGITS,
  });
}

/** Theirs, with two of ours behind: nobody finds it by a birthday, and two people may choose the same. */
async function keepUnderOwn(line: Line, session: Session, input: Pressed): Promise<Taken> {
  const { id, at, digits } = input;
  if (!/^\d+$/.test(digits)) return { input, code: null };
  const { number } = await codeOf(line, session, digits);
  if (isWeakCode(digits, number)) return { input: { kind: "ownCodeRefused", id, at }, code: null };
  return keepAs(line, session, input, {
    kept: "passphrase",
    codes: (added) => ({ code: `${digits}${added}`, said: added }),
    count: ADDED_DIGITS,
  });
}

type Keeping = {
  readonly kept: Kept;
  readonly codes: (added: string) => { readonly code: string; readonly said: string };
  readonly count: number;
};

async function keepAs(
  line: Line,
  session: Session,
  input: Pressed,
  { kept, codes, count }: Keeping,
): Promise<Taken> {
  const { id, at } = input;
  const plan = planNow(session, await line.plans.read(session.id));
  const { chosen } = keepingOf(session);
  if (plan === null || !(mayChoose(session) || chosen === kept)) return { input, code: null };
  const { day, until } = line.profiles.until(kept, at);
  const refused = { input: { kind: "ownCodeRefused", id, at }, code: null } as const;
  const profile = await ifOpens(line, session, null, () => profileOf(line, session, kept, plan));
  if (profile === null) return refused;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const { code, said } = codes(line.profiles.digits(`${id}:${tried}`, count));
    const under = await codeOf(line, session, code);
    const keeps = () => line.profiles.keep(under, profile, day);
    if (!(await ifOpens(line, session, false, keeps))) continue;
    if (plan.profileId !== undefined) await line.profiles.erase(plan.profileId);
    return { input: { kind: "kept", id, at, kept, until }, code: said };
  }
  return refused;
}

/** Where, how to get in, who, whom to send, how they like it; never their number, nor what was so tonight alone. */
async function profileOf(
  line: Line,
  session: Session,
  kept: Kept,
  tonight: Plan,
): Promise<Profile> {
  const {
    profileId: _found,
    deskReference: _theirs,
    rangFrom: _number,
    referral,
    ...plan
  } = tonight;
  const { accepted } = session.spoken;
  const audio =
    plan.spoken && accepted !== null ? await line.recordings.read(session.id, accepted.take) : null;
  const { callerNumber, naloxone, people, mayText, numberGiven, mayFollowUp } = blankPlan;
  return {
    kept,
    language: session.language,
    plan: {
      ...plan,
      callerNumber,
      naloxone,
      people,
      mayText,
      numberGiven,
      mayFollowUp,
      // Which referral it was, only tonight's plan says, and no longer than that lasts.
      ...(referral?.keep === true ? { referral: { ...referral, ids: [] } } : {}),
    },
    spoken:
      audio === null || accepted === null
        ? null
        : {
            audio: Buffer.from(audio).toString("base64"),
            lastsMs: accepted.lastsMs,
            province: plan.province,
          },
  };
}

/** Whom a caller who was found again would like, and who agreed to it; null for everybody else. Of the sealed plan: no event says it. */
export async function preferredResponder(line: Line, session: Session): Promise<string | null> {
  if (keepingOf(session).opened === null) return null;
  const plan = await line.plans.read(session.id);
  return plan?.preferences?.responderId ?? null;
}
