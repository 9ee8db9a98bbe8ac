import { PRESENCE } from "../../src/domain/presence.ts";
import type { Instant } from "../../src/domain/session/people.ts";
import type { PresenceRow } from "../support/memory-presence.ts";
import type { World } from "../support/world.ts";

/** A time in which a browser says nothing, though its softphone may ring. */
export type Deafness = { readonly from: Instant; readonly to: Instant };

/** What an open console last said of itself, as of a moment: a beat every three seconds, but for when it is deaf or nobody of ours hears. */
export function consoleOf(
  world: World,
  deaf: readonly Deafness[],
): (at: Instant) => PresenceRow["heard"] {
  return (at) => {
    const beat = at - (at % PRESENCE.beatEveryMs);
    return { registered: true, microphone: true, at: lastHeard(world, deaf, beat) };
  };
}

function lastHeard(world: World, deaf: readonly Deafness[], beat: Instant): Instant {
  const away = world.away.map(({ from, until }) => ({ from, to: until ?? Infinity }));
  const untaken = world.troubles.struck
    .filter(({ fault }) => fault.kind === "storeAway")
    .map(({ at, until }) => ({ from: at, to: until }));
  const silences = [...deaf, ...away, ...untaken];
  let heard = beat;
  for (let within = silences.find(covers(heard)); within !== undefined;) {
    heard = within.from - 1;
    within = silences.find(covers(heard));
  }
  return heard;
}

const covers =
  (at: Instant) =>
  ({ from, to }: Deafness): boolean =>
    from <= at && at < to;

export const isDeaf = (deaf: readonly Deafness[], at: Instant): boolean => deaf.some(covers(at));
