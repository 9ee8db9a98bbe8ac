import type { OtherLine } from "../domain/other-lines/other-line.ts";

/** Lines of others that a caller can be handed to. */
export type OtherLines = {
  /**
   * Null: there is none of that id on this side of the rehearsal wall. Its number is unsealed only to place a call: null where it
   * does not open, or is none that the line may dial.
   */
  line(
    lineId: string,
    rehearsal: boolean,
  ): Promise<(OtherLine & { readonly number: string | null }) | null>;
};
