import { hear } from "../../src/domain/speech.ts";
import type { Ending, Instant } from "../../src/domain/session/people.ts";
import type { Sound } from "../../src/domain/session/steps.ts";
import { spokenMs } from "../../src/domain/words/spoken.ts";
import type { Call, Gather } from "./calls.ts";
import type { Dice } from "./dice.ts";
import { answerCall, answerLeg, type Asking, type Form, type Spoken } from "./webhooks.ts";
import { isMeant, ProcessGone, type World } from "./world.ts";

/** What a leg needs of the network to live its life. */
export type Playing = {
  readonly world: World;
  readonly luck: Dice;
  readonly onAnswer: (call: Call, asking: Asking) => () => void;
  end(call: Call, how: Ending): void;
};

const TONE_MS = 1_000;
/** Between "stay with me" and asking again (http/away.ts). */
const AWAY_MS = 5_000;

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
  first: Spoken | null,
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

async function fetchScript(
  network: Playing,
  call: Call,
  asked: Asked,
  current: () => boolean,
): Promise<Spoken | null> {
  const { world, luck } = network;
  let answeredAt: Instant | null = null;
  for (;;) {
    await pause(network, luck.between(30, 150));
    if (luck.chance(world.faults.late)) await pause(network, luck.between(200, 1_500));
    // Broken off while asking: what was pressed was pressed all the same.
    if (!current() && asked.heard === null) return null;
    try {
      const spoken = await request(network, call, { ...asked, answeredAt });
      if (spoken !== null) call.legId = spoken.legId;
      return spoken;
    } catch (err) {
      onlyMeant(err);
      if (err instanceof ProcessGone) {
        await pause(network, 400);
      } else {
        answeredAt ??= world.time.now();
        await pause(network, AWAY_MS);
      }
    }
  }
}

async function request(
  network: Playing,
  call: Call,
  asked: Asked & { answeredAt: Instant | null },
): Promise<Spoken | null> {
  const { world, luck } = network;
  const { sid: callSid, from, to, inbound, machine, legId } = call;
  const form: Form = { callSid, from, to, inbound, machine };
  if (legId === null)
    return world.request((line) => answerCall({ line, arrivals: world.arrivals }, form));
  const asking: Asking = { ...asked, legId, form };
  if (asked.heard !== null)
    world.note(`${callSid} answers ${asked.ask}: ${JSON.stringify(asked.heard)}`);
  const arrived = asked.heard === null ? null : network.onAnswer(call, asking);
  const send = () => world.request((line) => answerLeg({ line, arrivals: world.arrivals }, asking));
  const again = luck.chance(world.faults.twice) ? send() : null;
  again?.catch(onlyMeant).catch(fatal(world));
  const spoken = await send();
  arrived?.();
  return spoken;
}

const soundMs = (sound: Sound): number => {
  switch (sound.step) {
    case "say":
      return spokenMs(sound.text);
    case "tone":
      return TONE_MS;
    case "pause":
      return sound.ms;
  }
};

async function hearScript(
  network: Playing,
  call: Call,
  spoken: Spoken,
  current: () => boolean,
): Promise<Asked | "stays" | "hangUp"> {
  const { script, sessionId, turn } = spoken;
  for (const [index, step] of script.entries()) {
    switch (step.step) {
      case "say":
      case "tone":
      case "pause":
        await pause(network, soundMs(step));
        break;
      case "gather": {
        const last = index === script.length - 1;
        const asked = await hearGather(network, call, spoken, step);
        if (asked.heard !== null || last) return asked;
        break;
      }
      case "conference":
        call.conference = sessionId;
        call.starMenu = step.starMenu;
        return "stays";
      case "again":
        return { ...afresh, turn };
      case "hangUp":
        return "hangUp";
    }
    if (!current()) return "stays";
  }
  return { ...afresh, turn };
}

async function hearGather(
  network: Playing,
  call: Call,
  { at: askedAt, turn }: Spoken,
  gather: Gather,
): Promise<Asked> {
  const { ask, says, listenMs, speech } = gather;
  const lastsMs =
    says.reduce((sum, sound) => sum + soundMs(sound), 0) +
    Math.max(1, Math.floor(listenMs / 1_000)) * 1_000;
  const reaction = call.handset.asked(call, gather);
  const asked = { ask, askedAt, turn };
  const heard = reaction !== null && reaction.afterMs < lastsMs && ("digits" in reaction || speech);
  if (!heard) {
    await pause(network, lastsMs);
    return { ...asked, heard: null };
  }
  await pause(network, reaction.afterMs);
  if ("digits" in reaction) return { ...asked, heard: { digits: reaction.digits } };
  await pause(network, 1_500);
  return { ...asked, heard: { said: hear(reaction.said) } };
}
