import type { FastifyInstance, FastifyRequest } from "fastify";
import twilio from "twilio";
import type { Log } from "../engine/ports.ts";

/** Who may call us as the carrier. Two tokens while one is being replaced. */
export type CarrierGuard = {
  readonly publicUrl: string;
  readonly authTokens: readonly string[];
  readonly log: Log;
  /** Hears of each request that names our account, is signed, and not as it should be: is our token the wrong one? */
  readonly refused: (accountSid: string) => void;
};

/** A form as it came: nothing trimmed, nothing dropped, repeated names kept, or the signature no longer fits. */
type Form = Readonly<Record<string, string | readonly string[]>>;

/** Every request in this scope must be signed by the carrier. What is not gets an empty 403; nothing switches this off. */
export function guardCarrier(app: FastifyInstance, guard: CarrierGuard): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => done(null, formOf(body.toString())),
  );
  app.addHook("preValidation", async (request, reply) => {
    if (isSigned(request, guard)) return;
    guard.log.warn({ path: request.routeOptions.url }, "Refused: not signed by the carrier");
    if (signatureOf(request) !== null) guard.refused(accountOf(request.body));
    await reply.code(403).send();
  });
  app.setErrorHandler(async (error, request, reply) => {
    if (!cannotBeRead(error)) throw error;
    guard.log.warn({ path: request.routeOptions.url }, "Refused: no form the carrier sends");
    await reply.code(403).send();
  });
}

/** A body of another kind, or too large: it never came as far as its signature. */
function cannotBeRead(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" && code.startsWith("FST_ERR_CTP_");
}

function formOf(body: string): Form {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(body)) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return Object.fromEntries(
    [...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? "") : all]),
  );
}

/** The address is the one we publish and the path as received: what a proxy says of itself is not asked. */
function isSigned(request: FastifyRequest, { publicUrl, authTokens }: CarrierGuard): boolean {
  const signature = signatureOf(request);
  if (signature === null) return false;
  const url = `${publicUrl.replace(/\/+$/, "")}${request.raw.url ?? ""}`;
  const form = isForm(request.body) ? request.body : {};
  return authTokens.some((token) => fits(token, signature, url, form));
}

function signatureOf({ headers }: FastifyRequest): string | null {
  const signature = headers["x-twilio-signature"];
  return typeof signature === "string" && signature !== "" ? signature : null;
}

function accountOf(body: unknown): string {
  const named = isForm(body) ? body["AccountSid"] : undefined;
  return typeof named === "string" ? named : "";
}

/** Our parser made it, or there was no body at all. */
const isForm = (body: unknown): body is Form => typeof body === "object" && body !== null;

/** The library throws on an address it cannot read; that is no signature either. */
function fits(token: string, signature: string, url: string, form: Form): boolean {
  if (token === "" || !URL.canParse(url)) return false;
  return twilio.validateRequest(token, signature, url, { ...form });
}
