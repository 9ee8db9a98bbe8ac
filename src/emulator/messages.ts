import { sendCallback } from "./callbacks.ts";
import type { Address } from "./call.ts";
import { later, warn, type Exchange, type Message } from "./exchange.ts";
import { NoSuchNumber } from "./incoming.ts";
import { newSid } from "./sids.ts";
import type { Params } from "./signature.ts";
import { elementsIn, parseXml, textOf, XmlError } from "./twiml/xml.ts";

const SENT_AFTER_MS = 200;
const DELIVERED_AFTER_MS = 1000;

type Text = { to: string; from: string; body: string };

/** The line sends a text message. */
export function sendMessage(
  exchange: Exchange,
  text: Text,
  options: { direction: "outbound-api" | "outbound-reply"; statusCallback: Address | null },
): Message {
  const message = keep(exchange, text, { ...options, status: "queued" });
  exchange.log.append({ kind: "messageSent", messageSid: message.sid, ...text });
  const handset = exchange.handsets.get(text.to);
  const reached = handset?.behaviour.answers !== "unreachable";
  later(exchange, SENT_AFTER_MS, () => tell(exchange, message, "sent"));
  later(exchange, DELIVERED_AFTER_MS, () =>
    tell(exchange, message, reached ? "delivered" : "undelivered"),
  );
  return message;
}

/** A person sends a text message to one of the line's numbers. */
export function receiveMessage(exchange: Exchange, text: Text): Message {
  const number = exchange.numbers.get(text.to);
  if (!number) throw new NoSuchNumber(`${text.to} is not a number of the line`);
  const message = keep(exchange, text, {
    direction: "inbound",
    status: "received",
    statusCallback: null,
  });
  exchange.log.append({ kind: "messageReceived", messageSid: message.sid, ...text });
  if (number.smsUrl) void deliver(exchange, message, number.smsUrl);
  return message;
}

async function deliver(exchange: Exchange, message: Message, url: string): Promise<void> {
  const answer = await exchange.courier.send({
    purpose: "sms",
    url,
    method: "POST",
    params: {
      ...messageParams(exchange, message),
      SmsMessageSid: message.sid,
      SmsStatus: "received",
      Body: message.body,
      NumMedia: "0",
      NumSegments: "1",
    },
    callSid: "",
    product: "messaging",
  });
  if (!answer.ok || answer.body.trim() === "") return;
  for (const body of repliesIn(exchange, message, answer.body)) {
    const reply = { to: message.from, from: message.to, body };
    sendMessage(exchange, reply, { direction: "outbound-reply", statusCallback: null });
  }
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
  rest: Pick<Message, "direction" | "status" | "statusCallback">,
): Message {
  const message = { sid: newSid("SM"), createdAt: exchange.clock.now(), ...text, ...rest };
  exchange.messages.set(message.sid, message);
  return message;
}

function tell(exchange: Exchange, message: Message, status: Message["status"]): void {
  message.status = status;
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
  };
}
