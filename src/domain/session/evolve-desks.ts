import type { Event } from "./events.ts";
import type { DeskCall, Help } from "./help.ts";

/** Every call to a desk, and of a desk to us, after one more event. */
export function evolveDesks(help: Help, event: Event): readonly DeskCall[] {
  const { desks } = help;
  switch (event.kind) {
    case "deskRung": {
      const { deskId, attempt, errand, at: rungAt } = event;
      const byHand = help.speaker?.state === "up";
      return [...desks, { ...newCall, deskId, attempt, errand, rungAt, byHand }];
    }
    case "deskAnswered":
      return desks.map(becomes(event, () => ({ state: "answered", answeredAt: event.at })));
    case "deskCalledBack": {
      const { deskId, legId, at: answeredAt } = event;
      const call = { deskId, legId, answeredAt, attempt: 0, errand: "calledBack" } as const;
      return [...desks, { ...newCall, ...call, state: "answered" }];
    }
    case "deskMachine":
      return desks.map(becomes(event, () => ({ slow: true, machine: true })));
    case "deskAskedForPerson":
    case "deskKeyed":
      return desks.map((call) => (call.legId === event.legId ? isPerson(call) : call));
    case "helpTaken":
      return desks.map((call) => (tookIt(event.deskId, call) ? isPerson(call) : call));
    case "deskEnded": {
      const { how, at: endedAt } = event;
      const hungUp = (call: DeskCall) => how === "completed" && onRecording(help, call);
      return desks.map(
        becomes(event, (call) => ({ state: "ended", endedAt, how, hungUp: hungUp(call) })),
      );
    }
    case "deskSlow":
      return desks.map(slowFrom(event.attempt));
    default:
      return desks;
  }
}

const isPerson = (call: DeskCall): DeskCall => ({ ...call, machine: false, person: true });

/** A voicemail that was told the caller answers took nothing. */
const tookIt = (deskId: string | null, call: DeskCall): boolean =>
  call.deskId === deskId && call.errand !== "answering";

const newCall = {
  legId: null,
  state: "rung",
  rungAt: null,
  answeredAt: null,
  endedAt: null,
  how: null,
  slow: false,
  machine: false,
  person: false,
  byHand: false,
  hungUp: false,
} as const;

/** Nobody of ours was there to speak to whoever picked up. */
const onRecording = ({ state, speaker }: Help, call: DeskCall): boolean =>
  call.state === "answered" && !call.machine && state === "asked" && speaker?.state !== "up";

const slowFrom =
  (attempt: number) =>
  (call: DeskCall): DeskCall =>
    call.errand === "dispatch" && call.attempt === attempt ? { ...call, slow: true } : call;

/** Once somebody has it no other is rung: one still to be rung is no reason to wait, should it be asked for, or called off, again. */
export const hadItsTime = (call: DeskCall): DeskCall =>
  call.state === "rung" ? { ...call, slow: true } : call;

/** The call this leg belongs to: by its leg once known, before that the newest unanswered one to that desk. */
function becomes(
  event: { deskId: string; legId: string },
  change: (call: DeskCall) => Partial<DeskCall>,
) {
  return (call: DeskCall, index: number, all: readonly DeskCall[]): DeskCall => {
    const byLeg = all.findIndex((other) => other.legId === event.legId);
    const byDesk = all.findLastIndex(
      (other) => other.legId === null && other.deskId === event.deskId && other.state === "rung",
    );
    return index === (byLeg >= 0 ? byLeg : byDesk)
      ? { ...call, ...change(call), legId: event.legId }
      : call;
  };
}
