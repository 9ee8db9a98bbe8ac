import { endpoint, type Rest } from "./endpoint.ts";
import { buyNumber, findNumber, listNumbers, updateNumber } from "./numbers.ts";
import { numberJson } from "./number-shape.ts";
import { paged } from "./paging.ts";

const SETTINGS =
  "FriendlyName VoiceUrl VoiceMethod VoiceFallbackUrl VoiceFallbackMethod SmsUrl SmsMethod SmsFallbackUrl " +
  "SmsFallbackMethod StatusCallback StatusCallbackMethod";

export function numberRoutes(rest: Rest): void {
  const { exchange } = rest;
  endpoint(rest, "/IncomingPhoneNumbers.json", {
    GET: {
      takes: "PhoneNumber FriendlyName Beta Origin",
      run: ({ form, path }) => paged(listNumbers(exchange, form), form, path),
    },
    POST: {
      takes: `PhoneNumber AreaCode ${SETTINGS}`,
      status: 201,
      run: ({ form }) => numberJson(exchange, buyNumber(exchange, form)),
    },
  });
  endpoint(rest, "/IncomingPhoneNumbers/:sid.json", {
    GET: { run: ({ sid }) => numberJson(exchange, findNumber(exchange, sid)) },
    POST: {
      takes: SETTINGS,
      run: ({ sid, form }) =>
        numberJson(exchange, updateNumber(exchange, findNumber(exchange, sid), form)),
    },
    DELETE: {
      run({ sid }) {
        exchange.numbers.delete(findNumber(exchange, sid).number);
        return null;
      },
    },
  });
}
