import type { Instant } from "../../domain/session/people.ts";
import { CarrierRefused, CarrierUnreachable } from "../../engine/errors.ts";
import { ask, connect, type Account } from "./client.ts";

/** The account as its own token sees it: an API key may not ask for this. */
export type CarrierAccount = {
  readonly name: string;
  /** active, suspended or closed. */
  readonly state: string;
  readonly trial: boolean;
  /** What webhooks are signed with, which is not always the token that opens the account. */
  readonly signsWith: string;
};

/** What the carrier tells of its limits; null where it does not say. It tells nobody how many calls a second an account may start. */
export type CarrierLimits = {
  /** Whether a business is known to it: without one, two calls at once. */
  readonly businessKnown: boolean | null;
  readonly balance: { readonly left: number; readonly currency: string } | null;
  /** How long each of the last calls we placed waited for its turn at the carrier. */
  readonly waitedMs: readonly number[];
};

export type MadeKey = { readonly sid: string; readonly secret: string };

/** Refused: who asks is not known. */
const UNKNOWN_TO_IT: ReadonlySet<number> = new Set([20003, 401, 403, 20404, 404]);
const LAST_CALLS = 50;

/** Null where these credentials open nothing. Throws `CarrierUnreachable` where nobody answered. */
export async function fetchAccount(account: Account): Promise<CarrierAccount | null> {
  const client = connect({ ...account, apiKey: null });
  return known(async () => {
    const found = await ask(() => client.api.v2010.accounts(account.accountSid).fetch());
    return {
      name: found.friendlyName,
      state: found.status,
      trial: found.type === "Trial",
      signsWith: found.authToken,
    };
  });
}

/** Whether what the line signs in with opens the account. */
export async function signsIn(account: Account): Promise<boolean> {
  const client = connect(account);
  const asked = await known(async () => {
    await ask(() => client.incomingPhoneNumbers.list({ limit: 1 }));
    return true;
  });
  return asked ?? false;
}

export async function fetchLimits(account: Account): Promise<CarrierLimits> {
  const client = connect(account);
  const [profiles, balance, calls] = await Promise.all([
    known(() =>
      ask(() => client.trusthub.v1.customerProfiles.list({ status: "twilio-approved", limit: 1 })),
    ),
    known(() => ask(() => client.api.v2010.accounts(account.accountSid).balance.fetch())),
    ask(() => client.calls.list({ limit: LAST_CALLS })),
  ]);
  return {
    businessKnown: profiles === null ? null : profiles.length > 0,
    balance:
      balance === null ? null : { left: Number(balance.balance), currency: balance.currency },
    waitedMs: calls
      .filter(({ direction }) => direction.startsWith("outbound"))
      .map(({ queueTime }) => Number(queueTime) || 0),
  };
}

/** A standard key: it places calls and signs softphones in, and cannot make other keys. Its secret is told this once. */
export async function makeApiKey(account: Account, friendlyName: string): Promise<MadeKey> {
  const client = connect({ ...account, apiKey: null });
  const { sid, secret } = await ask(() => client.newKeys.create({ friendlyName }));
  return { sid, secret };
}

/** The carrier's own hosts. */
const CARRIER = "https://api.twilio.com";
const WITHIN_MS = 4_000;

/** What time it is at the carrier, to the second and a little late; it says so to anybody. */
export async function carrierTime({ accountSid, baseUrl }: Account): Promise<Instant> {
  const address = `${baseUrl?.replace(/\/+$/, "") ?? CARRIER}/2010-04-01/Accounts/${accountSid}.json`;
  try {
    const { headers } = await fetch(address, { signal: AbortSignal.timeout(WITHIN_MS) });
    const at = Date.parse(headers.get("date") ?? "");
    if (Number.isNaN(at)) throw new Error("It gave no date");
    return at;
  } catch (cause) {
    throw new CarrierUnreachable("The carrier does not tell the time", { cause });
  }
}

async function known<T>(asked: () => Promise<T>): Promise<T | null> {
  try {
    return await asked();
  } catch (err) {
    if (err instanceof CarrierRefused && UNKNOWN_TO_IT.has(err.code)) return null;
    throw err;
  }
}
