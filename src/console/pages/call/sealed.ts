import type { SessionView } from "../../../http/contract.ts";

/** Whether this person sees no place just now, on a line that seals them (decision 031). */
export function isShutFor(
  { seal }: Pick<SessionView, "seal">,
  staffId: string,
  now: number,
): boolean {
  if (seal === null || !seal.shut) return false;
  return !seal.openTo.some((one) => one.staffId === staffId && now < one.until);
}
