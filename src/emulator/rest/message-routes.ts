import { createMessage } from "./create-message.ts";
import { endpoint, type Rest } from "./endpoint.ts";
import { deleteMessage, findMessage, listMessages, updateMessage } from "./messages.ts";
import { paged } from "./paging.ts";
import { messageJson } from "./shapes.ts";

const CREATE = "To From MessagingServiceSid Body MediaUrl StatusCallback ScheduleType SendAt";

export function messageRoutes(rest: Rest): void {
  const { exchange } = rest;
  endpoint(rest, "/Messages.json", {
    GET: {
      takes: "To From DateSent DateSent< DateSent>",
      run: ({ form, path }) => paged(listMessages(exchange, form), form, path),
    },
    POST: {
      takes: CREATE,
      status: 201,
      run: ({ form }) => messageJson(exchange, createMessage(exchange, form)),
    },
  });
  endpoint(rest, "/Messages/:sid.json", {
    GET: { run: ({ sid }) => messageJson(exchange, findMessage(exchange, sid)) },
    POST: {
      takes: "Body Status",
      run({ sid, form }) {
        const message = findMessage(exchange, sid);
        updateMessage(exchange, message, form);
        return messageJson(exchange, message);
      },
    },
    DELETE: {
      run({ sid }) {
        deleteMessage(exchange, findMessage(exchange, sid));
        return null;
      },
    },
  });
}
