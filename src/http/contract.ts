import { z } from "zod";
import { languages } from "../domain/language.ts";
import { listeners, listeningWishes, transferShown } from "./contract-listening.ts";
import { placeSeal, placeWishes } from "./contract-plan.ts";
import { standing } from "./contract-presence.ts";
import {
  ARRIVAL_TROUBLES,
  CONCERNS,
  HELP_REASONS,
  OUTCOMES,
  ROUTES,
  SESSION_KINDS,
  STAND_DOWN_REASONS,
  SUBSTANCES,
  WAIVE_REASONS,
} from "../domain/session/plan.ts";
import { ENDINGS } from "../domain/session/people.ts";
import { QUESTIONS } from "../domain/session/questions.ts";

/** What the console and the line say to each other. Times are milliseconds since the epoch, by the line's own clock. */

const instant = z.int();
const staffId = z.string();
const circle = z.enum(["line", "on-call", "supervising"]);
const language = z.enum(languages);
const via = z.enum(["softphone", "phone"]);
const phase = z.enum(["waiting", "accompanied", "watching", "escalated", "closed"]);
const outcome = z.enum(OUTCOMES);
const dose = z.strictObject({ substance: z.enum(SUBSTANCES), route: z.enum(ROUTES) });

export const idParams = z.object({ id: z.uuid() });
export const checkInParams = z.object({ id: z.uuid(), n: z.coerce.number().int().min(1) });
export const nothing = z.strictObject({}).nullish();

/** Chosen anew for each wish of a person, and sent again with it: the wish is then done once. */
export const wishHeaders = z.looseObject({
  "idempotency-key": z.string().regex(/^[\x21-\x7e]{1,128}$/, "1 to 128 letters, no spaces"),
});

/** What a person of ours does with a session, by the last part of its address. */
export const wishes = {
  "using-now": nothing,
  quiet: nothing,
  away: z.strictObject({ soonAfterDose: z.boolean() }),
  doses: dose,
  interval: z.strictObject({ everyMs: z.int().positive() }),
  help: z.strictObject({ reason: z.enum(HELP_REASONS) }),
  /** Help is out, and this is why: the desk is told so from now on. */
  "help-reason": z.strictObject({ reason: z.enum(HELP_REASONS) }),
  trusted: nothing,
  goodbye: nothing,
  "caller-heard": nothing,
  /** There is nobody to send to that place, and the caller was told. */
  "no-desk-told": nothing,
  /** The line asks them for the place, in their own voice. */
  "ask-place": nothing,
  ...placeWishes,
  redial: z.strictObject({ same: z.boolean() }),
  questions: z.strictObject({ question: z.enum(QUESTIONS) }),
  concerns: z.strictObject({ concern: z.enum(CONCERNS) }),
  language: z.strictObject({ language }),
  "keys-only": z.strictObject({ on: z.boolean() }),
  kind: z.strictObject({ kind: z.enum(SESSION_KINDS) }),
  cover: nothing,
  leave: nothing,
  /** For this session; the number's own is lifted under `restrictions`. */
  "lift-restriction": nothing,
  /** `reference` is the desk's own; it is sealed with the plan. */
  "desk-took": z.strictObject({
    deskId: z.string().max(100).nullable(),
    reference: z.string().trim().min(1).max(60).nullable().default(null),
  }),
  ...listeningWishes,
  /** They are rung, and put with the desk. */
  "join-desk": z.strictObject({ via }),
  "call-caller": nothing,
  "desk-told": z.strictObject({ stillSending: z.boolean() }),
  "arrival-trouble": z.strictObject({ what: z.enum(ARRIVAL_TROUBLES) }),
  "help-arrived": z.strictObject({
    heardFrom: z.enum(["openLine", "caller", "crew", "desk", "trusted"]),
  }),
  "stand-down": z.strictObject({ reason: z.enum(STAND_DOWN_REASONS) }),
  close: z.strictObject({ outcome }),
  outcome: z.strictObject({ outcome }),
} as const;

export const checkInWish = z.strictObject({ mark: z.enum(["well", "drowsy"]) });
export const shiftWish = z.strictObject({ circle });
export const waiveWish = z.strictObject({ reason: z.enum(WAIVE_REASONS) });

export const sessionSummary = z.object({
  id: z.string(),
  phase,
  rehearsal: z.boolean(),
  language,
  responderId: staffId.nullable(),
  dueAt: instant.nullable(),
  helpAt: instant.nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  outcome: outcome.nullable(),
});
/** All that is said of a session to somebody who is only rung for it. */
const ringingSession = z.object({ id: z.string(), language, waitingSince: instant });

