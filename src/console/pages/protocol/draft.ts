import type { Numbers } from "../../../domain/session/policy.ts";
import {
  BOUNDS,
  changesBetween,
  faultsIn,
  NUMBER_NAMES,
  unitMs,
  type Fault,
  type NumberChange,
  type NumberName,
} from "../../../domain/session/protocol-bounds.ts";

/** What was typed, in the unit people count it in. What nobody touched is not in it. */
export type Draft = Readonly<Partial<Record<NumberName, string>>>;

/** In the unit of its field, as somebody would type it. */
export const typed = (name: NumberName, value: number): string =>
  String(value / unitMs(BOUNDS[name]));

/** A comma is a point in French. What is no number at all is outside every bound. */
const valueOf = (name: NumberName, text: string): number => {
  const trimmed = text.trim().replace(",", ".");
  return trimmed === "" ? Number.NaN : Math.round(Number(trimmed) * unitMs(BOUNDS[name]));
};

export type Judged = {
  readonly changes: readonly NumberChange[];
  readonly faults: readonly Fault[];
};

/** What a draft would change, and what is wrong with that. */
export function judged(draft: Draft, inForce: Numbers): Judged {
  const after: Record<NumberName, number> = { ...inForce };
  for (const name of NUMBER_NAMES) {
    const text = draft[name];
    if (text !== undefined) after[name] = valueOf(name, text);
  }
  return { changes: changesBetween(inForce, after), faults: faultsIn(after) };
}
