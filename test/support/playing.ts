import { hear } from "../../src/domain/speech.ts";
import type { Ending, Instant } from "../../src/domain/session/people.ts";
import { lastingMs, type Step } from "../../src/domain/session/steps.ts";
import type { Call, Gather } from "./calls.ts";
import type { Answer, OnCall } from "../../src/engine/answered.ts";
import { recordingFor } from "../../src/engine/recordings.ts";
import { ProcessGone } from "./process.ts";
import { fetched, type Asking } from "./webhooks.ts";
import { isMeant, type World } from "./world.ts";

/** What a leg needs of the network to live its life. */
export type Playing = {
  readonly world: World;
  readonly onAnswer: (call: Call, asking: Asking) => () => void;
  end(call: Call, how: Ending): void;
  /** What was said is at the carrier: the line is told, sooner or later. */
  recorded(call: Call, take: number, lastsMs: number): string;
};

/** Between "stay with me" and asking again (http/away.ts). */
const AWAY_MS = 5_000;
const TRIES = 3;

export const pause = ({ world }: Pick<Playing, "world">, ms: number): Promise<void> =>
  world.time.until(world.time.now() + ms);

/** Faults of our making are met as in service; anything else is a fault of the line's. */
export function onlyMeant(err: unknown): void {
  if (!isMeant(err)) throw err;
}

export type Asked = Pick<Asking, "ask" | "askedAt" | "turn" | "heard">;

export const afresh: Asked = { ask: "", askedAt: 0, turn: 0, heard: null };

/** Nothing else in the network may fail. */
export const fatal =
  (world: World) =>
  (err: unknown): void => {
    const what = err instanceof Error ? (err.stack ?? err.message) : "not an error";
    world.unexpected.push(`The network broke: ${what}`);
  };

/** A leg's life: what it hears, then what follows from that, until it is broken off. */
export async function play(
  network: Playing,
  call: Call,
  first: Answer | null,
  asked = afresh,
): Promise<void> {
  call.playing += 1;
  const own = call.playing;
  const current = (): boolean => call.state === "up" && call.playing === own;
  let spoken = first ?? (await fetchScript(network, call, asked, current));
  while (current() && spoken !== null) {
    const next = await hearScript(network, call, spoken, current);
    if (!current() || next === "stays") return;
    if (next === "hangUp") return network.end(call, "completed");
    spoken = await fetchScript(network, call, next, current);
  }
  if (current()) network.end(call, "completed");
}

export const onCall = ({ sid, from, to, inbound, machine }: Call): OnCall => ({
  callSid: sid,
  from,
  to,
  inbound,
  machine,
  ended: null,
});

/** What nobody answered is asked twice more; then the fallback keeps them company, and what they had pressed is lost. */
async function fetchScript(
  network: Playing,
  call: Call,
  first: Asked,
  current: () => boolean,
): Promise<Answer | null> {
  const { world } = network;
  let asked = first;
  let answeredAt: Instant | null = null;
  for (let tries = 1; ; tries += 1) {
    await pause(network, call.luck.between(30, 150));
    const late = world.troubles.meets("webhooksLate", "fetch");
    if (late !== null) await pause(network, world.troubles.luckOf(late).between(200, 1_500));
    // Broken off while asking: what was pressed was pressed all the same.
    if (!current() && asked.heard === null) return null;
    try {
      const answer = await request(network, call, { ...asked, answeredAt });
      if (answer !== null) call.legId = answer.legId;
      return answer;
    } catch (err) {
      onlyMeant(err);
      if (err instanceof ProcessGone && tries % TRIES > 0) {
        await pause(network, 400);
        continue;
      }
      hears(network, call, 0);
      if (err instanceof ProcessGone) asked = afresh;
      else answeredAt ??= world.time.now();
      await pause(network, AWAY_MS);
    }
  }
}

