import type { StaffCalls } from "../../engine/ports-presence.ts";
import type { Pager } from "./pager.ts";

/** Calls to people of ours about themselves; what they press comes to `publicUrl` (http/staff-calls.ts). */
export const twilioStaffCalls = (pager: Pick<Pager, "call">, publicUrl: string): StaffCalls => ({
  ring: ({ staffId, about, ...call }) =>
    pager.call({ ...call, takenUrl: keyUrl(publicUrl, about, staffId) }),
});

const keyUrl = (publicUrl: string, about: string, staffId: string): string =>
  `${publicUrl.replace(/\/+$/, "")}/twilio/asked/${about}/${encodeURIComponent(staffId)}`;
