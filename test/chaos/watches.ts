import { setTimeout as pause } from "node:timers/promises";

import { standard } from "../../src/domain/session/policy.ts";
import { arrive, type Arrivals } from "../../src/engine/arrive.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Line } from "../../src/engine/ports.ts";
import type { House } from "./house.ts";
import { isKind, type Telephones } from "./telephones.ts";

/** A caller alone with the line, whose first check-in falls due at `dueAt`. */
export type Watched = { readonly callSid: string; readonly dueAt: number };

const LINE_NUMBER = "+15555550100";
/** A call that is up and hears nothing, until the line moves it. */
const SILENCE = '<Response><Pause length="900"/></Response>';
const AT_ONCE = 10;
/** For opening one watch, and for looking for somebody to answer it, on a small machine. */
const EACH_MS = 100;

/**
 * So many callers who have pressed 7, on calls that are up at the carrier, opened by the line's own functions. Their first
 * check-ins are spread evenly over `windowMs`, from `beginsAt`.
 */
export async function openWatches(
  house: House,
  telephones: Telephones,
  count: number,
  windowMs: number,
): Promise<{ watches: readonly Watched[]; beginsAt: number }> {
  const calls = await callsUp(house, telephones, count);
  const composed = await house.compose();
  try {
    const { line } = composed;
    const arrivals: Arrivals = {
      numbers: house.settings.config.numbers,
      protocol: async () => standard,
      openDispatches: async () => [],
    };
    const beginsAt = line.clock.now() + count * EACH_MS + 10_000;
    const watches = calls.map((callSid, index) => ({
      callSid,
      dueAt: Math.round(beginsAt + (index / count) * windowMs),
    }));
    for (let from = 0; from < count; from += AT_ONCE) {
      const some = watches.slice(from, from + AT_ONCE);
      await Promise.all(some.map((watch, index) => open(line, arrivals, watch, from + index)));
    }
    return { watches, beginsAt };
  } finally {
    await composed.close();
  }
}

async function open(
  line: Line,
  arrivals: Arrivals,
  { callSid, dueAt }: Watched,
  index: number,
): Promise<void> {
  const from = callerNumber(index);
  const { leg, session } = await arrive(line, arrivals, { callSid, from, to: LINE_NUMBER });
  const at = dueAt - standard.numbers.firstCheckInMs;
  await line.legs.update(leg.id, { answeredAt: at });
  const { id: legId, role, party } = leg;
  const pressed = { kind: "keyPressed", legId, role, party, ask: "menu", digits: "7" } as const;
  await handle(line, session.id, { ...pressed, id: `${legId}:7`, at });
}

const callerNumber = (index: number): string =>
  `+15555551${String(index % 1_000).padStart(3, "0")}`;

/** Calls that were answered and stay up. The emulator starts as many in a second as the account may. */
async function callsUp(
  { settings, emulatorUrl }: House,
  telephones: Telephones,
  count: number,
): Promise<readonly string[]> {
  const { accountSid, authToken } = settings.secrets.twilio;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const calls: string[] = [];
  telephones.onEntry((entry) => {
    if (isKind(entry, "answered")) calls.push(entry.callSid);
  });
  for (let index = 0; index < count; index += 1) {
    const handset = callerNumber(index);
    await telephones.perform({ do: "behave", handset, behaviour: { answers: { afterMs: 10 } } });
    const body = new URLSearchParams({ To: handset, From: LINE_NUMBER, Twiml: SILENCE });
    const address = `${emulatorUrl}/2010-04-01/Accounts/${accountSid}/Calls.json`;
    const answer = await fetch(address, { method: "POST", headers: { authorization }, body });
    if (!answer.ok) throw new Error(`No call: ${answer.status} ${await answer.text()}`);
  }
  while (calls.length < count) await pause(100);
  return calls;
}
