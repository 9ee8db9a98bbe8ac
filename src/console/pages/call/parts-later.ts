import type { Province } from "../../../domain/provinces.ts";
import type { SessionView } from "../../../http/contract.ts";
import { ahead, later } from "../../parts/later.tsx";

type Given = { readonly session: SessionView };

/**
 * What a call page can do without for a moment. Help, the plan, what is heard and pressed are no such parts: they are there at once, or a
 * network that goes would take them away.
 */
export const cards = later<Given>(async () => (await import("./cards.tsx")).Cards);
export const warnings = later<Given>(async () => (await import("./warnings.tsx")).Warnings);
export const tips = later<Given>(async () => (await import("./tips.tsx")).Tips);
export const about = later<Given>(async () => (await import("./about.tsx")).About);
export const closed = later<Given>(async () => (await import("./closed.tsx")).Closed);

/** Another line, and who else waits: shown where a worry is marked, somebody is rung, or nobody is to use; otherwise behind "More". */
export const transfer = later<Given>(async () => (await import("./transfer.tsx")).Transfer);
export const others = later<Given>(async () => (await import("./others.tsx")).Others);

/** Beyond the call, and behind "More": each in a folder of its own. */
export const referral = later<Given>(
  async () => (await import("../referrals/on-call.tsx")).ReferralOnCall,
);

export const finder = later<{ readonly rehearsal: boolean; readonly province: Province | null }>(
  async () => (await import("../services/finder.tsx")).ServiceFinder,
);

/** The software's own words, for when the line does not answer. */
const ownTexts = ahead(() => import("../../../domain/knowing/texts.ts"));

/** Fetched before anybody needs them. */
export const IN_CALM = [tips, about, closed, transfer, ownTexts];
