import type { Language } from "../language.ts";
import { spokenMs } from "../words/spoken.ts";
import type { Take } from "../words/template.ts";

/** One thing a leg hears or does next. A script is a list of these; the carrier's adapter turns them into its own words. */
export type Step =
  | Sound
  | {
      step: "gather";
      /** Names what is asked, so that a late answer is known for what it answers. */
      ask: string;
      says: readonly Sound[];
      /** Silence listened for after what is said, 10 s at most: each turn is a heartbeat. */
      listenMs: number;
      speech: boolean;
      /** Keys collected before the answer is sent on. */
      digits: number;
      /** This key ends them, and is none of them. */
      ends?: "#";
      language: Language;
    }
  /** What is said is recorded until pound, silence, or so long; 9 and star end it too. Never turned into text. */
  | { step: "record"; ask: string; take: number; longestMs: number }
  | { step: "conference"; starMenu: boolean; muted: boolean; coach: string | null }
  /** Fetch this leg's script anew. */
  | { step: "again" }
  | { step: "hangUp" };

export type Sound =
  | { step: "say"; text: string; language: Language }
  | { step: "tone"; tone: ToneName }
  | { step: "pause"; ms: number }
  /** What the caller said of where they are, out of the vault. */
  | { step: "recording"; take: number; ms: number };

/** Before the second ask, before the third, and softly while somebody is being rung. */
export type ToneName = "two" | "loud" | "ring";

export type Script = readonly Step[];

const HEARTBEAT_MAX_MS = 10_000;

export const says = (language: Language, ...texts: readonly string[]): readonly Sound[] =>
  texts.map((text) => ({ step: "say", text, language }));

export const tone = (name: ToneName): Sound => ({ step: "tone", tone: name });

export const played = ({ take, lastsMs }: Take): Sound => ({
  step: "recording",
  take,
  ms: lastsMs,
});

/** How long each tone's file lasts. */
const TONE_MS: Readonly<Record<ToneName, number>> = { two: 820, loud: 1_100, ring: 6_000 };

/** How long it takes to say and play them. */
export const lastingMs = (sounds: readonly Sound[]): number =>
  sounds.reduce((sum, sound) => sum + oneMs(sound), 0);

function oneMs(sound: Sound): number {
  if (sound.step === "say") return spokenMs(sound.text);
  return sound.step === "tone" ? TONE_MS[sound.tone] : sound.ms;
}

type Gather = Step & { step: "gather" };

/** Keys only, one of them, unless told otherwise; never longer than a heartbeat. */
export function gather(
  ask: string,
  language: Language,
  given: {
    says?: readonly Sound[];
    listenMs?: number;
    speech?: boolean;
    digits?: number;
    ends?: "#";
  },
): Gather {
  const { says: sounds = [], speech = false, digits = 1 } = given;
  const listenMs = Math.min(HEARTBEAT_MAX_MS, Math.max(1_000, given.listenMs ?? HEARTBEAT_MAX_MS));
  const asks = { step: "gather", ask, says: sounds, listenMs, speech, digits, language } as const;
  return given.ends === undefined ? asks : { ...asks, ends: given.ends };
}

export const conference = (
  given: { starMenu?: boolean; muted?: boolean; coach?: string } = {},
): Step => ({
  step: "conference",
  starMenu: given.starMenu ?? false,
  muted: given.muted ?? false,
  coach: given.coach ?? null,
});

export const hangUp: Step = { step: "hangUp" };
export const again: Step = { step: "again" };
