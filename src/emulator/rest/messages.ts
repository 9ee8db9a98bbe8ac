import type { Exchange, Message } from "../exchange.ts";
import { badRequest, notFound, RestError } from "./errors.ts";
import { fits, timeFilter } from "./filters.ts";
import { one, type Form } from "./form.ts";
import type { List } from "./paging.ts";
import { messageJson } from "./shapes.ts";

const DONE = new Set<Message["status"]>(["delivered", "undelivered", "received", "canceled"]);

export function findMessage(exchange: Exchange, sid: string): Message {
  const message = exchange.messages.get(sid);
  if (!message) throw notFound(`/Messages/${sid}`);
  return message;
}

/** GET Messages.json, newest first. */
export function listMessages(exchange: Exchange, query: Form): List<Message> {
  const sent = timeFilter(query, "DateSent");
  const items = [...exchange.messages.values()]
    .toReversed()
    .filter(({ to }) => fits(query, "To", to))
    .filter(({ from }) => fits(query, "From", from))
    .filter(({ sentAt }) => sent(sentAt));
  return {
    key: "messages",
    items,
    idOf: ({ sid }) => sid,
    show: (message) => messageJson(exchange, message),
  };
}

/** POST Messages/{sid}.json: takes the words away for good, or calls a scheduled message off. */
export function updateMessage(exchange: Exchange, message: Message, form: Form): void {
  const body = one(form, "Body");
  const status = one(form, "Status");
  if (body !== null && body !== "") throw badRequest(20001, "Body can only be made empty");
  if (status !== null && status !== "canceled") {
    throw badRequest(20001, `Status ${status} is not canceled`);
  }
  if (status === "canceled" && message.status !== "scheduled") {
    throw badRequest(30409, "This message cannot be canceled");
  }
  if (body === "" && !DONE.has(message.status)) throw tooSoon();
  if (body === "") message.body = "";
  if (status === "canceled") {
    message.cancelSending();
    message.status = "canceled";
  }
  message.updatedAt = exchange.clock.now();
}

export function deleteMessage(exchange: Exchange, message: Message): void {
  if (!DONE.has(message.status)) throw tooSoon();
  exchange.messages.delete(message.sid);
}

function tooSoon(): RestError {
  return new RestError(
    409,
    20009,
    "Cannot delete message because delivery has not been completed.",
  );
}
