import { callParams } from "../call.ts";
import { interruptedAction, type Leg } from "../leg.ts";
import type { Params } from "../signature.ts";
import type { XmlElement } from "../twiml/xml.ts";

/**
 * When a caller hangs up during a Dial, its `action` is still fetched; what it answers goes nowhere.
 */
export function fetchActionAfterHangUp(leg: Leg, element: XmlElement, params: Params): void {
  const request = interruptedAction(leg, element, params);
  if (!request) return;
  const { exchange, call } = leg;
  const { url, method } = request;
  const all = { ...callParams(call, exchange.accountSid), ...request.params };
  void exchange.courier.send({ purpose: "action", url, method, params: all, callSid: call.sid });
}
