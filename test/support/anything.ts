import * as fc from "fast-check";
import { REASONS_TO_OPEN } from "../../src/domain/audit.ts";
import type { Alarm } from "../../src/domain/session/duties.ts";
import type { ConsoleInput, InputBody, TransferTarget } from "../../src/domain/session/inputs.ts";
import {
  CONCERNS,
  HELP_REASONS,
  OUTCOMES,
  READ_BACK_PARTS,
  ROUTES,
  SESSION_KINDS,
  STAND_DOWN_REASONS,
  SUBSTANCES,
  WAIVE_REASONS,
  type PlanSummary,
} from "../../src/domain/session/plan.ts";
import { KEEP_WISHES } from "../../src/domain/session/evolve-keeping.ts";
import { LISTENS } from "../../src/domain/session/people.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { QUESTIONS } from "../../src/domain/session/questions.ts";
import type { Waiting } from "../../src/domain/session/queue.ts";
import { START } from "./given.ts";
import { everybody } from "./people.ts";

/** Anything at all that could reach a session, in any order: small pools, so that it often fits where the session stands. */
const leg = fc.constantFrom(
  "caller-1",
  "back-1",
  "again-1",
  "leg-ana",
  "leg-bea",
  "leg-luc",
  "speaker-sol",
  "listens-sol",
  "desk-north",
  "desk-south",
  "trusted-1",
  "third-1",
);
const staff = fc.constantFrom("ana", "bea", "luc", "oce", "sol");
const party = fc.option(fc.oneof(staff, fc.constantFrom("north", "south", "crisis")));
const role = fc.constantFrom(
  "caller" as const,
  "redial" as const,
  "responder" as const,
  "speaker" as const,
  "desk" as const,
  "trusted" as const,
  "supervisor" as const,
  "third" as const,
);
const via = fc.constantFrom("softphone" as const, "phone" as const);
const small = fc.integer({ min: 0, max: 12 });
const moment = fc.oneof(
  fc.constantFrom(START, START + 60_000),
  fc.integer({ min: START, max: START + 900_000 }),
);
const ask = fc.oneof(
  fc.constantFrom(
    "menu",
    "nobody",
    "otherLanguage",
    "auto",
    "help",
    "open",
    "back",
    "redial",
    "brief",
    "answering",
    "trusted",
    "accept",
    "province",
    "provinces",
    "sayPlace",
    "rightPlace",
    "samePlace",
    "code",
    "keep",
    "ownCode",
    "",
    "nonsense",
  ),
  fc.tuple(small, fc.integer({ min: 1, max: 3 })).map(([checkIn, turn]) => `c${checkIn}.${turn}`),
  small.map((turn) => `q${turn}`),
  small.map((checkIn) => `s${checkIn}`),
  small.map((take) => `r${take}`),
);
const digits = fc.constantFrom(
  "0",
  "1",
  "2",
  "3",
  "4",
  "5",
  "6",
  "7",
  "8",
  "9",
  "*",
  "#",
  "",
  "00",
  "08",
  "99",
);
const how = fc.constantFrom(
  "completed" as const,
  "busy" as const,
  "failed" as const,
  "noAnswer" as const,
  "canceled" as const,
  "machine" as const,
);
const language = fc.constantFrom("en" as const, "fr" as const);

const someDesks = fc.constantFrom([], ["north"], ["north", "south"]);
const lasts = fc.constantFrom(1_000, 8_000);

export const anyPlan: fc.Arbitrary<PlanSummary> = fc.record({
  place: fc.constantFrom("exact" as const, "area" as const, "none" as const),
  help: fc.constantFrom("ambulance" as const, "trusted" as const, "nobody" as const),
  trustedPerson: fc.boolean(),
  trustedFirst: fc.boolean(),
  numberGiven: fc.boolean(),
  mayText: fc.boolean(),
  desks: someDesks,
});

const anyKept = fc.constantFrom("tomorrow" as const, "passphrase" as const);
const anyOpened = fc.record({
  kept: anyKept,
  plan: anyPlan,
  spoken: fc.option(
    fc.record({ take: small, lastsMs: lasts, province: fc.option(fc.constant("ON" as const)) }),
  ),
  language,
  everyMs: fc.option(fc.constantFrom(30_000, 120_000)),
  until: moment,
});

const held = fc.array(fc.record({ staffId: staff, until: moment }), { maxLength: 2 });

/** Others who look for somebody. */
export const anyWaiting: fc.Arbitrary<Waiting> = fc.array(
  fc.record({
    sessionId: fc.constantFrom("s0", "s2", "s3"),
    urgency: fc.integer({ min: 0, max: 5 }),
    since: moment,
    language,
    first: fc.option(staff),
    ringing: held,
    offered: fc.option(staff),
    except: fc.array(staff, { maxLength: 2 }),
    missed: held,
  }),
  { maxLength: 3 },
);

