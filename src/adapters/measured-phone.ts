import { CarrierRefused } from "../engine/errors.ts";
import type { Phone } from "../engine/ports.ts";
import type { Metrics, PhoneRequest } from "../engine/ports-metrics.ts";

/** The same telephone, and how long the carrier takes for each thing it is asked. `now` in milliseconds, and only forwards. */
export function measuredPhone(
  phone: Phone,
  metrics: Pick<Metrics, "carrierAsked">,
  now: () => number,
): Phone {
  const measured = async <T>(request: PhoneRequest, work: Promise<T>): Promise<T> => {
    const began = now();
    try {
      const done = await work;
      metrics.carrierAsked(request, "done", now() - began);
      return done;
    } catch (err) {
      const result = err instanceof CarrierRefused ? "refused" : "unreachable";
      metrics.carrierAsked(request, result, now() - began);
      throw err;
    }
  };
  return {
    call: (call) => measured("call", phone.call(call)),
    move: (leg) => measured("move", phone.move(leg)),
    hangUp: (leg) => measured("hangUp", phone.hangUp(leg)),
    announce: (sessionId, script, to) =>
      measured("announce", phone.announce(sessionId, script, to)),
    text: (to, from, body) => measured("text", phone.text(to, from, body)),
    look: (leg) => measured("look", phone.look(leg)),
  };
}
