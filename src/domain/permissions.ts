import type { ConsoleInput } from "./session/inputs.ts";
import { wasHandedOver } from "./session/evolve-transfer.ts";
import type { Session } from "./session/session.ts";

/**
 * Coordinators keep shifts and desks, and see no session. Auditors read the audit. A trainee sees no session, and hears a call that its
 * responder introduced them to (PRACTICE 33), so that role stands by itself. A navigator is of another organisation: they see the
 * referrals handed to them, and nothing else of the line.
 */
export const STAFF_ROLES = [
  "responder",
  "supervisor",
  "coordinator",
  "auditor",
  "trainee",
  "navigator",
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Somebody of ours who has signed in. */
export type Staff = { readonly id: string; readonly roles: readonly string[] };

/** What is done with a session: every input of a person, and reading. */
export type SessionAct =
  | ConsoleInput["kind"]
  | "seeWaiting"
  | "seeSession"
  | "readTimeline"
  | "readPlan"
  | "readNotes"
  | "writeNote"
  | "referCaller";

/** What concerns the whole line. */
export type LineAct =
  | "answerCalls"
  | "haveSoftphone"
  | "haveOwnPhone"
  | "supervise"
  | "seeEverySession"
  | "reviewCalls"
  | "seeDuties"
  | "endDuties"
  | "seeDesks"
  | "keepDesks"
  | "seeServices"
  | "keepServices"
  | "seeShifts"
  | "keepShifts"
  | "askRestrictions"
  | "keepRestrictions"
  | "seeMeasures"
  | "seeEverybodysRings"
  | "keepStaff"
  | "keepTraining"
  | "readAudit"
  | "keepHolds"
  | "seeProtocol"
  | "keepProtocol"
  | "seeKnowing"
  | "keepKnowing"
  | "exportResearch"
  | "lookAfterOneself"
  | "lookAfterOthers"
  | "seeCards"
  | "seeReferrals"
  | "keepReferrals";

/** Anything a route may be for. */
export type Act = SessionAct | LineAct;

/** Who has to do with a session. */
export type Subject = {
  readonly open: boolean;
  readonly responderId: string | null;
  /** Their line went, and nobody has come in their place. */
  readonly lostResponderId: string | null;
  /** Speak to a desk: the one who does, and those who did before somebody joined them. */
  readonly speakerIds: readonly string[];
  readonly rungIds: readonly string[];
};

export function subjectOf(session: Session): Subject {
  const { company, help, closed } = session;
  const { speaker } = help;
  // Whoever left the caller with somebody else, last, still says how it ended.
  const leftLast = wasHandedOver(session) ? company.last : null;
  const rung = company.ringing.map(({ staffId }) => staffId);
  const offered = company.offered === null ? [] : [company.offered.staffId];
  const joins = help.joining === null ? [] : [help.joining.staffId];
  const asked = speaker?.state === "rung" ? [speaker.staffId] : [];
  return {
    open: closed === null,
    responderId: company.responder?.staffId ?? (closed === null ? null : leftLast),
    lostResponderId: company.state === "lost" ? company.last : leftLast,
    speakerIds: [
      ...(speaker?.state === "up" ? [speaker.staffId] : []),
      ...help.besides.map(({ staffId }) => staffId),
    ],
    rungIds: [...rung, ...offered, ...asked, ...joins],
  };
}

/** `past`: was its responder, until it closed or until their line went. */
type Standing = "responder" | "speaker" | "past" | "rung";

const theirs = ["responder"] as const;
const spoken = ["responder", "speaker"] as const;

/**
 * A responder acts on the session they hold; the one who speaks to a desk passes on what it says. A responder whose line went
 * can still send help: they may know what nobody else does.
 */
const MAY: Readonly<Record<SessionAct, readonly Standing[]>> = {
  seeWaiting: ["responder", "speaker", "rung"],
  seeSession: ["responder", "speaker", "past"],
  readTimeline: spoken,
  readPlan: spoken,
  readNotes: spoken,
  writeNote: ["responder", "speaker", "past"],
  referCaller: theirs,
  planRecorded: theirs,
  placeReadBack: theirs,
  placeOpened: spoken,
  noDeskTold: theirs,
  placeAsked: theirs,
  codeAsked: theirs,
  keepWished: theirs,
  keptErased: theirs,
  watchStarted: theirs,
  confirmed: theirs,
  goneQuietMarked: theirs,
  awayMarked: theirs,
  doseMarked: theirs,
  intervalSet: theirs,
  helpSent: ["responder", "past"],
  helpReasoned: ["responder", "speaker", "past"],
  trustedCalled: theirs,
  saidGoodbye: theirs,
  callerHeard: theirs,
  redialJudged: theirs,
  questionSent: theirs,
  concernMarked: theirs,
  languageSet: theirs,
  keysOnlySet: theirs,
  kindSet: theirs,
  coverAsked: theirs,
  callLeft: theirs,
  transferAsked: theirs,
  transferEnded: theirs,
  transferLeft: theirs,
  callBackOffered: theirs,
  restrictionLifted: [],
  deskTook: spoken,
  deskTold: spoken,
  traineeIntroduced: theirs,
  traineeDismissed: theirs,
  listenedIn: [],
  tookOver: [],
  handedOver: [],
  deskJoined: spoken,
  callerCalled: theirs,
  arrivalTroubled: spoken,
  helpArrived: spoken,
  stoodDown: theirs,
  closed: theirs,
  outcomeAmended: ["responder", "past"],
  dutyWaived: [],
  followUpEnded: [],
};

/** Who may do what of the whole line's; a supervisor may do all of it. */
const ON_LINE: Readonly<Record<LineAct, readonly StaffRole[]>> = {
  answerCalls: ["responder"],
  haveSoftphone: ["responder", "trainee"],
  haveOwnPhone: ["responder", "navigator"],
  supervise: [],
  seeEverySession: [],
  reviewCalls: [],
  seeDuties: [],
  endDuties: [],
  seeDesks: ["responder", "coordinator", "trainee"],
  keepDesks: ["coordinator"],
  seeServices: ["responder", "coordinator"],
  keepServices: ["coordinator"],
  seeShifts: ["responder", "coordinator", "trainee"],
  keepShifts: ["coordinator"],
  askRestrictions: ["responder"],
  keepRestrictions: [],
  seeMeasures: ["responder", "coordinator"],
  seeEverybodysRings: [],
  keepStaff: [],
  keepTraining: [],
  readAudit: ["auditor"],
  keepHolds: [],
  seeProtocol: ["responder", "coordinator", "auditor", "trainee"],
  keepProtocol: [],
  seeKnowing: ["responder", "coordinator", "trainee"],
  keepKnowing: [],
  exportResearch: ["auditor"],
  lookAfterOneself: ["responder", "trainee"],
  lookAfterOthers: [],
  seeCards: ["responder", "coordinator", "auditor", "trainee"],
  seeReferrals: ["responder", "navigator"],
  keepReferrals: [],
};

/** Done by nobody but whoever answers the caller: which call a wish beyond it comes from no supervisor learns (decision 049). */
const THEIRS_ALONE: ReadonlySet<SessionAct> = new Set<SessionAct>(["referCaller"]);

/** Whether this person may do this to that session. Supervisors may do everything, but for what is of caller and responder alone. */
export function may(staff: Staff, act: SessionAct, subject: Subject): boolean {
  const supervises = isSupervisor(staff);
  if (supervises && !THEIRS_ALONE.has(act)) return true;
  if (!supervises && !isResponder(staff)) return false;
  return standings(staff.id, subject).some((standing) => MAY[act].includes(standing));
}

export function mayOnLine(staff: Staff, act: LineAct): boolean {
  return isSupervisor(staff) || ON_LINE[act].some((role) => staff.roles.includes(role));
}

/** Whether there could be a session, or is a line, that this person may do this to: what is asked before anything is looked up. */
export function mayEver(staff: Staff, act: Act): boolean {
  if (isLineAct(act)) return mayOnLine(staff, act);
  return isSupervisor(staff) || (isResponder(staff) && MAY[act].length > 0);
}

/** Whose reach goes beyond the caller they are with: a password alone is too little for them. */
export const needsSecondFactor = ({ roles }: Staff): boolean =>
  roles.some((role) => role !== "responder" && role !== "trainee");

/** Null: these roles go together. Otherwise why not, in words for a person. */
export function rolesWrong(roles: readonly StaffRole[]): string | null {
  if (new Set(roles).size < roles.length) return "names a role twice";
  if (roles.includes("trainee") && roles.length > 1) return "a trainee is nothing else yet";
  if (roles.includes("navigator") && roles.length > 1) return "a navigator is outside the line";
  return null;
}

/** They see no page of the line but what is handed to them. */
export const isNavigator = ({ roles }: Pick<Staff, "roles">): boolean =>
  roles.includes("navigator");

const isLineAct = (act: Act): act is LineAct => act in ON_LINE;
const isSupervisor = ({ roles }: Staff): boolean => roles.includes("supervisor");
const isResponder = ({ roles }: Staff): boolean => roles.includes("responder");

function standings(id: string, subject: Subject): readonly Standing[] {
  const { open, responderId, lostResponderId, speakerIds, rungIds } = subject;
  const stands: readonly [Standing, boolean][] = [
    ["responder", open && responderId === id],
    ["speaker", open && speakerIds.includes(id)],
    ["past", (!open && responderId === id) || (open && lostResponderId === id)],
    ["rung", open && rungIds.includes(id)],
  ];
  return stands.flatMap(([standing, holds]) => (holds ? [standing] : []));
}
