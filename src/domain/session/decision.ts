import type { Duty } from "./duties.ts";
import type { Event } from "./events.ts";

/**
 * What `decide` answers. `refused` says, in a word the console can translate, why a person's wish was not done;
 * it comes with no events.
 */
export type Decision = {
  readonly events: readonly Event[];
  readonly duties: readonly Duty[];
  readonly refused?: Refusal;
};

export type Refusal =
  | "closed"
  | "notWatching"
  | "lineLost"
  | "noResponder"
  | "notYourSession"
  | "checkInMoved"
  | "awayAlready"
  | "notWhileDrowsy"
  | "soonAfterDose"
  | "intervalOutOfBounds"
  | "helpNotAsked"
  | "helpAskedAlready"
  | "keysOnlyNeeded"
  | "noTrustedPerson"
  | "noRedial"
  | "lineNotLost"
  | "noNumber"
  | "transferAlready"
  | "noTransfer"
  | "transferTooSoon"
  | "watchOpen"
  | "cannotTalk"
  | "worrying";

export const nothing: Decision = { events: [], duties: [] };

export const refuse = (refused: Refusal): Decision => ({ ...nothing, refused });
