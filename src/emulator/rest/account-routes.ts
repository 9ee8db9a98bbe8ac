import { randomBytes } from "node:crypto";
import type { Exchange } from "../exchange.ts";
import { rfc2822 } from "../format.ts";
import { newSid } from "../sids.ts";
import { accountPath, endpoint, type Rest } from "./endpoint.ts";
import { one, type Form } from "./form.ts";

/** The account itself, and keys made for it: of those the secret is told once, as it is made. */
export function accountRoutes(rest: Rest): void {
  const { exchange } = rest;
  endpoint(rest, ".json", { GET: { run: () => accountJson(exchange) } });
  endpoint(rest, "/Keys.json", {
    POST: { takes: "FriendlyName", status: 201, run: ({ form }) => makeKey(exchange, form) },
  });
}

function accountJson(exchange: Exchange): object {
  const { accountSid, authToken } = exchange;
  const path = accountPath(exchange);
  const beginning = rfc2822(0);
  return {
    sid: accountSid,
    auth_token: authToken,
    date_created: beginning,
    date_updated: beginning,
    friendly_name: "A telephone network on this machine",
    owner_account_sid: accountSid,
    status: "active",
    subresource_uris: {
      calls: `${path}/Calls.json`,
      conferences: `${path}/Conferences.json`,
      incoming_phone_numbers: `${path}/IncomingPhoneNumbers.json`,
      messages: `${path}/Messages.json`,
      recordings: `${path}/Recordings.json`,
    },
    type: "Full",
    uri: `${path}.json`,
  };
}

function makeKey(exchange: Exchange, form: Form): object {
  const sid = newSid("SK");
  const secret = randomBytes(16).toString("hex");
  exchange.apiKeys.set(sid, secret);
  const made = rfc2822(exchange.clock.now());
  return {
    sid,
    friendly_name: one(form, "FriendlyName") ?? "",
    date_created: made,
    date_updated: made,
    secret,
  };
}
