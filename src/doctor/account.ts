import type { CarrierAccount } from "../adapters/twilio/account.ts";
import { broken, look, ok, type Finding } from "./finding.ts";

/** What each of our credentials opens; null: nothing. */
export type Asked = {
  readonly byToken: CarrierAccount | null;
  /** By TWILIO_AUTH_TOKEN_PREVIOUS, where there is one. */
  readonly byPrevious: CarrierAccount | null;
  readonly keyOpens: boolean;
};

export type OurTokens = { readonly token: string; readonly previous: string | null };

const WHERE = "Twilio console → Account → API keys & tokens";
const REPLACE = `${WHERE}: copy the primary token into TWILIO_AUTH_TOKEN, the one before into TWILIO_AUTH_TOKEN_PREVIOUS, and restart every api.`;

/** Whether the account is ours, and its webhooks signed with a token that we take. */
export function accountFindings(asked: Asked, ours: OurTokens): readonly Finding[] {
  const { byToken, byPrevious, keyOpens } = asked;
  if (byToken === null && byPrevious === null && !keyOpens) return [nothingOpens];
  const account = byToken ?? byPrevious;
  return [
    ...tokenFindings(asked, ours),
    ...(keyOpens ? [] : [keyRefused]),
    ...(account === null ? [] : stateFindings(account)),
  ];
}

const nothingOpens = broken("credentialsRefused", "Twilio knows neither our token nor our key.", {
  means: "Nobody can be rung, and no webhook of Twilio's is taken.",
  mend: `${WHERE}: compare TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_KEY and TWILIO_API_SECRET; a subaccount has its own.`,
});

const keyRefused = broken(
  "apiKeyRefused",
  "Twilio does not take TWILIO_API_KEY with TWILIO_API_SECRET.",
  {
    means: "The line cannot ring anybody: no responder, no desk; and softphones cannot sign in.",
    mend: "Empty both settings, then: npm run provision -- --apply",
  },
);

/** Twilio signs with the primary token alone; a secondary one opens the account and signs nothing. */
function tokenFindings({ byToken, byPrevious }: Asked, ours: OurTokens): readonly Finding[] {
  const signsWith = (byToken ?? byPrevious)?.signsWith;
  if (byToken === null && byPrevious === null) return [rotated];
  if (byToken === null) return [previousOnly];
  if (signsWith === ours.token) return [ok("token", "Twilio signs its webhooks with our token.")];
  return [signsWith === ours.previous ? notPromoted : notPrimary];
}

const rotated = broken(
  "tokenRotated",
  "Twilio does not take TWILIO_AUTH_TOKEN any more: it was replaced.",
  {
    means: "Every webhook is signed with another token and turned away: no call is answered by us.",
    mend: REPLACE,
  },
);

const previousOnly = look(
  "tokenRotated",
  "Twilio takes TWILIO_AUTH_TOKEN_PREVIOUS and not TWILIO_AUTH_TOKEN.",
  {
    means:
      "Calls are answered as long as the previous token is Twilio's; the new one is not known to it.",
    mend: REPLACE,
  },
);

const notPromoted = look("tokenNotPromoted", "Twilio still signs with the previous token.", {
  means: "Both are taken, so calls are answered; the replacement is not finished.",
  mend: `${WHERE}: promote the secondary token.`,
});

const notPrimary = broken(
  "tokenNotPrimary",
  "TWILIO_AUTH_TOKEN opens the account, but Twilio signs with another token.",
  {
    means: "Every webhook is turned away: no call is answered by us.",
    mend: REPLACE,
  },
);

function stateFindings({ name, state, trial }: CarrierAccount): readonly Finding[] {
  if (state !== "active") {
    return [
      broken("accountNotActive", `The Twilio account "${name}" is ${state}.`, {
        means: "No call comes in or goes out.",
        mend: "Twilio console → Billing, or write to Twilio's support.",
      }),
    ];
  }
  if (!trial) return [ok("account", `The account "${name}" is active.`)];
  return [
    look("trialAccount", `The account "${name}" is a trial.`, {
      means:
        "Only verified numbers can be rung, and everybody first hears Twilio speak: no desk, no caller.",
      mend: "Twilio console → Upgrade.",
    }),
  ];
}
