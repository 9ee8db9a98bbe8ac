import type { Instant } from "../domain/session/people.ts";
import type { Session } from "../domain/session/session.ts";
import {
  callOurselvesAt,
  keysNow,
  lookAtSyntheticAt,
  SYNTHETIC,
  wentThrough,
  type SyntheticDuty,
} from "../domain/synthetic.ts";
import { CarrierRefused, CarrierUnreachable } from "./errors.ts";
import { handle } from "./handle.ts";
import type { LineActed } from "./line-acts.ts";
import type { Line } from "./ports.ts";
import type { SyntheticResult } from "./ports-metrics.ts";
import type { OwedByLine } from "./ports-store.ts";
import type { SyntheticCall } from "./ports-synthetic.ts";

/** After every call the line makes for anybody else. */
const GATE_CLASS = 8;
const GATE_MS = 20_000;

/** The line calls one of its own numbers, unless somebody needs it. Nobody of ours is rung by it, at either end. */
export async function callOurselves(line: Line, owed: OwedByLine): Promise<LineActed> {
  const { synthetic } = line;
  const { everyMs } = synthetic;
  const number = await synthetic.nextNumber();
  if (everyMs === null || number === null) return { how: "overtaken", by: "switchedOff" };
  // Begun before, and nobody knows how far it came: were it asked for twice, two of our callers would press keys.
  if (owed.attempts > 1) await synthetic.end(owed.id, "failed", line.clock.now());
  if (owed.attempts > 1 || (await synthetic.busy()) || !(await hasTurn(line, owed))) {
    return notNow(line);
  }
  const at = line.clock.now();
  const code = synthetic.newCode();
  const call = { id: owed.id, number, code, askedAt: at, dueBy: at + SYNTHETIC.lastLookMs };
  if (!(await synthetic.open(call))) return notNow(line);
  const asked = await ask(line, { id: owed.id, to: number, code });
  return {
    how: "done",
    event: { kind: "syntheticCalled", subject: "synthetic", data: { asked } },
    owes: [
      callOurselvesAt(at + everyMs),
      lookAtSyntheticAt(owed.id, at + SYNTHETIC.firstLookMs, false),
      lookAtSyntheticAt(owed.id, at + SYNTHETIC.lastLookMs, true),
    ],
  };
}

function notNow(line: Line): LineActed {
  line.metrics.syntheticEnded("yielded", 0);
  return {
    how: "done",
    event: { kind: "syntheticYielded", subject: "synthetic", data: {} },
    owes: [callOurselvesAt(line.clock.now() + SYNTHETIC.yieldAgainMs)],
  };
}

/** Waits at the gate behind everybody; where it is never its turn, others need the line. */
async function hasTurn(line: Line, owed: OwedByLine): Promise<boolean> {
  const until = line.clock.now() + GATE_MS;
  for (;;) {
    const now = line.clock.now();
    const lookAgainAt = await line.gate.pass(owed, GATE_CLASS, now);
    if (lookAgainAt === null) return true;
    if (lookAgainAt > until) return false;
    await line.clock.until(lookAgainAt);
  }
}

/** What the carrier will not do, or does not answer to, is what this call is there to find out: the looks say that it failed. */
async function ask(line: Line, call: { id: string; to: string; code: string }): Promise<string> {
  try {
    await line.synthetic.ring({ ...call, from: line.voice.deskReturnNumber(false) });
    return "asked";
  } catch (err) {
    if (!(err instanceof CarrierRefused || err instanceof CarrierUnreachable)) throw err;
    line.log.warn({ err, callId: call.id }, "The carrier did not call our own number");
    return "refused";
  }
}

type Look = SyntheticDuty & { kind: "lookAtSynthetic" };

/** It must be on its way at the first look, and over at the last. What failed is tried again soon. */
export async function lookAtSynthetic(line: Line, { callId, last }: Look): Promise<LineActed> {
  const call = await line.synthetic.byId(callId);
  if (call === null || call.endedAt !== null) return { how: "overtaken", by: "ended" };
  const session = await sessionOf(line, call);
  if (!last && session !== null && (session.closed !== null || session.caller.on === "line")) {
    return { how: "overtaken", by: "onItsWay" };
  }
  const result = session !== null && wentThrough(session) ? "returned" : "failed";
  await endCall(line, call, result);
  const again = line.clock.now() + SYNTHETIC.failedAgainMs;
  return {
    how: "done",
    event: { kind: "syntheticEnded", subject: "synthetic", data: { result } },
    owes: result === "failed" ? [callOurselvesAt(again)] : [],
  };
}

/** What our own caller does now: keys, nothing for a moment (""), or null to hang up. */
export async function syntheticTurn(line: Line, callId: string): Promise<string | null> {
  const at = line.clock.now();
  const call = await line.synthetic.byId(callId);
  if (call === null || call.endedAt !== null) return null;
  const session = await sessionOf(line, call);
  if (session?.closed == null && (await line.synthetic.busy())) {
    await endCall(line, call, "yielded");
    return null;
  }
  if (session === null) return at - call.askedAt < SYNTHETIC.codeByMs ? "" : null;
  if (session.closed === null) return keysNow(session);
  await endCall(line, call, wentThrough(session) ? "returned" : "failed");
  return null;
}

const sessionOf = async (line: Line, { sessionId }: SyntheticCall): Promise<Session | null> =>
  sessionId === null ? null : line.store.load(sessionId);

/** A rehearsal that is not over is closed, before it could ask anybody for help. */
async function endCall(line: Line, call: SyntheticCall, result: SyntheticResult): Promise<void> {
  const at = line.clock.now();
  const { id, sessionId, askedAt } = call;
  if (sessionId !== null) await close(line, { callId: id, sessionId, at });
  if (!(await line.synthetic.end(id, result, at))) return;
  line.metrics.syntheticEnded(result, at - askedAt);
  if (result === "failed")
    line.log.error({ callId: id, sessionId }, "The line did not reach itself");
  else line.log.info({ callId: id, sessionId, result }, "The line called itself");
}

type Closing = { readonly callId: string; readonly sessionId: string; readonly at: Instant };

async function close(line: Line, { callId, sessionId, at }: Closing): Promise<void> {
  const session = await line.store.load(sessionId);
  if (session === null || session.closed !== null) return;
  const id = `${callId}:ended`;
  await handle(line, sessionId, { kind: "closed", id, at, by: "line", outcome: "notAUseCall" });
}

/**
 * A call from one of our own numbers, to one that we are calling now: it is asked for its code before anything else. Anybody can show
 * our number: what comes of that is a moment of silence, for nobody is taken for a rehearsal without the code (promise 12).
 */
export async function isPerhapsOurs(
  { synthetic, clock }: Line,
  { from, to }: { readonly from: string; readonly to: string },
  ours: readonly { readonly number: string }[],
): Promise<boolean> {
  if (!ours.some(({ number }) => number === from)) return false;
  return synthetic.expected(to, clock.now());
}
