import type { DeskErrand } from "./duties.ts";
import type { DeskCall } from "./help.ts";
import type { Session } from "./session.ts";

export const allCallsFor = ({ help }: Session, errand: DeskErrand): readonly DeskCall[] =>
  help.desks.filter((call) => call.errand === errand);

/** Every call of the standing emergency, theirs to us too; one that was called off before is another. */
const standing = ({ help }: Session): readonly DeskCall[] => help.desks.slice(help.earlier);

export const callsFor = (session: Session, errand: DeskErrand): readonly DeskCall[] =>
  standing(session).filter((call) => call.errand === errand);

export const live = (calls: readonly DeskCall[]): readonly DeskCall[] =>
  calls.filter((call) => call.state !== "ended");

/** Desks where somebody, or something, has picked up and may have heard of it, in the order they first did. */
export function heardOfIt(session: Session): readonly string[] {
  const heard = standing(session).filter(
    (call) => call.errand !== "answering" && call.answeredAt !== null,
  );
  return [...new Set(heard.map(({ deskId }) => deskId))];
}

/** Who took it; until somebody has, the last desk where somebody picked up, a machine only when nobody else did. */
export function whoHasIt(session: Session): string | undefined {
  if (session.help.takenBy !== null) return session.help.takenBy;
  const heard = standing(session).filter(
    (call) => call.errand !== "answering" && call.answeredAt !== null,
  );
  return (heard.findLast(({ machine }) => !machine) ?? heard.at(-1))?.deskId;
}

/** A desk is being rung, or is hearing the brief and still has time to take it. */
export const isRinging = (session: Session): boolean =>
  live(callsFor(session, "dispatch")).some((call) => !call.slow);

const HANG_UPS = 2;

/** So often a recording was hung up on there: from now on a person meets them at pick-up (PRACTICE 22). */
export const wantsPerson = (session: Session, deskId: string): boolean =>
  callsFor(session, "dispatch").filter((call) => call.deskId === deskId && call.hungUp).length >=
  HANG_UPS;
