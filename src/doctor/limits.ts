import type { CarrierLimits } from "../adapters/twilio/account.ts";
import { broken, counted, look, ok, type Finding } from "./finding.ts";

/** Longer than the gate spaces calls: they wait at the carrier too. */
const WAITED_MS = 1_500;
const LOOK_LEFT = 20;

/** What the carrier lets be known of how much it carries. Nobody is told the calls a second an account may start: it shows in how long calls wait. */
export function limitFindings(limits: CarrierLimits, perSecond: number): readonly Finding[] {
  return [...business(limits), ...balance(limits), ...rate(limits, perSecond)];
}

function business({ businessKnown }: CarrierLimits): readonly Finding[] {
  if (businessKnown === null) return [];
  if (businessKnown) return [ok("profile", "Twilio knows the business behind the account.")];
  return [
    look("profileMissing", "No customer profile of this account is approved.", {
      means:
        "Without one Twilio carries two calls at once and starts one a second: one caller and one desk fill it.",
      mend: "Twilio console → Trust Hub → Customer profiles: give your organisation, and wait for approval.",
    }),
  ];
}

function balance({ balance: money }: CarrierLimits): readonly Finding[] {
  if (money === null) return [];
  const found = `${money.left.toFixed(2)} ${money.currency} are left.`;
  if (money.left >= LOOK_LEFT) return [ok("balance", found)];
  const rest = {
    means: "At nothing, Twilio ends calls and refuses new ones.",
    mend: "Twilio console → Billing → add funds, and set auto-recharge.",
  };
  return [money.left > 0 ? look("balanceLow", found, rest) : broken("balanceGone", found, rest)];
}

function rate({ waitedMs }: CarrierLimits, perSecond: number): readonly Finding[] {
  const waited = waitedMs.filter((ms) => ms > WAITED_MS);
  if (waited.length === 0) {
    return [
      ok(
        "rate",
        `We start ${counted(perSecond, "call")} a second at most; none of the last ${waitedMs.length} waited at the carrier.`,
      ),
    ];
  }
  const longest = Math.round(Math.max(...waited) / 1_000);
  return [
    look(
      "callsQueued",
      `${waited.length} of our last ${counted(waitedMs.length, "call")} waited at the carrier, up to ${longest} s.`,
      {
        means: `We start ${perSecond} a second, which is more than the account may: a call to a desk waits behind others where we cannot put it first.`,
        mend: "Lower OUTBOUND_PER_SECOND, or have the account's calls per second raised: Twilio console → Voice → Settings.",
      },
    ),
  ];
}
