import type { SessionView } from "../../../http/contract.ts";
import type { callCards } from "../../words/en/call-cards.ts";

export type Card = keyof typeof callCards;

/** In the order they are spoken. */
export const CARDS: readonly Card[] = [
  "hello",
  "noPlace",
  "noDesk",
  "cost",
  "beforeUse",
  "away",
  "drowsy",
  "helpSent",
  "answers",
  "goodbye",
  "leaving",
  "asked",
];

/** What there is to say just now, first things first. */
export function cardsNow(session: SessionView, now: number): readonly Card[] {
  const { help, watch } = session;
  if (help.state === "asked" || help.state === "taken") {
    return [help.answeringSince === null ? "helpSent" : "answers"];
  }
  if (watch === null) return beforeUse(session);
  if (watch.deadline === "away") return ["away"];
  if (watch.pace === "drowsy") return ["drowsy"];
  return now >= watch.plannedEndAt ? ["goodbye"] : [];
}

function beforeUse({ sends, kind }: SessionView): readonly Card[] {
  if (kind !== null && kind !== "use") return ["hello"];
  const nowhere = sends.place !== "none" && sends.help === "ambulance" && sends.desks.length === 0;
  return [
    ...(sends.place === "none" ? (["hello", "noPlace"] as const) : []),
    ...(nowhere && !sends.noDeskTold ? (["noDesk"] as const) : []),
    "beforeUse",
  ];
}