async function request(
  network: Playing,
  call: Call,
  asked: Asked & { answeredAt: Instant | null },
): Promise<Answer | null> {
  const { world } = network;
  const { sid: callSid, legId } = call;
  const asking = { ...asked, legId, call: onCall(call) };
  const send = () => world.request((line) => fetched({ line, arrivals: world.arrivals }, asking));
  if (legId === null) return send();
  if (asked.heard !== null)
    world.note(`${callSid} answers ${asked.ask}: ${JSON.stringify(asked.heard)}`);
  const arrived = asked.heard === null ? null : network.onAnswer(call, { ...asking, legId });
  const again = world.troubles.meets("webhooksTwice", "fetch") === null ? null : send();
  again?.catch(onlyMeant).catch(fatal(world));
  const answer = await send();
  arrived?.();
  return answer;
}

function hears({ world }: Playing, call: Call, ms: number): void {
  call.spokenAt = world.time.now();
  call.heardAt = call.spokenAt + ms;
}

async function hearScript(
  network: Playing,
  call: Call,
  spoken: Answer,
  current: () => boolean,
): Promise<Asked | "stays" | "hangUp"> {
  const { script, sessionId, turn } = spoken;
  for (const [index, step] of script.entries()) {
    switch (step.step) {
      case "recording":
        await playRecording(network, call, step.take);
        hears(network, call, step.ms);
        await pause(network, step.ms);
        break;
      case "say":
      case "tone":
      case "pause":
        hears(network, call, lastingMs([step]));
        await pause(network, lastingMs([step]));
        break;
      case "gather": {
        const last = index === script.length - 1;
        const asked = await hearGather(network, call, spoken, step);
        if (asked.heard !== null || last) return asked;
        break;
      }
      case "record": {
        const asked = await sayPlace(network, call, spoken, { step, current });
        if (asked !== null) return asked;
        break;
      }
      case "conference":
        call.conference = sessionId;
        call.asked = null;
        call.starMenu = step.starMenu;
        return "stays";
      case "again":
        return { ...afresh, turn };
      case "hangUp":
        call.endedByUs = true;
        return "hangUp";
    }
    if (!current()) return "stays";
  }
  return { ...afresh, turn };
}

/** The carrier fetches what they said before; one that is gone is silence. */
async function playRecording({ world }: Playing, { legId }: Call, take: number): Promise<void> {
  if (legId === null) return;
  await world.request((line) => recordingFor(line, legId, take)).catch(onlyMeant);
}

/** Nobody speaks: five seconds of silence end it. */
const SILENCE_ENDS_MS = 5_000;

type Recording = {
  readonly step: Step & { step: "record" };
  readonly current: () => boolean;
};

async function sayPlace(
  network: Playing,
  call: Call,
  { at: askedAt, turn }: Answer,
  { step: { ask, take, longestMs }, current }: Recording,
): Promise<Asked | null> {
  const says = call.handset.says?.(call) ?? null;
  hears(network, call, longestMs);
  if (says === null) {
    await pause(network, SILENCE_ENDS_MS);
    return null;
  }
  const lastsMs = Math.min(says.lastsMs, longestMs);
  await pause(network, lastsMs);
  const sid = network.recorded(call, take, lastsMs);
  if (says.ends === "hangsUp") {
    network.end(call, "completed");
    return null;
  }
  if (says.ends === "") await pause(network, SILENCE_ENDS_MS);
  if (!current()) return null;
  const recorded = { sid, lastsMs };
  return { ask, askedAt, turn, heard: { digits: says.ends, recorded } };
}

async function hearGather(
  network: Playing,
  call: Call,
  { at: askedAt, turn }: Answer,
  gather: Gather,
): Promise<Asked> {
  const { ask, says, listenMs, speech } = gather;
  call.asked = ask;
  const saysMs = lastingMs(says);
  if (says.length > 0) hears(network, call, saysMs);
  const lastsMs = saysMs + Math.max(1, Math.floor(listenMs / 1_000)) * 1_000;
  const reaction = call.handset.asked(call, gather);
  const asked = { ask, askedAt, turn };
  const heard = reaction !== null && reaction.afterMs < lastsMs && ("digits" in reaction || speech);
  if (!heard) {
    await pause(network, lastsMs);
    return { ...asked, heard: null };
  }
  await pause(network, reaction.afterMs);
  if ("digits" in reaction) {
    call.pressed.push({ ask, digits: reaction.digits, at: network.world.time.now() });
    return { ...asked, heard: { digits: reaction.digits } };
  }
  await pause(network, 1_500);
  return { ...asked, heard: { said: hear(reaction.said) } };
}
