import type { Act } from "./duties.ts";
import { keepingOf } from "./evolve-keeping.ts";
import { isThirdThere } from "./evolve-transfer.ts";
import { listenerOf, listenersOf } from "./listening.ts";
import { hasNoDesk } from "./no-desk.ts";
import type { Instant } from "./people.ts";
import { untold } from "./telling.ts";
import { helpIsOut, numbersOf, type Session } from "./session.ts";

/** Whether an act is still wanted at `at`. When it is not, something has overtaken it since it was owed. */
export function stillOwed(session: Session, act: Act, at: Instant): boolean {
  switch (act.kind) {
    case "ringResponder":
    case "callSpeaker":
    case "callListener":
    case "callDesk":
    case "callCaller":
    case "callTrusted":
    case "callThird":
      return isStillCalled(session, act, at);
    case "announce":
    case "chime":
    case "text":
      return isStillSaid(session, act, at);
    case "pressStar":
      return isUnheard(session, act.legId);
    case "textPage":
      return session.closed === null && session.company.responder?.staffId === act.staffId;
    case "rememberNumber":
      return session.caller.on === "lost";
    case "moveLeg":
      return !isChoosing(session, act.legId);
    case "erasePlan":
    case "followUp":
      return !session.planErased;
    default:
      return true;
  }
}

/** After goodbye they choose what becomes of what they told us: nothing calls them away from that. */
function isChoosing(session: Session, legId: string): boolean {
  const { step, chosen } = keepingOf(session);
  return (
    session.closed !== null && legId === session.caller.legId && (step !== null || chosen !== null)
  );
}

const isUnheard = ({ closed, company: { responder } }: Session, legId: string): boolean =>
  closed === null && responder?.legId === legId && responder.unheardUntil !== undefined;

type Call = Act & {
  kind:
    | "ringResponder"
    | "callSpeaker"
    | "callListener"
    | "callDesk"
    | "callCaller"
    | "callTrusted"
    | "callThird";
};

function isStillCalled(session: Session, act: Call, at: Instant): boolean {
  const { caller, help } = session;
  switch (act.kind) {
    case "ringResponder":
      return isStillRung(session, act, at);
    case "callSpeaker":
      return isRungToSpeak(session, act.staffId, at);
    case "callListener":
      return isRungToListen(session, act, at);
    case "callDesk":
      if (act.errand === "dispatch") return help.state === "asked";
      return untold(session).includes(act.deskId);
    case "callCaller":
      return session.closed === null && isStillCalledBack(caller, act.attempt);
    case "callTrusted":
      // Who was on their way hears that they need not go.
      if (help.state === "stoodDown") return true;
      return session.closed === null && help.trusted === "ringing";
    case "callThird":
      return isRungThird(session, act, at);
  }
}

/** Not yet reached, and not an older try than the last one owed. */
const isStillCalledBack = (caller: Session["caller"], attempt: number): boolean =>
  caller.on !== "line" && caller.pickedUp === null && attempt >= (caller.lost?.tries ?? 0);

/**
 * A ring that could not be made in its time holds nobody any more: by now they may be rung for another caller (promise 7), or for
 * this one again.
 */
const isStillRung = (
  { company }: Session,
  { staffId, until }: Act & { kind: "ringResponder" },
  at: Instant,
): boolean =>
  company.search !== null &&
  until > at &&
  company.ringing.some((one) => one.staffId === staffId && one.until === until);

function isRungToListen(
  session: Session,
  { staffId, until }: Act & { kind: "callListener" },
  at: Instant,
): boolean {
  const known = listenerOf(session, staffId);
  return known?.legId === null && known.until === until && at < until;
}

const isRungThird = (
  { transfer }: Session,
  { until }: Act & { kind: "callThird" },
  at: Instant,
): boolean => transfer?.state === "ringing" && transfer.until === until && at < until;

function isRungToSpeak(session: Session, staffId: string, at: Instant): boolean {
  const { speaker, joining } = session.help;
  if (helpIsOut(session) && joining?.staffId === staffId && at < joining.until) return true;
  if (!helpIsOut(session) || speaker?.state !== "rung" || speaker.staffId !== staffId) return false;
  return speaker.rungAt === null || at < speaker.rungAt + numbersOf(session).ringHoldsMs;
}

function isStillSaid(
  session: Session,
  act: Act & { kind: "announce" | "chime" | "text" },
  at: Instant,
): boolean {
  const { watch, caller } = session;
  if (act.kind === "text") return act.to === "trusted" || caller.on === "lost";
  if (act.kind === "chime") return watch?.step === "chime";
  switch (act.words) {
    case "checkInAnnounce":
      return watch?.step === "announce";
    case "quietAnnounce":
      return watch?.deadline.kind === "quiet";
    case "openLine":
      return helpIsOut(session);
    case "listenerHere":
      return listenersOf(session).some(({ legId }) => legId !== null);
    case "responderGone":
      return session.company.state !== "with" && isThirdThere(session);
    case "thirdBusy":
    case "thirdNotReached":
    case "thirdGone":
      return isNewsOfThird(session, at);
    case "noDesk":
      return hasNoDesk(session) && session.help.state === "none" && caller.on === "line";
  }
}

/** After a while it has been talked about, or there is nobody together to hear it. */
const NEWS_MS = 60_000;

const isNewsOfThird = ({ transfer, company, closed }: Session, at: Instant): boolean =>
  closed === null &&
  company.state === "with" &&
  transfer?.state === "ended" &&
  at - (transfer.ended?.at ?? 0) < NEWS_MS;
