import type { Card } from "../../../domain/knowing/pieces.ts";
import type { SessionView } from "../../../http/contract.ts";
import { isHalfPlace } from "./half-place.ts";

/** What there is to say just now, first things first. */
export function cardsNow(session: SessionView, now: number): readonly Card[] {
  const { help, watch, concerns } = session;
  if (help.state === "asked" || help.state === "taken") {
    return [help.answeringSince === null ? "helpSent" : "answers"];
  }
  if (help.state === "arrived") return ["goodbye"];
  const worried = concerns.includes("selfHarm");
  if (watch === null) return worried ? ["selfHarm"] : beforeUse(session);
  return [...inWatch(watch, now), ...(worried ? (["selfHarm"] as const) : [])];
}

function inWatch(watch: NonNullable<SessionView["watch"]>, now: number): readonly Card[] {
  if (watch.deadline === "away") return ["away"];
  if (watch.pace === "drowsy") return ["drowsy"];
  return now >= watch.plannedEndAt ? ["goodbye"] : [];
}

function beforeUse(session: SessionView): readonly Card[] {
  const { sends, kind } = session;
  if (kind !== null && kind !== "use") return ["hello"];
  const nowhere = sends.place !== "none" && sends.help === "ambulance" && sends.desks.length === 0;
  return [
    ...(sends.place === "none" ? (["hello", "noPlace"] as const) : []),
    ...(nowhere && !isHalfPlace(session) && !sends.noDeskTold ? (["noDesk"] as const) : []),
    "beforeUse",
  ];
}
