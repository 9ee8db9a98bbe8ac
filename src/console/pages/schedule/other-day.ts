import type { z } from "zod";
import type { dayWish } from "../../../http/contract-shifts.ts";
import type { Override, Rule } from "./agreement.ts";
import type { Shift } from "./week.ts";

/** One time of an agreement as the form has it: times by the clock of this device. */
export type DayDraft = {
  readonly cancelled: boolean;
  readonly staffId: string;
  readonly from: string;
  readonly to: string;
};

const two = (part: number): string => String(part).padStart(2, "0");

const clockAt = (at: number): string => {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
};

export const draftOfDay = ({ staffId, startsAt, endsAt }: Shift): DayDraft => ({
  cancelled: false,
  staffId,
  from: clockAt(startsAt),
  to: clockAt(endsAt ?? startsAt),
});

/** What the clock shows, on the day something else begins; the day after, where that would be no later. */
function timeOn(at: number, clock: string, later: number | null): number {
  const date = new Date(at);
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  const on = (days: number) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hours, minutes).getTime();
  const same = on(0);
  return later !== null && same <= later ? on(1) : same;
}

type Standing = {
  readonly shift: Shift;
  readonly rule: Rule | undefined;
  readonly override: Override | undefined;
};

/** All that is different that day: what was different before and is not touched stays so. */
export function dayWishOf(
  draft: DayDraft,
  { shift, rule, override }: Standing,
): z.input<typeof dayWish> {
  if (draft.cancelled) return { cancelled: true };
  const before = draftOfDay(shift);
  const moved = before.from !== draft.from || before.to !== draft.to;
  const startsAt = timeOn(shift.startsAt, draft.from, null);
  return {
    staffId: draft.staffId === rule?.staffId ? null : draft.staffId,
    startsAt: moved ? startsAt : (override?.startsAt ?? null),
    endsAt: moved ? timeOn(startsAt, draft.to, startsAt) : (override?.endsAt ?? null),
  };
}
