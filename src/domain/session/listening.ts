import { inTurn, later, now, owe, record, when } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import type { Instant, Listens, Via } from "./people.ts";
import { joinAsResponder } from "./ringing.ts";
import { numbersOf, type Listener, type Session } from "./session.ts";

/** A session stored before there was this has had nobody. */
export const listenersOf = ({ listeners }: Pick<Session, "listeners">): readonly Listener[] =>
  listeners ?? [];

export const listenerOf = (session: Session, staffId: string | null): Listener | undefined =>
  listenersOf(session).find((one) => one.staffId === staffId);

type Wish = { readonly by: string; readonly via: Via };

/** They wish to hear a call, whisper to its responder or talk in it. Asked again, it is changed. */
export function listenIn(session: Session, wish: Wish & { how: Listens }, at: Instant): Decision {
  if (session.company.state !== "with") return refuse("noResponder");
  const { by: staffId, how } = wish;
  if (isOnAlready(session, staffId, at)) return nothing;
  const known = listenerOf(session, staffId);
  if (known === undefined || isRungOut(known, at)) return rung(session, wish, at);
  if (known.how === how) return nothing;
  const { legId } = known;
  if (legId === null) return rung(session, wish, at);
  const moved = now(at, { kind: "moveLeg", legId });
  return record(at, [{ kind: "listenerJoined", staffId, legId, how }], [moved]);
}

/** They answer this caller from now on; whoever did is relieved. Without a line in the call they are rung for it first. */
export function takeOver(session: Session, { by, via }: Wish, at: Instant): Decision {
  const own = speaksOn(session, by, via);
  if (own !== null) return speakerAnswers(session, own, at);
  if (isOnAlready(session, by, at)) return nothing;
  const known = listenerOf(session, by);
  const answers = { by, via, how: "talk", takesOver: true } as const;
  if (known === undefined || isRungOut(known, at)) return rung(session, answers, at);
  const { legId, takesOver } = known;
  if (legId === null) return takesOver ? nothing : rung(session, answers, at);
  return inTurn(
    session,
    (s) => joinAsResponder(s, { staffId: by, via: known.via, legId }, at),
    () => owe(now(at, { kind: "moveLeg", legId })),
  );
}

/** They are its responder, speak to its desk, or are rung for either: one line is enough. */
function isOnAlready({ company, help }: Session, by: string, at: Instant): boolean {
  const { speaker, joining, besides } = help;
  const speaks = speaker?.staffId === by && speaker.state !== "lost";
  const rungFor = [...company.ringing, joining].some(
    (ring) => ring?.staffId === by && ring.until > at,
  );
  return (
    company.responder?.staffId === by ||
    speaks ||
    rungFor ||
    besides.some(({ staffId }) => staffId === by)
  );
}

/** The line on which they speak to the desk; null where that is the responder's own, or there is none. */
function speaksOn({ help, company }: Session, staffId: string, via: Via): OnLine | null {
  const { speaker } = help;
  if (speaker?.state !== "up" || speaker.staffId !== staffId || speaker.legId === null) return null;
  if (company.responder?.staffId === staffId) return null;
  return { staffId, legId: speaker.legId, via: speaker.via ?? via };
}

type OnLine = { readonly staffId: string; readonly via: Via; readonly legId: string };

/** They go on speaking to the desk, on the line they have. */
const speakerAnswers = (session: Session, on: OnLine, at: Instant): Decision =>
  inTurn(
    session,
    (s) => joinAsResponder(s, on, at),
    () => record(at, [{ kind: "speakerJoined", staffId: on.staffId, legId: null }]),
    when(on.via === "phone", () => owe(now(at, { kind: "moveLeg", legId: on.legId }))),
  );

const isRungOut = ({ legId, until }: Listener, at: Instant): boolean =>
  legId === null && until <= at;

type Ring = Wish & { readonly how: Listens; readonly takesOver?: boolean };

/** One ring, however often they change what it is for. */
function rung(session: Session, { by, via, how, takesOver = false }: Ring, at: Instant): Decision {
  const known = listenerOf(session, by);
  const rings = known !== undefined && !isRungOut(known, at);
  const until = rings ? known.until : at + numbersOf(session).ringHoldsMs;
  return record(
    at,
    [{ kind: "listenerRung", staffId: by, how, takesOver, via, until }],
    rings ? [] : [now(at, { kind: "callListener", staffId: by, via, until })],
  );
}

/** They picked up. Should somebody else have answered the caller meanwhile, they only listen: nobody is pushed out unasked. */
export function listenerAccepted(session: Session, on: OnLine, at: Instant): Decision {
  const { staffId, legId } = on;
  const known = listenerOf(session, staffId);
  if (known === undefined || known.legId !== null) return nothing;
  const { company } = session;
  const isTaken = company.state === "with" && company.since > known.askedAt;
  const answers = known.takesOver && !isTaken;
  const how = known.takesOver && isTaken ? "listen" : known.how;
  return inTurn(
    session,
    () => record(at, [{ kind: "listenerJoined", staffId, legId, how }]),
    when(!answers && isSaid(session, staffId), () =>
      owe(now(at, { kind: "announce", words: "listenerHere" })),
    ),
    when(answers, (s) => joinAsResponder(s, on, at)),
  );
}

/** Whoever takes over says so themselves, and a trainee was introduced before they were rung (PRACTICE 33). */
const isSaid = ({ saysListeners, trainees = [] }: Session, staffId: string): boolean =>
  saysListeners === true && !trainees.includes(staffId);

export function listenerEnded(
  session: Session,
  legId: string,
  staffId: string,
  at: Instant,
): Decision {
  const known = listenerOf(session, staffId);
  if (known === undefined || (known.legId !== null && known.legId !== legId)) return nothing;
  return record(at, [{ kind: "listenerLeft", staffId }]);
}

/** Who has just come may not be in the conference yet, and the carrier puts out whoever whispers to nobody (13240). */
export const WHISPER_AFTER_MS = 2_000;

/** A whisper goes to whoever is with the caller now. Until they are there it is heard by nobody, and never by the caller. */
export function whispersFollow(before: Session, session: Session, at: Instant): Decision {
  if (before.company.responder?.legId === session.company.responder?.legId) return nothing;
  return owe(
    ...listenersOf(session).flatMap(({ how, legId }) =>
      how === "whisper" && legId !== null
        ? [
            now(at, { kind: "moveLeg", legId } as const),
            later(at, WHISPER_AFTER_MS, { kind: "moveLeg", legId } as const),
          ]
        : [],
    ),
  );
}