const anyAlarm: fc.Arbitrary<Alarm> = fc.oneof(
  fc.record({ kind: fc.constant("ringNext" as const), step: small, since: moment }),
  fc.record({ kind: fc.constantFrom("checkInStep" as const, "sendHelp" as const), checkIn: small }),
  fc.record({ kind: fc.constant("plannedEnd" as const), endAt: moment }),
  fc.record({ kind: fc.constant("callBackNext" as const), lostAt: moment, attempt: small }),
  fc.record({ kind: fc.constant("callBackPromised" as const), by: moment }),
  fc.record({ kind: fc.constant("callBackAgain" as const), by: moment, tries: small }),
  fc.record({
    kind: fc.constantFrom(
      "nextRoute" as const,
      "ringSpeaker" as const,
      "trustedNext" as const,
      "tellDesk" as const,
    ),
    attempt: small,
  }),
  fc.record({ kind: fc.constant("joinOffered" as const), staffId: staff }),
  fc.record({ kind: fc.constant("deskAfterTrusted" as const), askedAt: moment }),
  fc.record({ kind: fc.constant("arrival" as const), dueAt: moment }),
  fc.record({
    kind: fc.constant("briefBegins" as const),
    legId: leg,
    deskId: fc.constantFrom("north", "south"),
  }),
  fc.record({ kind: fc.constant("ringSupervisor" as const), round: small }),
  fc.record({ kind: fc.constant("ringByHand" as const) }),
  fc.record({ kind: fc.constant("thirdRungOut" as const), until: moment }),
  fc.record({ kind: fc.constant("openLine" as const), turn: small }),
);

const by = { by: staff };
const only = <K extends string>(kind: K) => fc.constant(kind);

const anyTarget: fc.Arbitrary<TransferTarget> = fc.oneof(
  fc.record({ kind: only("line"), lineId: only("crisis") }),
  fc.record({ kind: only("navigator"), staffId: staff }),
);

const anyMark: fc.Arbitrary<ConsoleInput> = fc.oneof(
  fc.record({
    ...by,
    kind: fc.constantFrom(
      "watchStarted" as const,
      "goneQuietMarked" as const,
      "trustedCalled" as const,
      "saidGoodbye" as const,
      "callerHeard" as const,
      "coverAsked" as const,
      "callLeft" as const,
      "restrictionLifted" as const,
      "noDeskTold" as const,
      "placeAsked" as const,
      "codeAsked" as const,
      "keptErased" as const,
    ),
  }),
  fc.record({ ...by, kind: only("planRecorded"), plan: anyPlan }),
  fc.record({
    ...by,
    kind: only("confirmed"),
    checkIn: small,
    mark: fc.constantFrom("well" as const, "drowsy" as const),
  }),
  fc.record({ ...by, kind: only("awayMarked"), soonAfterDose: fc.boolean() }),
  fc.record({
    ...by,
    kind: only("doseMarked"),
    substance: fc.constantFrom(...SUBSTANCES),
    route: fc.constantFrom(...ROUTES),
  }),
  fc.record({ ...by, kind: only("intervalSet"), everyMs: fc.integer({ min: 0, max: 300_000 }) }),
  fc.record({ ...by, kind: only("helpSent"), reason: fc.constantFrom(...HELP_REASONS) }),
  fc.record({ ...by, kind: only("helpReasoned"), reason: fc.constantFrom(...HELP_REASONS) }),
  fc.record({ ...by, kind: only("redialJudged"), same: fc.boolean() }),
  fc.record({ ...by, kind: only("questionSent"), question: fc.constantFrom(...QUESTIONS) }),
  fc.record({ ...by, kind: only("concernMarked"), concern: fc.constantFrom(...CONCERNS) }),
  fc.record({ ...by, kind: only("languageSet"), language }),
  fc.record({ ...by, kind: only("keysOnlySet"), on: fc.boolean() }),
  fc.record({ ...by, kind: only("kindSet"), sessionKind: fc.constantFrom(...SESSION_KINDS) }),
  fc.record({
    ...by,
    kind: only("deskTook"),
    deskId: fc.option(fc.constantFrom("north", "south")),
  }),
  fc.record({ ...by, kind: only("deskTold"), stillSending: fc.boolean() }),
  fc.record({ ...by, kind: only("deskJoined"), via }),
  fc.record({ ...by, kind: only("listenedIn"), how: fc.constantFrom(...LISTENS), via }),
  fc.record({ ...by, kind: only("tookOver"), via }),
  fc.record({
    ...by,
    kind: only("transferAsked"),
    to: anyTarget,
    reach: fc.record({
      via,
      language,
      takesBy: fc.constantFrom("key" as const, "answer" as const),
    }),
    consented: fc.constant(true as const),
  }),
  fc.record({ ...by, kind: fc.constantFrom("transferEnded" as const, "callBackOffered" as const) }),
  fc.record(
    { ...by, kind: only("transferLeft"), endsWatch: fc.constant(true as const) },
    { requiredKeys: ["by", "kind"] },
  ),
  fc.record({ ...by, kind: only("handedOver"), to: fc.constantFrom(...everybody) }),
  fc.record({ ...by, kind: only("callerCalled") }),
  fc.record({
    ...by,
    kind: only("arrivalTroubled"),
    what: fc.constantFrom(
      "wrongHouse" as const,
      "nobodyCalled" as const,
      "noAnswerAtDoor" as const,
    ),
  }),
  fc.record({
    ...by,
    kind: only("helpArrived"),
    heardFrom: fc.constantFrom(
      "openLine" as const,
      "caller" as const,
      "crew" as const,
      "desk" as const,
      "trusted" as const,
    ),
  }),
  fc.record({ ...by, kind: only("stoodDown"), reason: fc.constantFrom(...STAND_DOWN_REASONS) }),
  fc.record({
    ...by,
    kind: fc.constantFrom("closed" as const, "outcomeAmended" as const),
    outcome: fc.constantFrom(...OUTCOMES),
  }),
  fc.record({
    ...by,
    kind: only("dutyWaived"),
    dutyId: only("duty-1"),
    because: fc.constantFrom(...WAIVE_REASONS),
  }),
  fc.record({ ...by, kind: only("followUpEnded"), dutyId: only("duty-1") }),
  fc.record({ ...by, kind: only("keepWished"), kept: fc.constantFrom(...KEEP_WISHES) }),
  fc.record({
    ...by,
    kind: only("placeReadBack"),
    parts: fc.subarray([...READ_BACK_PARTS]),
    whole: fc.boolean(),
  }),
  fc.record({ ...by, kind: only("traineeIntroduced"), staffId: staff, via }),
  fc.record({ ...by, kind: only("traineeDismissed"), staffId: staff }),
  fc.record({ ...by, kind: only("placeOpened"), because: fc.constantFrom(...REASONS_TO_OPEN) }),
);

