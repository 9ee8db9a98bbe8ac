import { HANG_UP } from "../adapters/twilio/twiml.ts";
import type { Leg } from "../engine/ports.ts";
import { stayWithMe } from "./away.ts";
import { callForm, type CallForm } from "./form.ts";
import { withPatience } from "./patience.ts";
import type { CarrierRoutes } from "./carrier.ts";

/**
 * Where a call comes when an answer of ours failed. In service this is a document held outside us; this is its copy, which also
 * works without the store. It keeps the call company, and tries again where the call belongs for as long as it lasts.
 */
export async function fallback({ line, urls }: CarrierRoutes, body: unknown): Promise<string> {
  const { data: form } = callForm.safeParse(body);
  const fields = { callSid: form?.CallSid, errorCode: form?.ErrorCode };
  line.log.error(fields, "A call came to the fallback");
  const now = line.clock.now();
  const away = { again: urls.fallback, since: now, now };
  if (form === undefined) return stayWithMe(urls, away);
  try {
    const leg = await withPatience(line.legs.byCallSid(form.CallSid));
    const again = belongs(leg, form, { incoming: urls.incoming(), leg: urls.leg(leg?.id ?? "") });
    return again === null ? HANG_UP : stayWithMe(urls, { ...away, again });
  } catch (err) {
    line.log.error({ err, callSid: form.CallSid }, "The fallback could not look for a leg");
    return stayWithMe(urls, away);
  }
}

/** A call that is nobody's leg is a caller's, if it is they who rang. */
function belongs(
  leg: Leg | null,
  { Direction }: CallForm,
  to: { incoming: string; leg: string },
): string | null {
  if (leg !== null) return to.leg;
  return Direction === "inbound" ? to.incoming : null;
}
