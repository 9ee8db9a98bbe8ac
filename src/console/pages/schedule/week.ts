import type { z } from "zod";
import type { onWhenAnswer, shiftCoverageAnswer } from "../../../http/contract-shifts.ts";

export type Shift = z.infer<typeof onWhenAnswer>["shifts"][number];
export type Gap = z.infer<typeof shiftCoverageAnswer>["gaps"][number];

/** A stretch of one day: where it begins and ends on the day's track, in quarters of an hour counted from 0, and when. */
export type Piece = {
  readonly from: number;
  readonly to: number;
  readonly startsAt: number;
  readonly endsAt: number;
};
export type Day = {
  readonly at: number;
  readonly endsAt: number;
  readonly shifts: readonly { readonly shift: Shift; readonly piece: Piece }[];
  readonly gaps: readonly { readonly gap: Gap; readonly piece: Piece }[];
};

/** On a day of 24 hours. A day on which the clocks change has as many, each a little longer or shorter. */
export const QUARTERS = 96;

/** The Monday of that week, at midnight by this device's clock; `weeks` later or, below 0, earlier. */
export function mondayOf(at: number, weeks = 0): number {
  const date = new Date(at);
  const sinceMonday = (date.getDay() + 6) % 7;
  return new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate() - sinceMonday + 7 * weeks,
  ).getTime();
}

/** Seven days from a Monday, each with what touches it. A night shift is on two of them. */
export function weekOf(
  monday: number,
  { shifts, gaps }: { readonly shifts: readonly Shift[]; readonly gaps: readonly Gap[] },
): readonly Day[] {
  return Array.from({ length: 7 }, (_, index) => {
    const at = dayAfter(monday, index);
    const endsAt = dayAfter(monday, index + 1);
    const day = { at, endsAt };
    return {
      ...day,
      shifts: shifts.flatMap((shift) => {
        const piece = pieceOn(day, shift.startsAt, shift.endsAt ?? Infinity);
        return piece === null ? [] : [{ shift, piece }];
      }),
      gaps: gaps.flatMap((gap) => {
        const piece = pieceOn(day, gap.from, gap.to);
        return piece === null ? [] : [{ gap, piece }];
      }),
    };
  });
}

function dayAfter(monday: number, days: number): number {
  const date = new Date(monday);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

function pieceOn(day: { readonly at: number; readonly endsAt: number }, from: number, to: number) {
  if (to <= day.at || from >= day.endsAt) return null;
  const quarter = (day.endsAt - day.at) / QUARTERS;
  const startsAt = Math.max(from, day.at);
  const endsAt = Math.min(to, day.endsAt);
  const first = Math.floor((startsAt - day.at) / quarter);
  const last = Math.ceil((endsAt - day.at) / quarter);
  return { from: first, to: Math.max(last, first + 1), startsAt, endsAt };
}
