import type { InjectOptions } from "fastify";
import { v7 as uuid } from "uuid";
import { sign } from "./carrier.ts";
import type { Dice } from "./dice.ts";
import { exampleOf, type Schema } from "./example-of.ts";
import {
  FORM,
  requestOf,
  type Conversations,
  type Webhook,
  type Wished,
} from "./fuzz-conversations.ts";

/** One request, and the answers it may have. */
export type Shot = { readonly sent: InjectOptions; readonly allowed: (status: number) => boolean };

export type Route = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly act: string;
  readonly body: Schema | null;
};

/** What there is to shoot with. */
export type Known = {
  readonly dice: Dice;
  readonly said: Conversations;
  readonly routes: readonly Route[];
  readonly cookies: readonly Readonly<Record<string, string>>[];
};

export type Aim = {
  readonly name: string;
  /** Out of a hundred. */
  readonly share: number;
  /** Whether nothing may be written down because of it. */
  readonly changesNothing: boolean;
  readonly shoot: (known: Known) => Shot;
};

const refused = (status: number) => status === 403 || status === 404;
const among =
  (...answers: readonly number[]) =>
  (status: number) =>
    answers.includes(status);
const notOurFault = (status: number) => status < 500;

export const AIMS: readonly Aim[] = [
  { name: "a forged webhook", share: 27, changesNothing: true, shoot: forged },
  { name: "a truncated webhook", share: 18, changesNothing: true, shoot: truncated },
  { name: "a webhook that comes again", share: 18, changesNothing: true, shoot: replayed },
  { name: "a webhook that comes too late", share: 4, changesNothing: true, shoot: overtaken },
  { name: "a request of nobody's", share: 12, changesNothing: true, shoot: withoutSignIn },
  { name: "a request from another site", share: 5, changesNothing: true, shoot: fromElsewhere },
  { name: "a wish cut short", share: 6, changesNothing: true, shoot: cutShort },
  { name: "a wish that comes again", share: 4, changesNothing: true, shoot: wishedAgain },
  { name: "anything at all, signed in", share: 6, changesNothing: false, shoot: anything },
];

export function oneOf<T>(dice: Dice, from: readonly T[]): T {
  const found = from[dice.between(0, from.length - 1)];
  if (found === undefined) throw new Error("Nothing to choose from");
  return found;
}

const genuine = ({ dice, said }: Known): Webhook => oneOf(dice, said.webhooks);

function replayed(known: Known): Shot {
  return { sent: requestOf(genuine(known)), allowed: among(200, 204) };
}

function overtaken({ dice, said }: Known): Shot {
  return { sent: requestOf(oneOf(dice, said.late)), allowed: among(200, 204) };
}

const wrongToken = "0ddba110ddba110ddba110ddba110ddb";
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";

/** The ways of somebody who has seen a real request and has no token. */
const FORGERIES: readonly ((webhook: Webhook, known: Known) => InjectOptions)[] = [
  (webhook) => ({ ...requestOf(webhook), headers: { "content-type": FORM } }),
  (webhook) => signedAs(webhook, ""),
  (webhook) => signedAs(webhook, "nonsense"),
  (webhook) => signedAs(webhook, sign(webhook.path, webhook.fields, wrongToken)),
  (webhook, { dice }) => {
    const place = dice.between(0, webhook.signature.length - 2);
    const other = letters.replace(webhook.signature.charAt(place), "");
    const letter = other.charAt(dice.between(0, other.length - 1));
    const { signature } = webhook;
    return signedAs(webhook, signature.slice(0, place) + letter + signature.slice(place + 1));
  },
  (webhook) => requestOf({ ...webhook, fields: { ...webhook.fields, From: "+15555550199" } }),
  (webhook) => requestOf({ ...webhook, fields: { ...webhook.fields, Digits: "9", New: "x" } }),
  (webhook) =>
    requestOf({
      ...webhook,
      path: `${webhook.path}${webhook.path.includes("?") ? "&" : "?"}away=1`,
    }),
  (webhook) => requestOf({ ...webhook, path: `/twilio/legs/${uuid()}?ask=c1.1` }),
  (webhook) => requestOf({ ...webhook, path: `/twilio/legs/${"x".repeat(300)}` }),
  (webhook) => requestOf({ ...webhook, path: "/twilio/legs/%E0%A4%A" }),
  (webhook) => requestOf({ ...webhook, path: "/twilio/legs/%00" }),
  (webhook) => ({ ...requestOf(webhook), payload: "x=".repeat(40_000) }),
  (webhook) => ({ ...requestOf(webhook), payload: "%".repeat(50) }),
  (webhook) => ({
    ...requestOf(webhook),
    headers: { "content-type": "application/json", "x-twilio-signature": webhook.signature },
    payload: JSON.stringify(webhook.fields),
  }),
];

const signedAs = (webhook: Webhook, signature: string): InjectOptions =>
  requestOf({ ...webhook, signature });

function forged(known: Known): Shot {
  const sent = oneOf(known.dice, FORGERIES)(genuine(known), known);
  return { sent, allowed: refused };
}

