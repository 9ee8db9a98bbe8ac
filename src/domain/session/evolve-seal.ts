import type { ReasonToOpen } from "../audit.ts";
import type { Event } from "./events.ts";
import type { Instant } from "./people.ts";
import type { ReadBackPart } from "./plan.ts";

/** On a line that seals places until they are needed (decision 031): where it stands with this one. */
export type PlaceSeal = {
  /** What was read back to the caller since the place was last given. */
  readonly readBack: readonly ReadBackPart[];
  /** All of it was, or the caller said it is right: from then on it is out of sight. */
  readonly shut: boolean;
  /** Who looked all the same, for which reason, and until when they see it. */
  readonly opened: readonly Opened[];
};

type Opened = { readonly by: string; readonly because: ReasonToOpen; readonly until: Instant };

const newSeal: PlaceSeal = { readBack: [], shut: false, opened: [] };

/** A place given anew is in sight until it was read back too. Undefined: this line seals none. */
export function evolveSeal(seal: PlaceSeal | undefined, event: Event): PlaceSeal | undefined {
  if (event.kind === "callArrived") return event.sealsPlace === true ? newSeal : seal;
  return seal === undefined ? undefined : afterwards(seal, event);
}

function afterwards(seal: PlaceSeal, event: Event): PlaceSeal {
  switch (event.kind) {
    case "planRecorded":
      return event.placeChanged === false ? seal : { ...seal, readBack: [], shut: false };
    case "placeReadBack": {
      const readBack = [...new Set([...seal.readBack, ...event.parts])];
      return { ...seal, readBack, shut: seal.shut || event.whole === true };
    }
    case "placeSpoken":
      // On their own 1 they heard it and said that it is right.
      return { ...seal, readBack: [], shut: event.by === "caller" };
    case "samePlace":
      return { ...seal, shut: true };
    case "placeOpened": {
      const { by, because, until } = event;
      const others = seal.opened.filter((one) => one.by !== by);
      return { ...seal, opened: [...others, { by, because, until }] };
    }
    default:
      return seal;
  }
}
