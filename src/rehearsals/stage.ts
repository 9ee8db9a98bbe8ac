import {
  desks,
  handsetOf,
  nameOf,
  navigator,
  staffNames,
  trustedNumber,
  type Circle,
  type DeskName,
  type StaffName,
} from "./cast.ts";
import type { Judgement, Told } from "./judge.ts";
import type { Colleague, Outsider } from "./staff.ts";
import {
  openCalls,
  putDown,
  type Handset,
  type Network,
  type PhoneCall,
  type Softphone,
} from "./telephones.ts";
import type { Timeline } from "./timeline.ts";

/** One rehearsal: who is there, what they do, and what must have happened on the telephone network. */
export type Play = {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly about: string;
  /** The caller's own number, of no other play: none can disturb the next. */
  readonly caller: string;
  /** On shift when the phone rings; the first has been waiting longest and is rung first. */
  readonly onShift: readonly (readonly [StaffName, Circle])[];
  act(stage: Stage): Promise<void>;
  judge(told: Told): readonly Judgement[];
};

export type Troupe = {
  readonly network: Network;
  readonly colleagues: Readonly<Record<StaffName, Colleague>>;
  readonly outsider: Outsider;
  /** Where the network's telephones are used from. */
  readonly networkUrl: string;
  /** The number people practise on. */
  readonly lineNumber: string;
};

/** What a play is given to act with. */
export type Stage = {
  readonly caller: Handset;
  /** The caller dials the rehearsal number. */
  dials(): Promise<PhoneCall>;
  softphone(name: StaffName): Softphone;
  caseysPhone(): Handset;
  /** Of the navigator. */
  outsidersPhone(): Handset;
  readonly outsider: Outsider;
  desk(name: DeskName): Handset;
  /** A voicemail there has had its time. */
  putsDown(name: DeskName): Promise<void>;
  /** The telephone of whom the caller wants sent first. */
  trusted(): Handset;
  comesOn(name: StaffName, circle: Circle): Promise<void>;
  colleague(name: StaffName): Colleague;
  /** A text has come to this number since the play began. */
  texted(number: string): Promise<unknown>;
  /** Both calls are in one conversation. */
  meet(one: PhoneCall, other: PhoneCall): Promise<void>;
  pause(ms: number): Promise<void>;
  /** Something no telephone knows of, judged as it happens: a line of its own beside the others. */
  judges(judgement: Judgement): void;
};

const CALM_MS = 15_000;

export function stageFor(troupe: Troupe, play: Play, timeline: Timeline): Omit<Stage, "judges"> {
  const { network, colleagues, outsider, lineNumber } = troupe;
  const caller = network.phone(play.caller);
  const begin = network.log.entries.length;
  return {
    caller,
    dials: () => caller.calls(lineNumber),
    softphone: (name) => network.softphone(name),
    caseysPhone: () => network.phone(handsetOf("casey")),
    outsidersPhone: () => network.phone(navigator.number),
    outsider,
    desk: (name) => network.phone(desks[name]),
    putsDown: (name) => putsDown(troupe, desks[name]),
    trusted: () => network.phone(trustedNumber),
    async comesOn(name, circle) {
      timeline.note(name, `on shift, ${circle}`);
      await colleagues[name].comesOn(circle);
    },
    colleague: (name) => noted(colleagues[name], timeline),
    texted: (number) => textTo(network, number, begin),
    meet: (one, other) => meeting(network, [one, other], play.caller),
    pause: (ms) => network.pause(ms),
  };
}

const TEXT_MS = 60_000;

const textTo = (network: Network, number: string, begin: number): Promise<unknown> =>
  network.until(
    (entries) =>
      entries.slice(begin).find((one) => one.kind === "messageSent" && one.to === number) ?? null,
    { within: TEXT_MS, complaint: `no text came to ${number}` },
  );

async function putsDown({ network, networkUrl }: Troupe, handset: string): Promise<void> {
  const { entries } = network.log;
  const its = new Set(
    entries.flatMap((entry) =>
      entry.kind === "answered" && entry.handset === handset ? entry.callSid : [],
    ),
  );
  const open = openCalls(entries).filter((callSid) => its.has(callSid));
  for (const callSid of open) await putDown(networkUrl, callSid);
}

/** Clicks belong in the timeline. */
function noted(colleague: Colleague, timeline: Timeline): Colleague {
  return {
    ...colleague,
    plans(sessionId, plan) {
      timeline.note(colleague.name, "plan");
      return colleague.plans(sessionId, plan);
    },
    clicks(sessionId, wish, body = {}) {
      const [how] = Object.values(body);
      const isPlain = how !== undefined && typeof how !== "object";
      timeline.note(colleague.name, isPlain ? `${wish}: ${String(how)}` : wish);
      return colleague.clicks(sessionId, wish, body);
    },
  };
}

async function meeting(
  network: Network,
  calls: readonly PhoneCall[],
  caller: string,
): Promise<void> {
  const names = calls.map(({ handset }) => nameOf(handset, caller)).join(" and ");
  await network.until(
    (entries) => {
      const rooms = calls.map(({ callSid }) =>
        entries.findLast(
          (entry) =>
            (entry.kind === "joined" || entry.kind === "left") && entry.callSid === callSid,
        ),
      );
      const [first] = rooms;
      const same = rooms.every(
        (room) =>
          room?.kind === "joined" &&
          first?.kind === "joined" &&
          room.conferenceSid === first.conferenceSid,
      );
      return same ? true : null;
    },
    { within: CALM_MS, complaint: `${names} were not brought together` },
  );
}

/** Everybody off shift, every telephone quiet, no rehearsal session left open; then the play's own people come on. */
export async function set(troupe: Troupe, play: Play): Promise<void> {
  const { network, colleagues } = troupe;
  await clear(troupe);
  const everybody = [
    ...staffNames.filter((name) => name !== "casey").map((name) => network.softphone(name)),
    ...[
      handsetOf("casey"),
      navigator.number,
      play.caller,
      trustedNumber,
      ...Object.values(desks),
    ].map((one) => network.phone(one)),
  ];
  for (const handset of everybody) await handset.behaves({ answers: "manual" });
  for (const [name, circle] of play.onShift) await colleagues[name].comesOn(circle);
}

/**
 * Sends everybody home, ends what is still open, as a supervisor would; puts down every telephone; waits until every call is over.
 * Whoever stayed on would be rung to cover for somebody who rests after the play before.
 */
export async function clear({ network, networkUrl, colleagues }: Troupe): Promise<void> {
  for (const name of staffNames) await colleagues[name].goesOff();
  const { dana } = colleagues;
  const sessions = await dana.openSessions();
  for (const { id, phase } of sessions.filter(({ rehearsal }) => rehearsal)) {
    if (phase === "escalated") {
      await dana.clicks(id, "stand-down", { reason: "raisedByMistake" });
    }
    await dana.clicks(id, "close", { outcome: "unknown" });
  }
  for (const callSid of openCalls(network.log.entries)) await putDown(networkUrl, callSid);
  await calm(network);
}

/** Resolves when no call is left. */
export const calm = (network: Network): Promise<true> =>
  network.until((entries) => (openCalls(entries).length === 0 ? true : null), {
    within: CALM_MS,
    complaint: "calls are still up",
  });
