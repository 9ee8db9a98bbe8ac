import { setTimeout as pause } from "node:timers/promises";

import { isKind, type Telephones } from "./telephones.ts";
import type { LogEntry } from "../../src/emulator/log.ts";
import type { SessionView } from "../../src/http/contract.ts";
import type { Dice } from "../support/dice.ts";
import type { Caller } from "./callers.ts";
import { NotDone, type Seat } from "./seats.ts";
import { staff } from "./staffing.ts";
import { firstSilenceMs, silenceMs, type Story } from "./story.ts";
import { timeNow } from "./troubles.ts";

export type Floor = {
  readonly telephones: Telephones;
  readonly story: Story;
  readonly luck: Dice;
  readonly seats: ReadonlyMap<string, Seat>;
  /** Who of the callers is in this conference, if anybody. */
  readonly callerIn: (room: string) => Caller | null;
  /** Somebody from a desk is there to be talked to. */
  readonly isDeskIn: (room: string) => boolean;
  readonly isOver: () => boolean;
  /** Counts clicks that were not done, by how they failed. */
  readonly notDone: (why: string) => void;
};

const LOOK_EVERY_MS = 1_000;
const ROOM = /^s-(.+)$/;

/** Everybody of ours: rung in the browser, in a conference, and away after an emergency until they come back. */
export async function staffWorks(floor: Floor): Promise<void> {
  for (const { id } of staff) {
    const handset = `client:${id}`;
    const afterMs = floor.luck.between(500, 2_500);
    await floor.telephones.perform({ do: "behave", handset, behaviour: { answers: { afterMs } } });
  }
  floor.telephones.onEntry((entry) => {
    const joined = joinedOf(entry);
    const seat = joined === null ? undefined : floor.seats.get(joined.id);
    if (joined === null || seat === undefined) return;
    accompanies(floor, seat, joined).catch((err: unknown) => floor.notDone(`lost: ${String(err)}`));
  });
}

type Joined = { readonly id: string; readonly callSid: string; readonly room: string };

function joinedOf(entry: LogEntry): Joined | null {
  if (!isKind(entry, "joined") || !entry.handset.startsWith("client:")) return null;
  const id = entry.handset.slice("client:".length);
  return { id, callSid: entry.callSid, room: entry.conference };
}

type Company = Joined & {
  readonly sessionId: string;
  readonly leavesAt: number;
  planned: boolean;
  began: boolean;
};

/** Looks at the session every second, as long as this leg is in it, and does what is called for. */
async function accompanies(floor: Floor, seat: Seat, joined: Joined): Promise<void> {
  const [, sessionId] = ROOM.exec(joined.room) ?? [];
  if (sessionId === undefined) return;
  const { telephones, luck } = floor;
  const here = { inRoom: true };
  const unhear = telephones.onEntry((entry) => {
    const goes = isKind(entry, "left") || isKind(entry, "ended");
    if (goes && entry.callSid === joined.callSid) here.inRoom = false;
  });
  const leavesAt = luck.chance(0.3) ? timeNow() + luck.between(6_000, 15_000) : Infinity;
  const company: Company = { ...joined, sessionId, leavesAt, planned: false, began: false };
  while (here.inRoom && !floor.isOver()) {
    await pause(LOOK_EVERY_MS);
    if (timeNow() > leavesAt && company.planned) {
      // Their line goes: the caller is alone with the line, which knows where they are.
      await telephones.perform({ do: "drop", callSid: joined.callSid }).catch(() => null);
      break;
    }
    const view = await seat.session(sessionId);
    if (view === null) continue;
    if (view.help.state !== "none")
      await speaks(floor, seat, company, view).catch((err: unknown) => noted(floor, err));
    if (view.company.responderId !== seat.id) continue;
    await attends(floor, seat, company, view).catch((err: unknown) => noted(floor, err));
  }
  unhear();
}

function noted(floor: Floor, err: unknown): void {
  floor.notDone(err instanceof NotDone ? `${err.status}` : "no answer");
}

