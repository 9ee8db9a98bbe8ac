import { createHash } from "node:crypto";
import type { Exchange, OwnedNumber } from "../exchange.ts";
import { formatted, rfc2822 } from "../format.ts";
import { accountPath } from "./endpoint.ts";

/** A number's identifier: always the same one, also on the next network that has this number. */
export function numberSid(number: string): string {
  return `PN${createHash("md5").update(number).digest("hex")}`;
}

export function numberJson(exchange: Exchange, number: OwnedNumber): object {
  const sid = numberSid(number.number);
  return {
    sid,
    account_sid: exchange.accountSid,
    api_version: "2010-04-01",
    phone_number: number.number,
    friendly_name: number.friendlyName ?? formatted(number.number),
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.updatedAt),
    ...addresses(number),
    ...UNUSED,
    uri: `${accountPath(exchange)}/IncomingPhoneNumbers/${sid}.json`,
  };
}

function addresses(number: OwnedNumber) {
  return {
    voice_url: number.voiceUrl ?? null,
    voice_method: number.voiceMethod ?? "POST",
    voice_fallback_url: number.voiceFallbackUrl ?? null,
    voice_fallback_method: number.voiceFallbackMethod ?? "POST",
    sms_url: number.smsUrl ?? "",
    sms_method: number.smsMethod ?? "POST",
    sms_fallback_url: number.smsFallbackUrl ?? "",
    sms_fallback_method: number.smsFallbackMethod ?? "POST",
    status_callback: number.statusCallback ?? "",
    status_callback_method: number.statusCallbackMethod ?? "POST",
  };
}

/** What this network has nothing of. No number is registered for emergency calls: they are never made here. */
const UNUSED = {
  address_sid: null,
  address_requirements: "none",
  beta: false,
  bundle_sid: null,
  capabilities: { voice: true, sms: true, mms: false, fax: false },
  emergency_status: "Inactive",
  emergency_address_sid: null,
  emergency_address_status: "unregistered",
  identity_sid: null,
  origin: "twilio",
  sms_application_sid: "",
  status: "in-use",
  trunk_sid: null,
  voice_application_sid: "",
  voice_caller_id_lookup: false,
  voice_receive_mode: "voice",
};
