import { ask, connect, type Account } from "./client.ts";
import type { Urls } from "./urls.ts";

/** Where one of our numbers sends what comes in. */
export type NumberAddresses = {
  readonly voiceUrl: string;
  readonly voiceMethod: string;
  readonly voiceFallbackUrl: string;
  readonly voiceFallbackMethod: string;
  readonly smsUrl: string;
  readonly smsMethod: string;
  readonly statusCallback: string;
  readonly statusCallbackMethod: string;
};

export type CarrierNumber = {
  readonly sid: string;
  readonly number: string;
  readonly addresses: NumberAddresses;
  /** An application or a trunk that calls go to, whatever the addresses say; null where there is none. */
  readonly takenOverBy: string | null;
  readonly takesCalls: boolean;
};

export type CarrierNumbers = {
  /** Every number of the account. */
  list(): Promise<readonly CarrierNumber[]>;
  /** Changes those, and takes the number back from an application or trunk. */
  point(sid: string, addresses: Partial<NumberAddresses>, takeBack: boolean): Promise<void>;
};

/** What each of our numbers must say, with connection overrides; the same for all of them. */
export const wantedAddresses = (urls: Urls): NumberAddresses => ({
  voiceUrl: urls.incoming(),
  voiceMethod: "POST",
  voiceFallbackUrl: urls.fallback,
  voiceFallbackMethod: "POST",
  smsUrl: urls.messages,
  smsMethod: "POST",
  statusCallback: urls.incomingStatus,
  statusCallbackMethod: "POST",
});

const ALL = 1_000;

export function twilioNumbers(account: Account): CarrierNumbers {
  const client = connect(account);
  return {
    async list() {
      const found = await ask(() =>
        client.incomingPhoneNumbers.list({ limit: ALL, pageSize: ALL }),
      );
      return found.map((one) => ({
        sid: one.sid,
        number: one.phoneNumber,
        addresses: addressesOf(one),
        takenOverBy: one.trunkSid || one.voiceApplicationSid || null,
        takesCalls: one.voiceReceiveMode !== "fax" && one.capabilities.voice,
      }));
    },
    async point(sid, addresses, takeBack) {
      const back = takeBack ? { voiceApplicationSid: "", trunkSid: "" } : {};
      await ask(() => client.incomingPhoneNumbers(sid).update({ ...addresses, ...back }));
    },
  };
}

/** What is not set comes as nothing at all. */
type Said = { readonly [Name in keyof NumberAddresses]: string | null };

const addressesOf = (one: Said): NumberAddresses => ({
  voiceUrl: one.voiceUrl ?? "",
  voiceMethod: one.voiceMethod ?? "",
  voiceFallbackUrl: one.voiceFallbackUrl ?? "",
  voiceFallbackMethod: one.voiceFallbackMethod ?? "",
  smsUrl: one.smsUrl ?? "",
  smsMethod: one.smsMethod ?? "",
  statusCallback: one.statusCallback ?? "",
  statusCallbackMethod: one.statusCallbackMethod ?? "",
});
