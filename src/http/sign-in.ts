import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { ADDRESS_HEADER } from "../adapters/postgres/auth.ts";
import type { SignedIn, SignIn } from "../adapters/postgres/sign-in.ts";
import type { Try } from "../adapters/postgres/sign-in-tries.ts";
import type { Instant } from "../domain/session/people.ts";
import { noteSignIn, type AuthPath } from "./sign-in-notes.ts";
import { answers, staffOf, type ApiApp, type Console } from "./console.ts";
import {
  codeWish,
  passkeyEndWish,
  passkeyNewWish,
  passkeyWish,
  passwordChangeWish,
  passwordWish,
  signInWish,
} from "./contract-access.ts";
import { done, nothing } from "./contract.ts";
import { bringsDevice, deviceCookie } from "./device.ts";
import { Problem, type ProblemCode } from "./problems.ts";
import type { RouteRule } from "./rules.ts";

/** Nobody signs themselves up, so these are all there is of sign-in. */
export function signInRoutes(app: ApiApp, parts: Console, publicUrl: string): void {
  const post = (path: AuthPath, act: RouteRule, body: z.ZodType) =>
    app.post(`/auth${path}`, { schema: { body }, config: { act } }, (request, reply) =>
      passOn({ parts, publicUrl, path }, request, reply),
    );
  const get = (path: AuthPath, act: RouteRule) =>
    app.get(`/auth${path}`, { schema: {}, config: { act } }, (request, reply) =>
      passOn({ parts, publicUrl, path }, request, reply),
    );
  const options = { schema: { body: signInWish }, config: { act: "open" } } as const;
  app.post("/auth/sign-in/email", options, (request, reply) =>
    signInWithPassword({ parts, publicUrl, path: "/sign-in/email" }, request, reply),
  );
  const change = { body: passwordChangeWish, response: answers(done) };
  app.post(
    "/auth/change-password",
    { schema: change, config: { act: "enrol" } },
    (request, reply) => changePassword(parts, request, reply),
  );
  post("/sign-out", "open", nothing);
  get("/get-session", "open");
  post("/two-factor/enable", "enrol", passwordWish);
  post("/two-factor/verify-totp", "open", codeWish);
  post("/two-factor/verify-backup-code", "open", codeWish);
  post("/two-factor/generate-backup-codes", "enrol", passwordWish);
  post("/two-factor/disable", "enrol", passwordWish);
  get("/passkey/generate-register-options", "enrol");
  post("/passkey/verify-registration", "enrol", passkeyNewWish);
  get("/passkey/generate-authenticate-options", "open");
  post("/passkey/verify-authentication", "open", passkeyWish);
  get("/passkey/list-user-passkeys", "enrol");
  post("/passkey/delete-passkey", "enrol", passkeyEndWish);
}

type Passing = {
  readonly parts: Console;
  readonly publicUrl: string;
  readonly path: AuthPath;
};

export function headersOf({ headers }: Pick<FastifyRequest, "headers">): Headers {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) given.append(name, one);
  }
  return given;
}

/** With a password alone nobody adds a second factor beside one that is there, nor takes one away: it may be somebody else's password. */
export async function mustBeFreeToEnrol(signIn: SignIn, staff: SignedIn): Promise<void> {
  const shown = staff.proof !== "password";
  if (shown || !(await signIn.hasSecondFactor(staff.id))) return;
  throw new Problem("secondFactorNeeded");
}

/** Guessing waits, and longer each time; see `domain/tries.ts` for whom. */
async function signInWithPassword(
  passing: Passing,
  request: FastifyRequest<{ Body: z.output<typeof signInWish> }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { tries, line, audit } = passing.parts;
  const { email } = request.body;
  const at = line.clock.now();
  const one = { email, address: request.ip, device: bringsDevice(request.headers.cookie) };
  await mustNotWait({ tries, audit }, { one, at, reply });
  const { text, cookies } = await answerOf(passing, request, reply);
  const device = await tries.succeeded(one, at);
  return answered(reply, text, [...cookies, deviceCookie(device, passing.publicUrl)]);
}

/** Who sits at somebody else's console guesses the password no faster than at the door. */
async function changePassword(
  { signIn, tries, line, audit }: Console,
  request: FastifyRequest<{ Body: z.output<typeof passwordChangeWish> }>,
  reply: FastifyReply,
): Promise<{ done: true }> {
  const staff = staffOf(request);
  const at = line.clock.now();
  const one = { email: staff.id, address: request.ip, device: null };
  await mustNotWait({ tries, audit }, { one, at, reply });
  const { password: from, newPassword: to } = request.body;
  if (!(await signIn.changePassword(staff, { from, to, at }))) throw new Problem("passwordWrong");
  await tries.succeeded(one, at);
  return { done: true };
}

type Trying = {
  readonly one: Try;
  readonly at: Instant;
  readonly reply: FastifyReply;
};

async function mustNotWait(
  { tries, audit }: Pick<Console, "tries" | "audit">,
  { one, at, reply }: Trying,
): Promise<void> {
  const { waitMs, slowed } = await tries.begin(one, at);
  if (slowed) await audit.append({ kind: "signInSlowed", who: null, about: null, at });
  if (waitMs === 0) return;
  reply.header("retry-after", Math.ceil(waitMs / 1_000));
  throw new Problem("tooManyTries");
}

async function passOn(
  passing: Passing,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { text, cookies } = await answerOf(passing, request, reply);
  return answered(reply, text, cookies);
}

const answered = (reply: FastifyReply, text: string, cookies: readonly string[]): FastifyReply =>
  reply.header("set-cookie", cookies).type("application/json").send(text);

/** Throws a `Problem` where it is a no. What was done is written down before anybody is told. */
async function answerOf(
  { parts, publicUrl, path }: Passing,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ text: string; cookies: readonly string[] }> {
  const before = await parts.signIn.staffOf(headersOf(request));
  // Open, because who signs in shows their app here; whoever is signed in already adds one.
  const enrols = path === "/two-factor/verify-totp" && before !== null;
  if (enrols) await mustBeFreeToEnrol(parts.signIn, before);
  const answer = await parts.signIn.handler(webRequest(request, publicUrl));
  if (!answer.ok) {
    const retryAfter = answer.headers.get("x-retry-after");
    if (retryAfter !== null) reply.header("retry-after", retryAfter);
    throw new Problem(problemOf(answer.status));
  }
  if (before !== null && (enrols || path === "/passkey/verify-registration")) {
    await parts.signIn.endUnproved(before);
  }
  const text = await answer.text();
  await noteSignIn(parts, { path, before, text });
  return { text, cookies: answer.headers.getSetCookie() };
}

/** A browser names its origin with every POST; what names none is a program of ours, and carries nobody's cookies by accident. */
function webRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = headersOf(request);
  const { origin } = new URL(publicUrl);
  if (!headers.has("origin")) headers.set("origin", origin);
  headers.set(ADDRESS_HEADER, request.ip);
  headers.delete("content-length");
  const { method } = request;
  const body = method === "POST" ? { body: JSON.stringify(request.body ?? {}) } : {};
  if (method === "POST") headers.set("content-type", "application/json");
  return new Request(new URL(request.raw.url ?? "/", publicUrl), { method, headers, ...body });
}

function problemOf(status: number): ProblemCode {
  switch (status) {
    case 401:
      return "signInWrong";
    case 403:
      return "notFromHere";
    case 429:
      return "tooManyTries";
    default:
      return status < 500 ? "requestWrong" : "away";
  }
}
