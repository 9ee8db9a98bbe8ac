import { inTurn, later, now, owe, record, when } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import { closeSession } from "./closing.ts";
import { relook } from "./deadlines.ts";
import { isThirdThere } from "./evolve-transfer.ts";
import type { HandedTo } from "./inputs.ts";
import type { Instant } from "./people.ts";
import { isWaitedFor } from "./line-loss.ts";
import { ringOwnPhone, ringVia } from "./own-phone.ts";
import { seek } from "./ringing.ts";
import { numbersOf, type Responder, type Session } from "./session.ts";
import { ownSpeakerGone } from "./speaker.ts";

/**
 * The responder's line went. The caller is spoken to, others are rung, and no deadline moves (promise 7, PRACTICE 18).
 * Where the caller had hung up before use and wants no call-back, that was the end of it.
 */
export function responderLost(session: Session, at: Instant): Decision {
  const { responder } = session.company;
  if (responder === null) return nothing;
  const { caller } = session;
  const watched = session.watch !== null;
  return inTurn(
    session,
    () => record(at, [{ kind: "responderLost", staffId: responder.staffId }]),
    ownSpeakerGone(responder.staffId, at),
    when(caller.on === "line", (s) => owe(hearsOfIt(s, at))),
    (s) => owe(...relook(s, at)),
    when(watched, () => owe(now(at, { kind: "page", because: "responderLost" }))),
    (s) => nobodyJudges(s, at),
    (s) =>
      isWaitedFor(s)
        ? foundAgain(s, responder, at)
        : closeSession(s, { outcome: "left", by: "line" }, at),
  );
}

/** The line speaks to them; with somebody they are being handed to, they stay together, and both hear it there. */
const hearsOfIt = (session: Session, at: Instant) =>
  isThirdThere(session) && !session.keysOnly
    ? now(at, { kind: "announce", words: "responderGone" })
    : now(at, { kind: "moveLeg", legId: session.caller.legId });

/** Their own phone, then others (PRACTICE 18). They were with this caller: no language stands between them. */
const foundAgain = (session: Session, lost: Responder, at: Instant): Decision =>
  inTurn(
    session,
    (s) => ringOwnPhone(s, { ...lost, languages: [s.language] }, at),
    (s) => seekAgain(s, at),
  );

/** Who rang without a number, to be known by the responder's ear, is nobody's caller now: they are answered as a new one. */
function nobodyJudges({ redial }: Session, at: Instant): Decision {
  if (redial?.state !== "unsure") return nothing;
  const { legId } = redial;
  return record(at, [{ kind: "redialDeclined", legId }], [now(at, { kind: "moveLeg", legId })]);
}

/** A search that cover had already begun goes on; otherwise one begins. */
const seekAgain = (session: Session, at: Instant): Decision =>
  session.company.search?.since === at ? seek(at)(session) : nothing;

/** "Cover me": somebody else is rung; the responder stays until they are here (PRACTICE 29). */
export function askForCover(session: Session, by: string, at: Instant): Decision {
  if (session.company.state !== "with") return refuse("noResponder");
  if (session.company.cover) return nothing;
  return inTurn(
    session,
    () =>
      record(
        at,
        [{ kind: "coverAsked", staffId: by }],
        [now(at, { kind: "page", because: "coverAsked" })],
      ),
    seek(at),
  );
}

/**
 * Somebody is named for this call, and is rung before anybody else; the responder, if there is one, stays until they are here
 * (PRACTICE 14). Let ring, or not taken, others are rung as for any cover.
 */
export function handOver(session: Session, to: HandedTo, by: string, at: Instant): Decision {
  const { company } = session;
  const isRung = company.ringing.some(({ staffId, until }) => staffId === to.staffId && until > at);
  if (company.responder?.staffId === to.staffId || isRung) return nothing;
  if (company.state !== "with" && company.search === null) return refuse("noResponder");
  const covers = company.state === "with" && !company.cover;
  const { staffId, languages } = to;
  const via = ringVia(session, to);
  const until = at + numbersOf(session).ringHoldsMs;
  const orPhone = to.hasPhone === undefined ? {} : { orPhone: to.hasPhone };
  return inTurn(
    session,
    when(covers, () => record(at, [{ kind: "coverAsked", staffId: by }], [otherwise(session, at)])),
    () =>
      record(
        at,
        [{ kind: "responderRung", staffId, via, until, languages, ...orPhone }],
        [now(at, { kind: "ringResponder", staffId, via, until })],
      ),
  );
}

/** The search that cover began, once the one who was named has had their time. */
const otherwise = (session: Session, at: Instant) =>
  later(at, numbersOf(session).ringHoldsMs, { kind: "ringNext", step: 0, since: at } as const);

/**
 * One key, no reason. With a watch open, or a worry marked, the caller is never dropped: another person, else the line itself
 * (PRACTICE 31, 28).
 */
export function leaveCall(session: Session, by: string, at: Instant): Decision {
  const { responder } = session.company;
  if (responder === null) return refuse("noResponder");
  const worrying = session.concerns.length > 0 || session.help.state !== "none";
  if (session.watch === null && !worrying) {
    return closeSession(session, { outcome: "misuse", by }, at);
  }
  const { caller } = session;
  return inTurn(
    session,
    () =>
      record(
        at,
        [{ kind: "responderLeft", staffId: responder.staffId }],
        [now(at, { kind: "moveLeg", legId: responder.legId })],
      ),
    ownSpeakerGone(responder.staffId, at),
    when(caller.on === "line", () => owe(now(at, { kind: "moveLeg", legId: caller.legId }))),
    (s) => owe(...relook(s, at)),
    (s) => nobodyJudges(s, at),
    (s) => seekAgain(s, at),
  );
}
