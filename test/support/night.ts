import { onTestFinished } from "vitest";

import { sealDeskNumber, sealStaffPhone } from "../../src/adapters/postgres/seals.ts";
import type { ConsoleInput } from "../../src/domain/session/inputs.ts";
import type { Question } from "../../src/domain/session/questions.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { Plan } from "../../src/engine/ports.ts";
import type { Behaviour } from "../../src/emulator/behaviour.ts";
import type { EntryOf } from "../../src/emulator/log.ts";
import type { Handset } from "../../src/emulator/people/handset.ts";
import type { PhoneCall } from "../../src/emulator/people/phone-call.ts";
import type { TestDatabase } from "./database.ts";
import { inHand, type InHand } from "./in-hand.ts";
import { CALLER } from "./rehearsal.ts";
import { PUBLIC, wholeLine } from "./whole-line.ts";

export { CALLER, REHEARSAL } from "./rehearsal.ts";
export { FRENCH, PUBLIC } from "./whole-line.ts";
export const OTHER_CALLER = "+15555550132";
export const TRUSTED = "+15555550141";
export const CASEY = "+15555550121";
export const DESKS = { ON1: "+15555550171", ON2: "+15555550172", QC1: "+15555550173" } as const;
const DANA = "+15555550122";

export const seconds = (count: number) => count * 1_000;
export const minutes = (count: number) => count * 60_000;

/** In the log, the desk hears this; nobody else may, and it may be written down nowhere but in the vault. */
export const PLACE = {
  place: "exact",
  address: "12 Rehearsal Lane, unit 4",
  municipality: "Springhill",
  province: "ON",
  wayIn: "the side door, unlocked",
  callerName: "Sparrow",
} as const satisfies Partial<Plan>;

/** For `toSatisfy`: no less than the first, no more than the second. */
export const between = (least: number, most: number) => (value: number | null) =>
  value !== null && value >= least && value <= most;

export const answersAfter = (ms: number): Behaviour => ({ answers: { afterMs: ms } });

export type Night = Awaited<ReturnType<typeof night>>;
export type Staff = Handset & ReturnType<typeof staffConsole>;

type Wish = ConsoleInput extends infer Each
  ? Each extends ConsoleInput
    ? Omit<Each, "by">
    : never
  : never;

/** A line that is open to the public, its desks, and everybody's telephone; nobody is on shift yet. */
export async function night(
  set: Readonly<Record<string, string>> = {},
  on: TestDatabase | null = null,
) {
  const line = await wholeLine(set, on);
  const { network, reads, clock, pass } = line;
  await openDesks(line);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail") console.error(await story(line));
  });

  /** The session this person is in; for anybody else the only one that is open. */
  const sessionOf = async (staffId: string): Promise<Session> => {
    const open = await reads.openSessions();
    const own = open.find(({ company }) => company.responder?.staffId === staffId);
    return own ?? line.openSession();
  };
  const desks = new Map<string, InHand<Handset>>();
  const desk = (name: keyof typeof DESKS = "ON1", behaviour = answersAfter(seconds(2))) => {
    const known = desks.get(name) ?? inHand(network.phone(DESKS[name]), network.log);
    desks.set(name, known);
    network.phone(DESKS[name], behaviour);
    return known;
  };
  const desksHangUp = async () => {
    for (const known of desks.values()) {
      for (const call of await known.callsUp()) await call.hangsUp();
    }
  };
  const withConsole = (staffId: string) => staffConsole(line, staffId, () => sessionOf(staffId));
  const softphoneOf = (staffId: string, behaviour: Behaviour) => {
    const softphone = inHand(network.softphone(staffId, behaviour), network.log);
    return {
      ...softphone,
      ...withConsole(staffId),
      /** The browser is gone, and the call with it. */
      async goesAway() {
        await softphone.goesOffline();
        await (await softphone.onCall()).drops();
      },
      /** As `goesAway`, and their shift is over: nobody rings them again. */
      async isGone() {
        await line.roster.goOffShift(staffId, clock.now());
        await softphone.goesOffline();
        await (await softphone.onCall()).drops();
      },
    };
  };
  return {
    ...line,
    caller: network.phone(CALLER),
    passes: pass,
    /** A responder with the console open, who takes calls after three seconds. Who came first is rung first. */
    async responder(staffId: "robin" | "jo" | "maude", behaviour = answersAfter(seconds(3))) {
      await line.onShift(staffId);
      await pass(1);
      return softphoneOf(staffId, behaviour);
    },
    /** Casey, on their own phone, who presses 1 when asked to. */
    async casey(behaviour = answersAfter(seconds(3))) {
      await line.onShift("casey");
      const phone = network.phone(CASEY, behaviour);
      phone.onHears(/Press 1 to (take the call|speak to them)/, (call) => call.presses("1"));
      return { ...inHand(phone, network.log), ...withConsole("casey") };
    },
    /** Dana supervises: on a softphone, with pages to her own phone. */
    async supervisor(behaviour = answersAfter(seconds(3))) {
      await line.database.db.staff.update({
        where: { id: "dana" },
        data: sealStaffPhone(line.vault, "dana", DANA),
      });
      await line.onShift("dana", "supervising");
      const pages = network.phone(DANA);
      return { ...softphoneOf("dana", behaviour), pages };
    },
    desk,
    /** They call, a responder joins, and where they are is written down; use has not begun. */
    async accompanied(staff: Staff, plan: Partial<Plan> = PLACE): Promise<PhoneCall> {
      const call = await network.phone(CALLER).calls(PUBLIC);
      await pass(seconds(12));
      await staff.records(plan);
      return call;
    },
    requestsTo: (handset: Handset) => requests(line, handset.id),
    /** When a call to any desk was first asked of the carrier, in ms since `from`. */
    deskRequestedAfter(from: number): number | null {
      const numbers: readonly string[] = Object.values(DESKS);
      const first = entries(line, "callRequested").find(
        ({ to, at }) => numbers.includes(to) && at >= from,
      );
      return first === undefined ? null : first.at - from;
    },
    now: () => clock.now(),
    until: (at: number) => pass(Math.max(0, at - clock.now())),
    heardOn: (call: PhoneCall) => heardOn(line, call.callSid),
    /** Whatever is still open is ended: help is there, the session closed, and desks hang up. */
    async endsByHand() {
      for (const { id } of await reads.openSessions()) {
        await line.give(id, { kind: "helpArrived", by: "robin", heardFrom: "crew" });
        await line.give(id, { kind: "closed", by: "robin", outcome: "well" });
      }
      await pass(seconds(2));
      await desksHangUp();
    },
    desksHangUp,
  };
}

