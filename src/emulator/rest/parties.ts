import { isEmergencyNumber } from "../emergency.ts";
import type { Exchange } from "../exchange.ts";
import { refuse } from "../refusing.ts";
import { badRequest } from "./errors.ts";
import { one, type Form } from "./form.ts";

const E164 = /^\+[1-9]\d{6,14}$/;
/** An account is let into its own country, North America, and nowhere else. */
const PERMITTED = /^\+1[2-9]\d{9}$/;
/** Premium-rate numbers are on the carrier's block list. */
const BLOCKED = /^\+1(?:900\d{7}|\d{3}976\d{4})$/;

/** Who is to be called, and by which of the account's numbers; as Twilio's Calls and Participants check them. */
export function partiesIn(exchange: Exchange, form: Form): { to: string; from: string } {
  const to = one(form, "To") ?? "";
  const from = one(form, "From") ?? "";
  if (to === "") throw badRequest(21201, "No 'To' number is specified");
  if (isEmergencyNumber(to)) throw badRequest(21216, refuse(exchange, to, 21216));
  const isSoftphone = /^client:[^?]+/.test(to);
  if (!isSoftphone) checkNumber(to);
  checkSender(exchange, from, isSoftphone);
  return { to, from };
}

function checkNumber(to: string): void {
  if (!E164.test(to)) throw badRequest(21211, `'To' number ${to} is not valid`);
  if (!PERMITTED.test(to)) {
    throw badRequest(21215, `Account not authorized to call ${to}: geographic permissions`);
  }
  if (BLOCKED.test(to)) throw badRequest(21216, `Account not allowed to call ${to}`);
}

function checkSender(exchange: Exchange, from: string, toSoftphone: boolean): void {
  if (from === "") throw badRequest(21213, "'From' number is required");
  if (exchange.numbers.has(from)) return;
  if (from.startsWith("client:")) {
    if (toSoftphone) return;
    throw badRequest(21212, `'From' ${from} can only call a softphone`);
  }
  if (!E164.test(from)) throw badRequest(21212, `'From' number ${from} is not valid`);
  throw badRequest(21210, `'From' number ${from} is not one of this account`);
}
