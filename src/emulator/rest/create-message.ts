import { isEmergencyNumber } from "../emergency.ts";
import type { Exchange, Message } from "../exchange.ts";
import { sendMessage } from "../messages.ts";
import { refuse } from "../refusing.ts";
import { badRequest } from "./errors.ts";
import { address, many, one, type Form } from "./form.ts";

const LONGEST_BODY = 1600;
const SOONEST_MS = 300_000;
const LATEST_MS = 35 * 86_400_000;

/** POST Messages.json */
export function createMessage(exchange: Exchange, form: Form): Message {
  const to = one(form, "To") ?? "";
  if (to === "") throw badRequest(21604, "'To' phone number is required");
  if (isEmergencyNumber(to)) throw badRequest(21211, refuse(exchange, to, 21211));
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw badRequest(21211, `'To' number ${to} is not valid`);
  const sender = senderIn(exchange, form);
  const mediaCount = many(form, "MediaUrl").filter((url) => url !== "").length;
  const body = one(form, "Body") ?? "";
  if (body === "" && mediaCount === 0) throw badRequest(21602, "Message body is required");
  if (body.length > LONGEST_BODY) throw badRequest(21617, "Message body is over 1600 characters");
  return sendMessage(
    exchange,
    { to, from: sender.from, body },
    {
      direction: "outbound-api",
      statusCallback: address(form, { url: "StatusCallback", method: "StatusCallbackMethod" }),
      poolSid: sender.poolSid,
      mediaCount,
      sendAt: sendAtIn(exchange, form, sender.poolSid),
    },
  );
}

/** A service sends from the account's first number. */
function senderIn(exchange: Exchange, form: Form): { from: string; poolSid: string | null } {
  const poolSid = one(form, "MessagingServiceSid");
  const from = one(form, "From") ?? "";
  if (poolSid !== null && !/^MG[0-9a-fA-F]{32}$/.test(poolSid)) {
    throw badRequest(21701, `the Messaging Service ${poolSid} does not exist`);
  }
  if (poolSid !== null && from === "") {
    const [first] = exchange.numbers.keys();
    if (first === undefined) throw badRequest(21703, "the Messaging Service has no number");
    return { from: first, poolSid };
  }
  if (from === "") throw badRequest(21603, "A 'From' phone number is required");
  if (!exchange.numbers.has(from)) {
    throw badRequest(21606, `'From' number ${from} is not one of this account`);
  }
  return { from, poolSid };
}

/** When a scheduled message goes: in 5 minutes at the earliest, 35 days at the latest, by a service only. */
function sendAtIn(exchange: Exchange, form: Form, poolSid: string | null): number | null {
  const kind = one(form, "ScheduleType");
  if (kind === null) return null;
  if (kind !== "fixed") throw badRequest(35112, `ScheduleType ${kind} is not fixed`);
  if (poolSid === null) throw badRequest(35118, "MessagingServiceSid is required to schedule");
  const given = one(form, "SendAt");
  if (given === null) throw badRequest(35111, "SendAt is required to schedule");
  const sendAt = Date.parse(given);
  const ahead = sendAt - exchange.clock.now();
  if (!(ahead >= SOONEST_MS && ahead <= LATEST_MS)) {
    throw badRequest(35115, `SendAt must be 5 minutes to 35 days from now: ${given}`);
  }
  return sendAt;
}
