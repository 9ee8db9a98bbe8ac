import { isEmergencyNumber } from "../emergency.ts";
import type { Exchange, Message } from "../exchange.ts";
import { sendMessage } from "../messages.ts";
import { refuse } from "../refusing.ts";
import { badRequest } from "./errors.ts";
import { address, one, type Form } from "./form.ts";

const LONGEST_BODY = 1600;

/** POST Messages.json */
export function createMessage(exchange: Exchange, form: Form): Message {
  const to = one(form, "To") ?? "";
  const from = one(form, "From") ?? one(form, "MessagingServiceSid") ?? "";
  const body = one(form, "Body") ?? "";
  if (to === "") throw badRequest(21604, "'To' phone number is required");
  if (isEmergencyNumber(to)) throw badRequest(21211, refuse(exchange, to, 21211));
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw badRequest(21211, `'To' number ${to} is not valid`);
  if (!exchange.numbers.has(from) && !from.startsWith("MG")) {
    throw badRequest(21606, `'From' number ${from} is not one of this account`);
  }
  if (body === "") throw badRequest(21602, "Message body is required");
  if (body.length > LONGEST_BODY) throw badRequest(21617, "Message body is over 1600 characters");
  const statusCallback = address(form, { url: "StatusCallback", method: "StatusCallbackMethod" });
  return sendMessage(exchange, { to, from, body }, { direction: "outbound-api", statusCallback });
}