const anyLeg: fc.Arbitrary<InputBody> = fc.oneof(
  fc.record(
    {
      kind: only("callArrived"),
      legId: leg,
      language,
      protocol: fc.constant(standard),
      rehearsal: fc.boolean(),
      numberKnown: fc.boolean(),
      restriction: fc.constantFrom("watchOnly" as const, "blocked" as const),
      sealsPlace: fc.constant(true as const),
      saysListeners: fc.constant(true as const),
    },
    { requiredKeys: ["kind", "legId", "language", "protocol", "rehearsal", "numberKnown"] },
  ),
  fc.record({ kind: only("keyPressed"), legId: leg, role, party, ask, digits }),
  fc.record({
    kind: only("spoke"),
    legId: leg,
    ask,
    meaning: fc.constantFrom("yes" as const, "help" as const, "unclear" as const),
  }),
  fc.record({ kind: only("legAccepted"), legId: leg, role, staffId: staff, via }),
  fc.record({ kind: only("legAnswered"), legId: leg, role, party }),
  fc.record({
    kind: only("legAnswered"),
    legId: leg,
    role,
    party,
    calledBack: fc.constantFrom("number" as const, "reference" as const),
  }),
  fc.record({ kind: only("machineHeard"), legId: leg, role, party }),
  fc.record({ kind: only("legEnded"), legId: leg, role, party, how }),
  fc.record({ kind: only("wentBack") }),
  fc.record({ kind: only("redialTakenBack"), legId: leg }),
  fc.record({ kind: only("redialArrived"), legId: leg, numberKnown: fc.boolean() }),
  fc.record({ kind: only("texted"), answer: fc.boolean() }),
  fc.record({ kind: fc.constantFrom("legGarbled" as const, "starPressed" as const), legId: leg }),
  fc.record({ kind: only("responderUnheard"), staffId: staff, lastSignAt: moment }),
  fc.record({ kind: fc.constantFrom("planErased" as const, "numberForgotten" as const) }),
  fc.record({ kind: only("erasureHeld"), until: fc.integer({ min: START, max: START + 900_000 }) }),
  fc.record({
    kind: only("recordingEnded"),
    legId: leg,
    take: small,
    recordingSid: only("RE1"),
    lastsMs: lasts,
    digits,
  }),
  fc.record({
    kind: only("recordingReady"),
    legId: leg,
    take: small,
    recordingSid: only("RE1"),
    lastsMs: lasts,
  }),
  fc.record({ kind: only("recordingKept"), take: small, lastsMs: lasts, desks: someDesks }),
  fc.record({ kind: only("recordingLost"), take: small }),
  fc.record({
    kind: only("codeKeyed"),
    legId: leg,
    opened: fc.option(anyOpened),
    tooMany: fc.boolean(),
  }),
  fc.record({ kind: only("kept"), kept: anyKept, until: moment }),
  fc.record({ kind: only("ownCodeRefused") }),
);

export const anyInput: fc.Arbitrary<InputBody> = fc.oneof(
  anyLeg,
  anyMark,
  fc.record({ kind: only("due"), alarm: anyAlarm, roster: fc.constant(everybody) }),
  fc.record({ kind: only("queueMoved"), roster: fc.constant(everybody), waiting: anyWaiting }),
);

export { role as anyRole, leg as anyLegId };
