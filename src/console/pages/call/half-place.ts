import type { SessionView } from "../../../http/contract.ts";

/**
 * Part of the place is written down and not the province, by which desks are looked for: that none was found means nothing yet,
 * and nobody is told there is none. Once they use it does, however little was said (PRACTICE 7).
 */
export const isHalfPlace = ({ sends, watch }: SessionView): boolean =>
  watch === null &&
  sends.place !== "none" &&
  sends.desks.length === 0 &&
  !sends.provinceSaid &&
  !sends.spoken;