/** Cut off somewhere: the body, the address or the signature. What means the same as the whole is no less than it. */
function truncated(known: Known): Shot {
  const { dice } = known;
  const webhook = genuine(known);
  const { headers, payload } = requestOf(webhook);
  const cut = (text: string) => text.slice(0, dice.between(1, text.length - 1));
  const means = (text: string) => JSON.stringify([...new URLSearchParams(text)]);
  switch (dice.between(0, 2)) {
    case 0: {
      const short = cut(payload);
      const whole = means(short) === means(payload);
      const sent = { ...requestOf(webhook), headers, payload: short };
      return { sent, allowed: whole ? among(200, 204) : refused };
    }
    case 1:
      return { sent: requestOf({ ...webhook, path: cut(webhook.path) }), allowed: notDone };
    default:
      return { sent: signedAs(webhook, cut(webhook.signature)), allowed: refused };
  }
}

/** `/` alone is the way to the console, for whoever asks for it; a POST to it is not found. */
const notDone = refused;

/** With no sign-in, one somebody made up, or one cut short. */
function withoutSignIn({ dice, routes, cookies }: Known): Shot {
  const route = oneOf(
    dice,
    routes.filter(({ act }) => act !== "open"),
  );
  const real = oneOf(dice, cookies);
  const [[name, value] = ["", ""]] = Object.entries(real);
  const made = dice.pick([
    "",
    "x",
    `${uuid()}.${"A".repeat(43)}%3D`,
    value.slice(0, -dice.between(2, 40)),
  ]);
  const sent = asked(route, dice, { [name]: made });
  return { sent, allowed: among(401, 404) };
}

/** Somebody's own browser, made to ask by another site's page. */
function fromElsewhere({ dice, routes, cookies }: Known): Shot {
  const route = oneOf(
    dice,
    routes.filter(({ method }) => method !== "GET"),
  );
  const site = oneOf<Readonly<Record<string, string>>>(dice, [
    { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" },
    { "sec-fetch-site": "same-site", origin: "https://other.example.org" },
    { origin: "https://line.example.org.elsewhere.example" },
    { origin: "http://line.example.org" },
    { origin: "null" },
  ]);
  return { sent: asked(route, dice, oneOf(dice, cookies), site), allowed: refused };
}

function cutShort({ dice, said }: Known): Shot {
  const wish = oneOf(
    dice,
    said.wished.filter(({ payload }) => Object.keys(payload).length > 0),
  );
  const whole = JSON.stringify(wish.payload);
  const payload = whole.slice(0, dice.between(1, whole.length - 1));
  const sent = { ...wishOf(wish), payload };
  return { sent, allowed: among(400) };
}

function wishedAgain({ dice, said }: Known): Shot {
  const wish = oneOf(dice, said.wished);
  return { sent: wishOf(wish), allowed: among(200) };
}

const wishOf = ({ method, url, payload, key, cookies }: Wished) => ({
  method,
  url,
  cookies: { ...cookies },
  headers: { "content-type": "application/json", "idempotency-key": key },
  payload: JSON.stringify(payload),
});

/** What ends a sign-in or a password, or takes long on purpose, would end the shooting. */
const SPARED = /\/auth\/|sign-ins|\/roles|\/reset|invitations\/accept|\/api\/live|\/me\/phone/;

/** Somebody of ours with a broken program: everything may be refused, nothing may break. */
function anything({ dice, routes, cookies, said }: Known): Shot {
  const route = oneOf(
    dice,
    routes.filter(({ url }) => !SPARED.test(url)),
  );
  const sent = asked(route, dice, oneOf(dice, cookies));
  const url = (sent.url ?? "").replace(/\/sessions\/[\w-]{36}/, () =>
    dice.chance(0.5) ? `/sessions/${oneOf(dice, said.others)}` : `/sessions/${uuid()}`,
  );
  return { sent: { ...sent, url }, allowed: notOurFault };
}

const STRANGE = [
  "",
  "\u0000",
  "\uD800",
  "x".repeat(5_000),
  "-1",
  "1e999",
  "'; DROP TABLE sessions; --",
  "<script>",
  "é̈🫥",
  "../../etc/passwd",
  "9007199254740993",
] as const;

function asked(
  { method, url, body }: Route,
  dice: Dice,
  cookies: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): InjectOptions & { readonly url: string } {
  const path = url.replaceAll(/\{\w+\}/g, () =>
    dice.chance(0.3) ? encodeURIComponent(strange(dice)) : uuid(),
  );
  const search = dice.chance(0.3)
    ? `?${dice.pick(["limit", "before", "after", "from", "to", "because", "who"])}=${encodeURIComponent(strange(dice))}`
    : "";
  const headers = {
    "idempotency-key": uuid(),
    ...(body && { "content-type": "application/json" }),
    ...more,
  };
  const payload = body === null ? {} : { payload: JSON.stringify(bent(exampleOf(body), dice)) };
  return { method, url: `${path}${search}`, cookies: { ...cookies }, headers, ...payload };
}

/** What `encodeURIComponent` refuses goes into bodies alone. */
const strange = (dice: Dice): string => {
  const word = dice.pick(STRANGE);
  return word.isWellFormed() ? word : "\uFFFD";
};

/** The same, with something in it that is none of what was asked for. */
function bent(value: unknown, dice: Dice): unknown {
  if (dice.chance(0.15)) return dice.pick([null, true, -1, 1.5, [], {}, ...STRANGE]);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => bent(one, dice));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bent(one, dice)]));
}
