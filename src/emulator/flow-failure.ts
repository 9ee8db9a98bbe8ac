import type { Address } from "./call.ts";
import { endCall } from "./ending.ts";
import { hear, later, warn } from "./exchange.ts";
import type { FlowState } from "./flow-state.ts";
import { speakingMs } from "./format.ts";
import { becomeAnswered } from "./ringing.ts";
import type { Params } from "./signature.ts";

/** What Twilio says, in English whoever is calling, when nothing else can be said. */
const APPLICATION_ERROR = "We're sorry, an application error has occurred. Goodbye.";

/** `final`: the emulator itself cannot go on, and no fallback may hide that. */
export type DocumentFailure = { code: number; reason: string; url: string; final?: boolean };

/** A document that cannot be had or read: the call's fallback address is asked, else the caller is cut off. */
export function failDocument(
  state: FlowState,
  failure: DocumentFailure,
  load: (fallback: Address, params: Params) => void,
): void {
  const { exchange, call } = state;
  warn(exchange, call.sid, failure.code, failure.reason);
  state.verbs = [];
  if (call.fallback && !state.inFallback && failure.final !== true) {
    state.inFallback = true;
    load(call.fallback, { ErrorCode: String(failure.code), ErrorUrl: failure.url });
    return;
  }
  if (call.startedAt === null) becomeAnswered(exchange, call);
  hear(exchange, call, { text: APPLICATION_ERROR, language: "en-US", source: "say" });
  state.cancelPending = later(exchange, speakingMs(APPLICATION_ERROR), () =>
    endCall(exchange, call, { status: "completed", by: "network" }),
  );
}
