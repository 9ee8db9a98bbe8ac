import { v7 as uuid } from "uuid";
import type { Event } from "../../src/domain/session/events.ts";
import type { Session } from "../../src/domain/session/session.ts";
import type { Line } from "../../src/engine/ports.ts";
import { after, given, type Scene } from "./given.ts";
import {
  accepts,
  accompanied,
  arrived,
  confirms,
  deskAnswers,
  deskPresses,
  does,
  hangsUp,
  planned,
  usingNow,
} from "./steps.ts";

/** Somebody waits 9 s, is checked on, answers twice, and says goodbye. */
export const keptCall = (): Scene =>
  given(
    arrived(),
    after(9),
    accepts("ana"),
    planned(),
    usingNow,
    after(50),
    confirms(),
    after(50),
    confirms("drowsy"),
    does({ kind: "saidGoodbye" }),
    does({ kind: "closed", outcome: "well" }),
  );

/** Answered at once; then no answer at 60 s, so help is asked for at 120 s, taken 30 s later and there after 300 s more. */
export const silentCall = (): Scene =>
  given(
    ...accompanied,
    after(120),
    deskAnswers("north"),
    after(30),
    deskPresses("north", "1"),
    after(300),
    does({ kind: "helpArrived", heardFrom: "crew" }),
    does({ kind: "closed", outcome: "takenToHospital" }),
  );

/** They hang up after 25 s, before anybody is there. */
export const abandonedCall = (): Scene => given(arrived(), after(25), hangsUp);

/** Kept as the line would have kept it; "ana" is Robin. */
export async function keepPlayed(line: Line, scene: Scene): Promise<string> {
  const id = uuid();
  const played = JSON.stringify([scene.session, scene.events]).replaceAll('"ana"', '"robin"');
  const [session, events]: [Session, Event[]] = JSON.parse(played);
  await line.store.commit({
    session: { ...session, id },
    events,
    input: { id, at: scene.now },
    before: 0,
    cause: "played",
    duties: [],
    claims: [],
    completes: null,
  });
  return id;
}
