import { owned, type Exchange, type NumberSettings, type OwnedNumber } from "../exchange.ts";
import { isEmergencyNumber } from "../emergency.ts";
import { formatted } from "../format.ts";
import { refuse } from "../refusing.ts";
import { badRequest, notFound } from "./errors.ts";
import { fits } from "./filters.ts";
import { methodIn, one, type Form } from "./form.ts";
import { numberJson, numberSid } from "./number-shape.ts";
import type { List } from "./paging.ts";

export function findNumber(exchange: Exchange, sid: string): OwnedNumber {
  const number = [...exchange.numbers.values()].find((one) => numberSid(one.number) === sid);
  if (!number) throw notFound(`/IncomingPhoneNumbers/${sid}`);
  return number;
}

/** GET IncomingPhoneNumbers.json; a part of a number, with `*` for any digit, finds it too. */
export function listNumbers(exchange: Exchange, query: Form): List<OwnedNumber> {
  const pattern = (one(query, "PhoneNumber") ?? "")
    .replaceAll(/[^\d*]/g, "")
    .replaceAll("*", "\\d");
  const items = [...exchange.numbers.values()]
    .filter(({ number }) => new RegExp(pattern).test(number))
    .filter((number) =>
      fits(query, "FriendlyName", number.friendlyName ?? formatted(number.number)),
    );
  return {
    key: "incoming_phone_numbers",
    items,
    idOf: ({ number }) => numberSid(number),
    show: (number) => numberJson(exchange, number),
  };
}

/** POST IncomingPhoneNumbers.json: a number of the line's, from now on. */
export function buyNumber(exchange: Exchange, form: Form): OwnedNumber {
  const number = one(form, "PhoneNumber") ?? freeIn(exchange, one(form, "AreaCode") ?? "");
  if (isEmergencyNumber(number)) throw badRequest(21421, refuse(exchange, number, 21421));
  if (!/^\+[1-9]\d{6,14}$/.test(number))
    throw badRequest(21421, `PhoneNumber ${number} is invalid`);
  const taken = exchange.numbers.has(number) || exchange.handsets.get(number)?.pluggedIn === true;
  if (taken) throw badRequest(21422, `PhoneNumber ${number} is not available`);
  const bought = owned({ number, ...settingsIn(form) }, exchange.clock.now());
  exchange.numbers.set(number, bought);
  return bought;
}

/** POST IncomingPhoneNumbers/{sid}.json: calls and messages that come from now on go where it says. */
export function updateNumber(exchange: Exchange, number: OwnedNumber, form: Form): OwnedNumber {
  const changed = { ...number, ...settingsIn(form), updatedAt: exchange.clock.now() };
  exchange.numbers.set(number.number, changed);
  return changed;
}

/** What the form sets; an empty address sets that there is none. */
function settingsIn(form: Form): NumberSettings {
  const settings = {
    friendlyName: one(form, "FriendlyName"),
    voiceUrl: urlIn(form, "VoiceUrl"),
    voiceMethod: methodIn(form, "VoiceMethod"),
    voiceFallbackUrl: urlIn(form, "VoiceFallbackUrl"),
    voiceFallbackMethod: methodIn(form, "VoiceFallbackMethod"),
    smsUrl: urlIn(form, "SmsUrl"),
    smsMethod: methodIn(form, "SmsMethod"),
    smsFallbackUrl: urlIn(form, "SmsFallbackUrl"),
    smsFallbackMethod: methodIn(form, "SmsFallbackMethod"),
    statusCallback: urlIn(form, "StatusCallback"),
    statusCallbackMethod: methodIn(form, "StatusCallbackMethod"),
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

function urlIn(form: Form, name: string): string | null {
  const given = one(form, name);
  if (given === null || given === "") return given;
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) {
    throw badRequest(21402, `${name} is not a valid URL: ${given}`);
  }
  return given;
}

/** A number nobody has in an area: only fictional ones (555-01xx) are sold here. */
function freeIn(exchange: Exchange, areaCode: string): string {
  if (areaCode === "") throw badRequest(21452, "PhoneNumber or AreaCode is required");
  if (!/^[2-9]\d{2}$/.test(areaCode)) throw badRequest(21451, `AreaCode ${areaCode} is invalid`);
  for (let last = 0; last < 100; last += 1) {
    const number = `+1${areaCode}55501${String(last).padStart(2, "0")}`;
    if (!exchange.numbers.has(number) && !exchange.handsets.has(number)) return number;
  }
  throw badRequest(21452, `there is no number left in area ${areaCode}`);
}