type Line = Awaited<ReturnType<typeof wholeLine>>;

/** What a person does with the console open: each is one request of its API. */
function staffConsole(line: Line, by: string, session: () => Promise<Session>) {
  const does = async (wish: Wish) => {
    const { id } = await session();
    const { refused } = await line.give(id, { ...wish, by });
    await line.pass(0);
    return refused ?? "done";
  };
  return {
    does,
    session,
    records: async (plan: Partial<Plan>) => {
      await line.recordPlan((await session()).id, by, plan);
      await line.pass(0);
    },
    startsWatch: () => does({ kind: "watchStarted" }),
    async confirms(mark: "well" | "drowsy" = "well") {
      const checkIn = (await session()).watch?.checkIn ?? 0;
      return does({ kind: "confirmed", checkIn, mark });
    },
    /** "Can't talk? Press 4": the responder asks, the line speaks it. */
    asks: (question: Question) => does({ kind: "questionSent", question }),
    hearsGoodbye: () => does({ kind: "saidGoodbye" }),
    sendsHelp: () => does({ kind: "helpSent", reason: "stoppedAnswering" }),
    saysHelpIsThere: () => does({ kind: "helpArrived", heardFrom: "openLine" }),
    closes: () => does({ kind: "closed", outcome: "revived" }),
  };
}

async function openDesks({ database, vault, clock }: Line): Promise<void> {
  const at = new Date(clock.now());
  const rows = Object.entries(DESKS).map(([name, number]) => ({
    id: name,
    name,
    province: name.slice(0, 2),
    languages: [name.startsWith("QC") ? "fr" : "en"],
    ...sealDeskNumber(vault, name, number),
    routeOrder: Number(name.slice(2)),
    rehearsal: false,
    kind: "tenDigit",
    whoComes: "ambulance",
    timeZone: "America/Toronto",
    recording: "agreed",
    recordingAgreedBy: "a test",
    recordingAgreedAt: at,
    verifiedAt: at,
  }));
  await database.db.desk.createMany({ data: rows });
}

const entries = <K extends "callRequested" | "heard">(line: Line, kind: K): EntryOf<K>[] =>
  line.network.log.entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);

const requests = (line: Line, to: string): EntryOf<"callRequested">[] =>
  entries(line, "callRequested").filter((entry) => entry.to === to);

const heardOn = (line: Line, callSid: string): EntryOf<"heard">[] =>
  entries(line, "heard").filter((entry) => entry.callSid === callSid);

/** What happened on the network and in the books, second by second: printed when a test fails. */
async function story({ network, database }: Line): Promise<string> {
  const [first] = network.log.entries;
  const carrier = network.log.entries
    .filter(({ kind }) => kind !== "webhook")
    .map(({ seq: _seq, at, kind, ...rest }) => ({ at, text: `${kind} ${values(rest)}` }));
  const events = await database.db.sessionEvent.findMany({
    orderBy: [{ at: "asc" }, { seq: "asc" }],
  });
  const books = events.map(({ kind, at, data }) => {
    const dull = new Set(["at", "kind", "protocol"]);
    const rest = JSON.stringify(data, (key, value: unknown) => (dull.has(key) ? undefined : value));
    return { at: at.getTime(), text: `    * ${kind} ${rest}` };
  });
  return [...carrier, ...books]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, text }) => `${((at - (first?.at ?? at)) / 1_000).toFixed(1).padStart(7)} ${text}`)
    .join("\n");
}

const DULL = new Set(["url", "target", "conferenceSid", "conference", "source"]);

const values = (fact: object): string =>
  Object.entries(fact)
    .filter(([key]) => !DULL.has(key))
    .map(([, value]) => String(value).replace(/^CA\w*(\w{4})$/, "call $1"))
    .join(" ");
