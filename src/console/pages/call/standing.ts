import type { SessionView } from "../../../http/contract.ts";

/** Help was asked for, and is not there yet. */
export const helpIsOut = ({ help }: SessionView): boolean =>
  help.state === "asked" || help.state === "taken";
