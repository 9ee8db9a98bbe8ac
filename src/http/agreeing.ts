import type { Answer, Wish } from "../adapters/postgres/shift-changes.ts";
import { staffOf, wishId, type Console } from "./console.ts";
import { Problem } from "./problems.ts";

type Asking = Parameters<typeof staffOf>[0];

/** A wish about shifts, by whoever is signed in. */
export const wishOf = ({ line }: Console, request: Asking): Wish => ({
  by: staffOf(request).id,
  cause: wishId(request),
  at: line.clock.now(),
});

/** A DELETE bears no key, and needs none: the second finds nothing to take away. */
export const deletion = ({ line }: Console, request: Asking & { readonly id: string }): Wish => ({
  by: staffOf(request).id,
  cause: request.id,
  at: line.clock.now(),
});

/** Throws a `Problem` that names each wrong field. */
export function mustBeSaved(answer: Answer): { readonly done: true } {
  switch (answer) {
    case "saved":
      return { done: true };
    case "unknown":
      throw new Problem("shiftNotFound");
    case "settled":
      throw new Problem("shiftSettled");
    case "notTheirs":
      throw new Problem("notAllowed");
    default:
      throw new Problem("shiftWrong", [...answer]);
  }
}
