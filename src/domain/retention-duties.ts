import type { Owing } from "./line-duties.ts";
import type { Instant } from "./session/people.ts";

/** What the line owes so that nothing is kept past its time. Each comes again, but for the end of a hold. */
export type RetentionDuty =
  | { readonly kind: "destroyDayKeys" }
  | { readonly kind: "sweepRetention" }
  | { readonly kind: "deleteAtCarrier" }
  | { readonly kind: "endHold"; readonly holdId: string };

const RETENTION = ["destroyDayKeys", "sweepRetention", "deleteAtCarrier"] as const;

export const retentionAt = (kind: (typeof RETENTION)[number], dueAt: Instant): Owing => ({
  duty: { kind },
  subject: { kind: "line", id: "retention" },
  dueAt,
});

/** Owed from the first start of a line on; owed already, this changes nothing but to make it sooner. */
export const allRetention = (at: Instant): readonly Owing[] =>
  RETENTION.map((kind) => retentionAt(kind, at));

export const endHoldAt = (holdId: string, expiresAt: Instant): Owing => ({
  duty: { kind: "endHold", holdId },
  subject: { kind: "line", id: `hold:${holdId}` },
  dueAt: expiresAt,
});
