import type { Province } from "../provinces.ts";
import type { Take } from "../words/template.ts";
import type { Event } from "./events.ts";
import type { Instant } from "./people.ts";

/** Where the line itself stands in asking a caller for the place (PRACTICE 7). What they said is in the vault alone. */
export type SpokenPlace = {
  /** They were asked, by the line or by a person: it does not ask again of its own accord. */
  readonly asked: boolean;
  readonly by: string;
  /** What is being asked; null: nothing now. */
  readonly step: "province" | "say" | "keeping" | "check" | "same" | null;
  /** When it was last said to them. */
  readonly since: Instant;
  /** Numbers the recordings: one that an ask broke off is not the next. */
  readonly take: number;
  /** How often it came to nothing. */
  readonly misses: number;
  readonly province: Province | null;
  /** Sealed, and not yet said to be right. */
  readonly heard: (Take & { readonly desks: readonly string[] }) | null;
  /** The place of the plan, in their own voice. */
  readonly accepted: Take | null;
};

export const nothingSpoken: SpokenPlace = {
  asked: false,
  by: "line",
  step: null,
  since: 0,
  take: 1,
  misses: 0,
  province: null,
  heard: null,
  accepted: null,
};

/** Then it is left alone: they may give it to a person, or ask for it anew. */
const MISSES_MAX = 3;

export function evolveSpoken(spoken: SpokenPlace, event: Event): SpokenPlace {
  switch (event.kind) {
    case "placeAsked": {
      const { by, at: since } = event;
      const step = by === "line" && spoken.province !== null ? "say" : "province";
      return { ...spoken, asked: true, by, since, step, misses: 0 };
    }
    case "provinceChosen":
      return { ...spoken, province: event.province, step: "say", since: event.at };
    case "placeHeard":
      return { ...spoken, step: "keeping", since: event.at };
    case "placeUnheard":
      return missed({ ...spoken, step: "say", take: event.take + 1 }, event.at);
    case "placeKept": {
      const { take, lastsMs, desks, at: since } = event;
      const step = spoken.step === "keeping" ? "check" : spoken.step;
      return { ...spoken, step, since, take: take + 1, heard: { take, lastsMs, desks } };
    }
    case "placeRefused":
      return missed({ ...spoken, step: "say", heard: null }, event.at);
    case "placeSpoken": {
      const { heard } = spoken;
      const accepted = heard === null ? null : { take: heard.take, lastsMs: heard.lastsMs };
      return { ...spoken, step: null, heard: null, accepted };
    }
    case "samePlaceAsked":
      return { ...spoken, asked: true, by: "line", step: "same", since: event.at };
    case "samePlace":
    case "placeSkipped":
      return { ...spoken, step: null };
    default:
      return evolveAround(spoken, event);
  }
}

/** What else happens meanwhile: an ask comes first, a person takes over, an answer begins it anew. */
function evolveAround(spoken: SpokenPlace, event: Event): SpokenPlace {
  switch (event.kind) {
    case "planRecorded":
      return { ...(spoken.by === "line" ? leftAlone(spoken) : spoken), asked: true };
    case "callerAsked": {
      if (spoken.step === null || spoken.step === "keeping" || event.ask !== 1) return spoken;
      const take = spoken.step === "say" ? spoken.take + 1 : spoken.take;
      return missed({ ...spoken, take }, event.at);
    }
    case "checkInKept":
      return event.by === "caller" ? { ...spoken, since: event.at } : spoken;
    case "emergencyDeclared":
      return spoken.step === null ? { ...spoken, asked: false } : { ...spoken, since: event.at };
    case "responderJoined":
    case "speakerJoined":
      return leftAlone(spoken);
    case "helpAsked":
      return event.by === "caller" ? spoken : leftAlone(spoken);
    case "sessionClosed":
      return { ...spoken, step: null };
    default:
      return spoken;
  }
}

/** Nothing more is asked; what they have already said is still sealed, and kept. */
const leftAlone = (spoken: SpokenPlace): SpokenPlace =>
  spoken.step === "keeping" ? spoken : { ...spoken, step: null };

function missed(spoken: SpokenPlace, since: Instant): SpokenPlace {
  const misses = spoken.misses + 1;
  return { ...spoken, since, misses, step: misses < MISSES_MAX ? spoken.step : null };
}
