import type { z } from "zod";
import type { onWhenAnswer } from "../../../http/contract-shifts.ts";
import { useTimes, useWords } from "../../words/use.ts";

export type OnWhen = z.infer<typeof onWhenAnswer>["shifts"][number];
/** One that was agreed: it has a name, and can change hands. */
export type Agreed = OnWhen & { readonly ruleId: string; readonly day: string };

export const isAgreed = (one: OnWhen): one is Agreed => one.ruleId !== null && one.day !== null;
export const nameOf = ({
  ruleId,
  day,
}: {
  readonly ruleId: string;
  readonly day: string;
}): string => `${ruleId}/${day}`;

/** "Fri, Nov 27, 10:00 p.m. to 6:00 a.m." */
export function useWhen(): (shift: OnWhen) => string {
  const say = useWords();
  const times = useTimes();
  return ({ startsAt, endsAt }) =>
    say("next.when", {
      day: times.weekday(startsAt),
      from: times.minute(startsAt),
      to: endsAt === null ? "…" : times.minute(endsAt),
    });
}
