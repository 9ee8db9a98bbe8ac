import { emptyPlan, type PlanSummary } from "../../src/domain/session/plan.ts";
import { blankPlan } from "../../src/engine/plans.ts";
import type { Plan } from "../../src/engine/ports.ts";

export const REHEARSAL = "+15555550150";
export const CALLER = "+15555550131";

/** A place in Ontario, which has two rehearsal desks. */
export const ontario: Plan = {
  ...blankPlan,
  place: "exact",
  address: "12 Rehearsal Lane",
  municipality: "Kingston",
  province: "ON",
  wayIn: "side door",
};

export const planGiven = (desks: readonly string[]): PlanSummary => ({
  ...emptyPlan,
  place: "exact",
  desks,
});

/** One of the line's numbers as the carrier knows it: where its calls and messages go. */
export function numberOf(number: string, port: number) {
  const webhooks = `http://127.0.0.1:${port}/twilio`;
  return {
    number,
    voiceUrl: `${webhooks}/voice/incoming`,
    voiceFallbackUrl: `${webhooks}/voice/fallback`,
    smsUrl: `${webhooks}/messages/incoming`,
    statusCallback: `${webhooks}/status/incoming`,
  };
}