/** One look, at most one click. */
async function attends(
  floor: Floor,
  seat: Seat,
  company: Company,
  view: SessionView,
): Promise<void> {
  const { sessionId } = company;
  const caller = floor.callerIn(company.room);
  const at = `/sessions/${sessionId}`;
  if (view.closed !== null) return;
  if (view.caller.on === "lost") {
    if (caller !== null && view.caller.pickedUp) await seat.clicks(`${at}/caller-heard`);
    return;
  }
  if (view.redial === "unsure") return seat.clicks(`${at}/redial`, { same: caller !== null });
  if (isOut(view)) return;
  if (!company.planned) {
    await seat.clicks(`${at}/plan`, planFor(caller), "PUT");
    company.planned = true;
    return;
  }
  if (view.watch === null) return begins(floor, seat, company);
  if (caller?.isWell() === true) await talks(floor, seat, { caller, view, at });
}

async function talks(floor: Floor, seat: Seat, talking: Confirming): Promise<void> {
  const { caller, view } = talking;
  if (caller.isDone()) return goodbye(floor, seat, view.id);
  const dueInMs = (view.watch?.dueAt ?? Infinity) - view.now;
  if (dueInMs < 2_000) await confirms(floor, seat, talking);
}

/** Whoever is in one conversation with the desk hears what it says, and passes it on: it sends somebody, or no longer does. */
async function speaks(
  { isDeskIn }: Floor,
  seat: Seat,
  { room }: Company,
  { id, help, company }: SessionView,
): Promise<void> {
  const isTheirs = company.responderId === seat.id || help.speaker?.staffId === seat.id;
  if (!isTheirs || !isDeskIn(room)) return;
  const desk = help.desks.find(({ state }) => state === "answered");
  if (desk === undefined) return;
  const isTold = help.answeringSince !== null || help.state === "stoodDown";
  if (desk.errand !== "answering" && help.state === "asked") {
    await seat.clicks(`/sessions/${id}/desk-took`, { deskId: desk.deskId });
  } else if (isTold && help.deskStill === null) {
    await seat.clicks(`/sessions/${id}/desk-told`, { stillSending: false });
  }
}

const isOut = ({ help }: SessionView): boolean => help.state === "asked" || help.state === "taken";

async function begins({ story }: Floor, seat: Seat, company: Company): Promise<void> {
  const { sessionId } = company;
  if (company.began) return;
  await seat.clicks(`/sessions/${sessionId}/using-now`);
  company.began = true;
  const at = timeNow();
  story.tell({ at, what: "began", callSid: null, sessionId, helpBy: at + firstSilenceMs });
}

async function goodbye({ story }: Floor, seat: Seat, sessionId: string): Promise<void> {
  await seat.clicks(`/sessions/${sessionId}/goodbye`);
  story.tell({ at: timeNow(), what: "bye", callSid: null, sessionId, helpBy: null });
}

type Confirming = { readonly caller: Caller; readonly view: SessionView; readonly at: string };

async function confirms({ story }: Floor, seat: Seat, confirming: Confirming): Promise<void> {
  const { caller, view, at } = confirming;
  const from = timeNow();
  const tell = (what: "answered" | "perhaps") => {
    const now = timeNow();
    const helpBy = now + silenceMs(true);
    story.tell({ from, at: now, what, callSid: null, sessionId: view.id, helpBy });
  };
  try {
    await seat.clicks(`${at}/check-ins/${view.watch?.checkIn}`, { mark: "well" });
    tell("answered");
    caller.confirms();
  } catch (err) {
    // It may have reached the line all the same.
    tell("perhaps");
    throw err;
  }
}

/** One of two provinces, by the language they speak. */
function planFor(caller: Caller | null) {
  const french = caller?.part.french === true;
  return {
    callerName: "Sam",
    place: "exact",
    address: french ? "1200, rue Imaginaire, porte 3" : "250 Fictional Street, door 4",
    municipality: french ? "Montréal" : "Toronto",
    province: french ? "QC" : "ON",
    wayIn: "side door, code 12",
    othersThere: null,
    callerNumber: null,
    naloxone: "yes",
    people: 1,
    trusted: null,
    help: "ambulance",
    trustedFirst: false,
    mayText: false,
    numberGiven: false,
  };
}
