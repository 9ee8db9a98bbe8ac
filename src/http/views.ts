import type { z } from "zod";
import type { Instant } from "../domain/session/people.ts";
import { silentSince } from "../domain/session/help-times.ts";
import { listenersOf } from "../domain/session/listening.ts";
import { restrictionOf } from "../domain/session/restricted.ts";
import type { DeskCall } from "../domain/session/help.ts";
import { placeIsShut } from "../domain/session/place-seal.ts";
import { phaseOf, type Listener, type Session } from "../domain/session/session.ts";
import type { sessionSummary, SessionView } from "./contract.ts";

/** A session as the console is shown it. */
export function sessionView(session: Session, now: Instant): SessionView {
  const { id, version, rehearsal, openedAt, language, keysOnly, kind, emergency } = session;
  const { place, help, trustedPerson, desks, spoken = false } = session.plan;
  const noDeskTold = session.noDeskToldAt !== null;
  const provinceSaid = (session.plan.province ?? null) !== null;
  return {
    now,
    id,
    version,
    rehearsal,
    openedAt,
    language,
    keysOnly,
    kind,
    emergency,
    restriction: restrictionOf(session),
    phase: phaseOf(session),
    concerns: [...session.concerns],
    doses: [...session.doses],
    sends: { place, help, trustedPerson, provinceSaid, desks: [...desks], noDeskTold, spoken },
    seal: sealView(session),
    caller: callerView(session),
    redial: session.redial?.state ?? null,
    company: companyView(session),
    watch: watchView(session),
    help: helpView(session),
    listeners: listenersOf(session).map(listenerView),
    transfer: transferView(session),
    question: session.question,
    closed: session.closed,
  };
}

/** A session as one line of the board. */
export function summaryOf(session: Session): z.infer<typeof sessionSummary> {
  const { id, rehearsal, language, openedAt, closed, watch } = session;
  return {
    id,
    phase: phaseOf(session),
    rehearsal,
    language,
    responderId: session.company.responder?.staffId ?? null,
    dueAt: watch?.deadline.dueAt ?? null,
    helpAt: watch?.deadline.helpAt ?? null,
    openedAt,
    closedAt: closed?.at ?? null,
    outcome: closed?.outcome ?? null,
  };
}

function sealView(session: Session): SessionView["seal"] {
  const { seal } = session;
  if (seal === undefined) return null;
  const openTo = seal.opened.map(({ by, until }) => ({ staffId: by, until }));
  return { shut: placeIsShut(session), readBack: [...seal.readBack], openTo };
}

function callerView({ caller }: Session): SessionView["caller"] {
  const { on, numberKnown, lost, pickedUp, callBackBy } = caller;
  return { on, numberKnown, lostAt: lost?.at ?? null, pickedUp: pickedUp !== null, callBackBy };
}

function companyView({ company }: Session): SessionView["company"] {
  const { state, since, responder, ringing, offered, cover } = company;
  return {
    state,
    since,
    responderId: responder?.staffId ?? null,
    via: responder?.via ?? null,
    ringing: ringing.map(({ staffId }) => staffId),
    offeredId: offered?.staffId ?? null,
    cover,
    unheardUntil: responder?.unheardUntil ?? null,
  };
}

function watchView({ watch }: Session): SessionView["watch"] {
  if (watch === null) return null;
  const { checkIn, deadline, step, pace, everyMs, began, lastAnswerAt } = watch;
  const { plannedEndAt, asksToGoOn, awayUsed } = watch;
  const { kind, dueAt, helpAt } = deadline;
  return {
    checkIn,
    deadline: kind,
    dueAt,
    helpAt,
    step,
    pace,
    everyMs,
    began,
    lastAnswerAt,
    plannedEndAt,
    asksToGoOn,
    awayUsed,
  };
}

const listenerView = ({ staffId, how, legId }: Listener): SessionView["listeners"][number] => ({
  staffId,
  how,
  isIn: legId !== null,
});

function transferView({ transfer }: Session): SessionView["transfer"] {
  if (transfer === undefined) return null;
  const { to, reach, state, by, joinedAt, ended } = transfer;
  return { to, language: reach.language, state, by, joinedAt, ended };
}

function deskView(call: DeskCall): SessionView["help"]["desks"][number] {
  const { deskId, errand, state, rungAt, answeredAt, endedAt, how, machine, slow } = call;
  return { deskId, errand, state, rungAt, answeredAt, endedAt, how, machine, slow };
}

function helpView(session: Session): SessionView["help"] {
  const { help } = session;
  const { state, reason, askedAt, reference, trusted, answeringSince } = help;
  const { someoneThere, arrivalDueAt, deskStill, speaker } = help;
  return {
    state,
    reason,
    askedAt,
    reference,
    trusted,
    answeringSince,
    someoneThere,
    arrivalDueAt,
    deskStill,
    desks: help.desks.map(deskView),
    silentSince: silentSince(session),
    taken: help.takenWord === null ? null : { deskId: help.takenBy, ...help.takenWord },
    joiningId: help.joining?.staffId ?? null,
    speaker: speaker === null ? null : { staffId: speaker.staffId, state: speaker.state },
  };
}