export const sessionsQuery = z.strictObject({
  open: z.enum(["true", "false"]).optional(),
  after: z.uuid().optional().describe("the id of the last session read"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const sessionsAnswer = z.object({
  now: instant,
  sessions: z.array(sessionSummary),
  ringing: z.array(ringingSession),
  next: z.string().nullable(),
});

const caller = z.object({
  on: z.enum(["line", "lost", "gone"]),
  numberKnown: z.boolean(),
  lostAt: instant.nullable(),
  /** Somebody picked up our call-back: `caller-heard` says it is them. */
  pickedUp: z.boolean(),
  callBackBy: instant.nullable(),
});
const company = z.object({
  state: z.enum(["none", "with", "lost"]),
  since: instant,
  responderId: staffId.nullable(),
  via: via.nullable(),
  ringing: z.array(staffId),
  offeredId: staffId.nullable(),
  cover: z.boolean(),
  unheardUntil: instant.nullable(),
});
const watch = z.object({
  checkIn: z.int(),
  deadline: z.enum(["checkIn", "quiet", "away", "reach", "asked", "open"]),
  dueAt: instant,
  helpAt: instant.nullable(),
  step: z.enum(["counting", "due", "chime", "announce", "ask1", "ask2", "ask3"]),
  pace: z.enum(["steady", "slow", "drowsy"]),
  everyMs: z.int(),
  began: instant,
  lastAnswerAt: instant,
  plannedEndAt: instant,
  asksToGoOn: z.boolean(),
  awayUsed: z.boolean(),
});
const help = z.object({
  state: z.enum(["none", "asked", "taken", "arrived", "stoodDown"]),
  reason: z.enum(HELP_REASONS).nullable(),
  askedAt: instant.nullable(),
  reference: z.string().nullable(),
  desks: z.array(
    z.object({
      deskId: z.string(),
      errand: z.enum(["dispatch", "answering", "calledBack"]),
      state: z.enum(["rung", "answered", "ended"]),
      /** Null: they rang us. */
      rungAt: instant.nullable(),
      answeredAt: instant.nullable(),
      endedAt: instant.nullable(),
      how: z.enum(ENDINGS).nullable(),
      /** A machine answered, says the carrier. */
      machine: z.boolean(),
      /** It has had its time, and the next route was rung beside it. */
      slow: z.boolean(),
    }),
  ),
  /** Their last answer, or the loss of the line; null where there was no watch. */
  silentSince: instant.nullable(),
  taken: z.object({ deskId: z.string().nullable(), by: z.string(), at: instant }).nullable(),
  joiningId: staffId.nullable(),
  speaker: z.object({ staffId, state: z.enum(["rung", "up", "lost"]) }).nullable(),
  trusted: z.enum(["none", "ringing", "going", "cannot", "talk"]),
  answeringSince: instant.nullable(),
  someoneThere: z.boolean(),
  arrivalDueAt: instant.nullable(),
  deskStill: z.boolean().nullable(),
});

/** Where a session stands. Never who or where somebody is: that is in the plan alone, and reading it is written down. */
export const session = z.object({
  now: instant,
  id: z.string(),
  version: z.int(),
  phase,
  rehearsal: z.boolean(),
  openedAt: instant,
  language,
  keysOnly: z.boolean(),
  kind: z.enum(SESSION_KINDS).nullable(),
  emergency: z.boolean(),
  /** Nobody is rung for a talk with them, unless they press emergency or help is sent. */
  restriction: z.enum(["watchOnly", "blocked"]).nullable(),
  concerns: z.array(z.enum(CONCERNS)),
  doses: z.array(dose.extend({ at: instant }).strip()),
  /** What the plan comes to: what would be sent, and whether anybody takes it; without a province no desk is found yet. */
  sends: z.object({
    place: z.enum(["exact", "area", "none"]),
    help: z.enum(["ambulance", "trusted", "nobody"]),
    trustedPerson: z.boolean(),
    provinceSaid: z.boolean(),
    desks: z.array(z.string()),
    /** They were told that there is nobody to send there. */
    noDeskTold: z.boolean(),
    spoken: z.boolean(), // The place is what they said themselves: a recording.
  }),
  seal: placeSeal.nullable(),
  caller,
  redial: z.enum(["asked", "unsure", "declined"]).nullable(),
  company,
  watch: watch.nullable(),
  help,
  listeners,
  transfer: transferShown.nullable(),
  question: z
    .object({ question: z.enum(QUESTIONS), turn: z.int(), answer: z.boolean().nullable() })
    .nullable(),
  closed: z.object({ at: instant, outcome }).nullable(),
});

export const timeline = z.object({
  events: z.array(
    z.object({
      seq: z.int(),
      at: instant,
      kind: z.string(),
      cause: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
});

const moment = instant.nullable();
/** Each emergency of a session: how long everything took, in the order it should come. */
export const helpTimesAnswer = z.object({
  emergencies: z
    .array(
      z.object({
        reason: z.enum(HELP_REASONS),
        silentSince: moment,
        escalatedAt: instant,
        deskRungAt: moment,
        deskAnsweredAt: moment,
        takenAt: moment,
        thereAt: moment,
        stoodDownAt: moment,
      }),
    )
    .readonly(),
});

export const me = z.object({
  now: instant,
  id: staffId,
  name: z.string(),
  roles: z.array(z.string()),
  languages: z.array(language),
  via,
  shift: z.object({ circle, since: instant }).nullable(),
  presence: z.enum(["here", "break", "resting"]),
  ...standing,
  /** The session they hold now, as its responder or to speak to a desk. */
  sessionId: z.string().nullable(),
});

export const dutiesQuery = z.strictObject({
  overdue: z.enum(["", "true", "false"]).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const duties = z.object({
  now: instant,
  duties: z.array(
    z.object({
      id: z.string(),
      sessionId: z.string().nullable(),
      kind: z.string(),
      dueAt: instant,
      attempts: z.int(),
      data: z.record(z.string(), z.unknown()),
      lastError: z.string().nullable(),
    }),
  ),
});
export const done = z.object({ done: z.literal(true) });

/** RFC 9457. `code` is for programs to translate, `title` for people. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ where: z.string(), what: z.string() })).optional(),
});

export type SessionView = z.infer<typeof session>;
export type ProblemBody = z.infer<typeof problem>;
