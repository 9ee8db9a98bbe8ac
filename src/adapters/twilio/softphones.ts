import twilio from "twilio";

/** Where a console's softphone is: at the carrier, or at the emulator, whose telephones need no token. */
export type Softphones =
  | {
      readonly kind: "twilio";
      /** For an hour at most. It may be called, and may not dial. */
      token(identity: string): { readonly token: string; readonly lastsMs: number };
    }
  | { readonly kind: "emulator"; readonly url: string };

type Account = {
  readonly accountSid: string;
  readonly apiKey: { readonly sid: string; readonly secret: string };
  /** Null is the carrier itself. */
  readonly baseUrl: string | null;
};

const LASTS_S = 3_600;

export function softphonesOf({ accountSid, apiKey, baseUrl }: Account): Softphones {
  if (baseUrl !== null) return { kind: "emulator", url: baseUrl };
  const { AccessToken } = twilio.jwt;
  return {
    kind: "twilio",
    token(identity) {
      const options = { identity, ttl: LASTS_S };
      const token = new AccessToken(accountSid, apiKey.sid, apiKey.secret, options);
      token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }));
      return { token: token.toJwt(), lastsMs: LASTS_S * 1_000 };
    },
  };
}
