import type { Act } from "../permissions.ts";

/**
 * What somebody does of the work, in the words of the field. What they may reach is their `StaffRole`; both are needed, and neither
 * gives the other (docs/decisions/052).
 */
export const WORK = ["education", "intervention", "referral", "research"] as const;
export type Work = (typeof WORK)[number];

/** Of one person; empty: nobody has said, and they do whatever their roles let them. */
export type WorkOf = readonly Work[];

export const doesWork = (work: WorkOf, one: Work): boolean =>
  work.length === 0 || work.includes(one);

/** What is done by those of one part of the work alone. Nothing that a caller is waiting for stands here. */
const WORK_FOR: Partial<Record<Act, Work>> = {
  traineeIntroduced: "education",
  exportResearch: "research",
};

/** Null: whoever is let near it does it. */
export const workFor = (act: Act): Work | null => WORK_FOR[act] ?? null;
