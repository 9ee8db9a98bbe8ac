import type { Act } from "./duties.ts";
import { helpIsOut, type Session } from "./session.ts";

/** Whether an act is still wanted. When it is not, something has overtaken it since it was owed. */
export function stillOwed(session: Session, act: Act): boolean {
  switch (act.kind) {
    case "ringResponder":
    case "callSpeaker":
    case "callDesk":
    case "callCaller":
    case "callTrusted":
      return isStillCalled(session, act);
    case "announce":
    case "chime":
    case "text":
      return isStillSaid(session, act);
    case "rememberNumber":
      return session.caller.on === "lost";
    default:
      return true;
  }
}

type Call = Act & {
  kind: "ringResponder" | "callSpeaker" | "callDesk" | "callCaller" | "callTrusted";
};

function isStillCalled(session: Session, act: Call): boolean {
  const { company, caller, help } = session;
  switch (act.kind) {
    case "ringResponder":
      return company.search !== null && company.ringing.some((one) => one.staffId === act.staffId);
    case "callSpeaker":
      return isRungToSpeak(session, act.staffId);
    case "callDesk":
      if (act.errand === "dispatch") return help.state === "asked";
      return help.deskStill === null && help.state !== "arrived";
    case "callCaller":
      return session.closed === null && isStillCalledBack(caller, act.attempt);
    case "callTrusted":
      return session.closed === null && help.trusted === "ringing";
  }
}

/** Not yet reached, and not an older try than the last one owed. */
const isStillCalledBack = (caller: Session["caller"], attempt: number): boolean =>
  caller.on !== "line" && caller.pickedUp === null && attempt >= (caller.lost?.tries ?? 0);

function isRungToSpeak(session: Session, staffId: string): boolean {
  const { speaker } = session.help;
  return helpIsOut(session) && speaker?.state === "rung" && speaker.staffId === staffId;
}

function isStillSaid(
  session: Session,
  act: Act & { kind: "announce" | "chime" | "text" },
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
  }
}
