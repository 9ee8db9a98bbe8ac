import { sendCallback } from "./callbacks.ts";
import type { Address } from "./call.ts";
import type { Webhook } from "./courier.ts";
import { later, warn, type Exchange, type LineNumber, type Message } from "./exchange.ts";
import { NoSuchNumber } from "./incoming.ts";
import { nothing } from "./nothing.ts";
import { segmentsOf } from "./segments.ts";
import { newSid } from "./sids.ts";
import type { Params } from "./signature.ts";
import { elementsIn, parseXml, textOf, XmlError } from "./twiml/xml.ts";

const SENT_AFTER_MS = 200;
const DELIVERED_AFTER_MS = 1000;

type Text = { to: string; from: string; body: string };
type Sending = {
  direction: "outbound-api" | "outbound-reply";
  statusCallback: Address | null;
  poolSid: string | null;
  mediaCount: number;
  /** When to send it; at once when null. */
  sendAt: number | null;
};

/** The line sends a text message. */
export function sendMessage(exchange: Exchange, text: Text, sending: Sending): Message {
  const { sendAt, ...rest } = sending;
  const status = sendAt === null ? "queued" : "scheduled";
  const message = keep(exchange, text, { ...rest, status });
  if (sendAt === null) dispatch(exchange, message);
  else message.cancelSending = exchange.clock.at(sendAt, () => dispatch(exchange, message));
  return message;
}

function dispatch(exchange: Exchange, message: Message): void {
  const { sid: messageSid, to, from, body } = message;
  message.status = "queued";
  exchange.log.append({ kind: "messageSent", messageSid, to, from, body });
  const handset = exchange.handsets.get(to);
  const reached = handset?.behaviour.answers !== "unreachable";
  later(exchange, SENT_AFTER_MS, () => {
    message.sentAt = exchange.clock.now();
    tell(exchange, message, "sent");
  });
  later(exchange, DELIVERED_AFTER_MS, () =>
    tell(exchange, message, reached ? "delivered" : "undelivered"),
  );
}

/** A person sends a text message to one of the line's numbers. */
export function receiveMessage(exchange: Exchange, text: Text): Message {
  const number = exchange.numbers.get(text.to);
  if (!number) throw new NoSuchNumber(`${text.to} is not a number of the line`);
  const message = keep(exchange, text, {
    direction: "inbound",
    status: "received",
    statusCallback: null,
    poolSid: null,
    mediaCount: 0,
  });
  message.sentAt = message.createdAt;
  exchange.log.append({ kind: "messageReceived", messageSid: message.sid, ...text });
  void deliver(exchange, message, number);
  return message;
}

/** Asks the number's address what to reply, and its fallback address when that fails. */
async function deliver(exchange: Exchange, message: Message, number: LineNumber): Promise<void> {
  if (!number.smsUrl) return;
  const params = {
    ...messageParams(exchange, message),
    SmsMessageSid: message.sid,
    SmsStatus: "received",
    Body: message.body,
    NumMedia: "0",
    NumSegments: String(segmentsOf(message.body)),
  };
  const webhook: Webhook = {
    purpose: "sms",
    url: number.smsUrl,
    method: number.smsMethod ?? "POST",
    params,
    callSid: "",
    product: "messaging",
  };
  let answer = await exchange.courier.send(webhook);
  if (!answer.ok && number.smsFallbackUrl) {
    answer = await exchange.courier.send({
      ...webhook,
      purpose: "fallback",
      url: number.smsFallbackUrl,
      method: number.smsFallbackMethod ?? "POST",
      params: { ...params, ErrorCode: String(answer.code), ErrorUrl: number.smsUrl },
    });
  }
  if (!answer.ok || answer.body.trim() === "") return;
  for (const body of repliesIn(exchange, message, answer.body)) reply(exchange, message, body);
}

function reply(exchange: Exchange, message: Message, body: string): void {
  const text = { to: message.from, from: message.to, body };
  sendMessage(exchange, text, {
    direction: "outbound-reply",
    statusCallback: null,
    poolSid: null,
    mediaCount: 0,
    sendAt: null,
  });
}

function repliesIn(exchange: Exchange, message: Message, twiml: string): readonly string[] {
  try {
    const verbs = elementsIn(parseXml(twiml)).filter(({ name }) => name === "Message");
    return verbs.map((verb) => {
      const body = elementsIn(verb).find(({ name }) => name === "Body");
      return textOf(body ?? verb);
    });
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    warn(exchange, message.sid, 12100, `Document parse failure: ${error.message}`);
    return [];
  }
}

function keep(
  exchange: Exchange,
  text: Text,
  rest: Pick<Message, "direction" | "status" | "statusCallback" | "poolSid" | "mediaCount">,
): Message {
  const now = exchange.clock.now();
  const message: Message = {
    sid: newSid(rest.mediaCount > 0 ? "MM" : "SM"),
    createdAt: now,
    updatedAt: now,
    sentAt: null,
    cancelSending: nothing,
    ...text,
    ...rest,
  };
  exchange.messages.set(message.sid, message);
  return message;
}

function tell(exchange: Exchange, message: Message, status: Message["status"]): void {
  message.status = status;
  message.updatedAt = exchange.clock.now();
  const { statusCallback } = message;
  if (!statusCallback) return;
  sendCallback(exchange, message.sid, {
    purpose: "messageStatus",
    url: statusCallback.url,
    method: statusCallback.method,
    params: {
      ...messageParams(exchange, message),
      MessageStatus: status,
      SmsStatus: status,
      ...(status === "undelivered" ? { ErrorCode: "30003" } : {}),
    },
    callSid: "",
    product: "messaging",
  });
}

function messageParams(exchange: Exchange, message: Message): Params {
  return {
    MessageSid: message.sid,
    SmsSid: message.sid,
    AccountSid: exchange.accountSid,
    ApiVersion: "2010-04-01",
    From: message.from,
    To: message.to,
    ...(message.poolSid === null ? {} : { MessagingServiceSid: message.poolSid }),
  };
}
