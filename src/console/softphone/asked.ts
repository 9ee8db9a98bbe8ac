import { createStore } from "../time/store.ts";
import type { PhoneCall } from "./phone.ts";
import { acceptCall, phoneState } from "./use-phone.ts";

/** A ring somebody asked for themselves: which call was taken for it. Null: none is asked for. */
export type Asked = { readonly taken: string | null } | null;

/** What becomes of it with the call the softphone has now. One ring is taken by itself; a second is somebody else's. */
export function withCall(
  asked: Asked,
  call: Pick<PhoneCall, "id" | "state"> | null,
): { readonly asked: Asked; readonly takes: boolean } {
  if (asked === null || call === null) return { asked, takes: false };
  if (call.state !== "ringing") return { asked: null, takes: false };
  if (asked.taken === null) return { asked: { taken: call.id }, takes: true };
  return { asked: asked.taken === call.id ? asked : null, takes: false };
}

/** While a ring is asked for it is not shown as one. */
export const asked = createStore<Asked>(null);

const WITHIN_MS = 20_000;
let timer: ReturnType<typeof setTimeout> | undefined;

export function askForRing(): void {
  clearTimeout(timer);
  timer = setTimeout(forgetRing, WITHIN_MS);
  asked.set({ taken: null });
}

export function forgetRing(): void {
  clearTimeout(timer);
  asked.set(null);
}

phoneState.subscribe(() => {
  const next = withCall(asked.get(), phoneState.get().call);
  asked.set(next.asked);
  if (next.takes) acceptCall();
});
