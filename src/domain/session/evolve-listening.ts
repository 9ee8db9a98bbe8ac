import type { Event } from "./events.ts";
import type { Listener } from "./session.ts";

/** Who of ours listens in, after one more event. */
export function evolveListening(listeners: readonly Listener[], event: Event): readonly Listener[] {
  switch (event.kind) {
    case "listenerRung": {
      const { staffId, how, takesOver, via, until, at: askedAt } = event;
      const rung = { staffId, how, takesOver, via, until, askedAt, legId: null };
      return [...without(listeners, staffId), rung];
    }
    case "listenerJoined":
      return listeners.map((one) =>
        one.staffId === event.staffId
          ? { ...one, how: event.how, legId: event.legId, takesOver: false }
          : one,
      );
    case "listenerLeft":
    case "responderJoined":
      return without(listeners, event.staffId);
    case "sessionClosed":
      return listeners.length === 0 ? listeners : [];
    default:
      return listeners;
  }
}

const without = (listeners: readonly Listener[], staffId: string): readonly Listener[] =>
  listeners.some((one) => one.staffId === staffId)
    ? listeners.filter((one) => one.staffId !== staffId)
    : listeners;
