import { keep } from "./answers.ts";
import { emergencyNow } from "./escalation.ts";
import { inTurn, now, record } from "./compose.ts";
import { nothing, type Decision } from "./decision.ts";
import { deskNowKnown } from "./dispatch.ts";
import type { EventBody } from "./events.ts";
import { keepingOf, type Kept } from "./evolve-keeping.ts";
import type { Language } from "../language.ts";
import type { Province } from "../provinces.ts";
import type { Take } from "../words/template.ts";
import type { Instant } from "./people.ts";
import type { PlanSummary } from "./plan.ts";
import { helpChosen, helpIsOut, isAlone, type Session } from "./session.ts";

/** What the rules need to know of what somebody kept: not where, nor who, and not under which code. */
export type Opened = {
  readonly kept: Kept;
  readonly plan: PlanSummary;
  /** The place is in their own voice. */
  readonly spoken: (Take & { readonly province: Province | null }) | null;
  readonly language: Language;
  readonly everyMs: number | null;
  /** Found again, it is kept anew: until then. */
  readonly until: Instant;
};

/** They have been here before, they say, or their responder does: the line asks for the code. */
export function askCode(session: Session, by: string, at: Instant): Decision {
  const { caller } = session;
  if (caller.on !== "line" || helpIsOut(session)) return nothing;
  const moved = by === "caller" ? [] : [now(at, { kind: "moveLeg", legId: caller.legId } as const)];
  return record(at, [{ kind: "codeAsked", by: by === "caller" ? "line" : by }], moved);
}

/** Keys at the code that are no code: star skips it, 9 is an emergency there as everywhere. */
export function codeKey(session: Session, digits: string, at: Instant): Decision {
  if (digits === "9") return emergencyNow(session, at);
  if (digits !== "*" || keepingOf(session).step !== "code") return nothing;
  return inTurn(session, () => record(at, [{ kind: "codeSkipped" }]), awake(at));
}

type Keyed = {
  readonly legId: string;
  readonly opened: Opened | null;
  /** One more wrong code than the line takes in an hour. */
  readonly tooMany: boolean;
};

/** A code was keyed, and opens what was kept under it or nothing: a wrong one is a stranger's. Whoever keys one is awake. */
export function codeKeyed(session: Session, keyed: Keyed, at: Instant): Decision {
  const { caller } = session;
  if (keyed.legId !== caller.legId || caller.on !== "line") return nothing;
  const page = keyed.tooMany ? [now(at, { kind: "page", because: "codesGuessed" } as const)] : [];
  return inTurn(
    session,
    () => record(at, [{ kind: "codeKeyed" }], page),
    (s) => (keyed.opened === null ? nothing : fillIn(s, keyed.opened, at)),
    (s) => deskNowKnown(s, at),
    awake(at),
  );
}

const awake = (at: Instant) => (session: Session) =>
  keep(session, { by: "caller", how: "key", at });

/** The plan of that night is the plan of this one, until they say otherwise. */
function fillIn(session: Session, opened: Opened, at: Instant): Decision {
  const { kept, plan, spoken, language, everyMs, until } = opened;
  const events: readonly EventBody[] = [
    ...(language === session.language ? [] : [{ kind: "languageChosen", language } as const]),
    { kind: "planRecorded", plan, by: "line", placeChanged: true },
    ...(spoken === null ? [] : saidBefore(spoken, plan.desks)),
    ...(everyMs === null ? [] : [{ kind: "intervalChosen", everyMs, by: "line" } as const]),
    { kind: "profileOpened", kept },
  ];
  return record(at, events, [now(until, { kind: "eraseExpired" })]);
}

function saidBefore(
  { take, lastsMs, province }: NonNullable<Opened["spoken"]>,
  desks: readonly string[],
): readonly EventBody[] {
  return [
    ...(province === null ? [] : [{ kind: "provinceChosen", province } as const]),
    { kind: "placeKept", take, lastsMs, desks },
    { kind: "placeSpoken", by: "line", province, desks },
  ];
}

/** Alone, nobody can read the place to them: they are asked whether it is still the same, once. Until they answer it stands. */
export function asksIfSame(session: Session, at: Instant): Decision {
  const { plan, company, caller, watch, help } = session;
  const { opened, unconfirmed } = keepingOf(session);
  if (opened === null || !unconfirmed || watch === null || help.state !== "none") return nothing;
  const reachable = caller.on === "line" && company.state !== "with" && isAlone(session);
  if (!reachable || plan.place === "none" || helpChosen(session) !== "ambulance") return nothing;
  return record(at, [{ kind: "samePlaceAsked" }]);
}

/** 1: it is. 2: it is not, so nobody is sent there, and they are asked where they are. */
export function samePlaceKey(session: Session, digits: string, at: Instant): Decision {
  if (digits === "1") return record(at, [{ kind: "samePlace" }]);
  if (digits !== "2") return nothing;
  const plan: PlanSummary = {
    ...session.plan,
    place: "none",
    spoken: false,
    desks: [],
    province: null,
  };
  return record(
    at,
    [
      { kind: "planRecorded", plan, by: "caller", placeChanged: true },
      { kind: "placeAsked", by: "line" },
    ],
    [now(at, { kind: "forgetPlace" })],
  );
}

/** What they kept is erased at once, at their key or at their word. Whether there was anything makes no difference to hear. */
export function eraseKept(session: Session, at: Instant): Decision {
  const { opened } = keepingOf(session);
  const erase = opened === null ? [] : [now(at, { kind: "eraseKept", plan: false } as const)];
  return record(at, [{ kind: "keptErased" }], erase);
}
