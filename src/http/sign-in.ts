import type { FastifyReply, FastifyRequest } from "fastify";
import { ADDRESS_HEADER } from "../adapters/postgres/sign-in.ts";
import { STAFF, type ApiApp, type Console } from "./console.ts";
import { nothing, signInWish } from "./contract.ts";
import { Problem, type ProblemCode } from "./problems.ts";

/** Nobody signs themselves up, so these three are all there is of sign-in. */
export function signInRoutes(app: ApiApp, parts: Console, publicUrl: string): void {
  const pass = (request: FastifyRequest, reply: FastifyReply) =>
    passOn(parts, publicUrl, request, reply);
  app.post("/auth/sign-in/email", { schema: { body: signInWish } }, pass);
  app.post("/auth/sign-out", { schema: { body: nothing } }, pass);
  app.get("/auth/get-session", { schema: {} }, pass);
}

/** Every route after this one knows who asks. */
export function requireSignIn(app: ApiApp, { signIn }: Console): void {
  app.decorateRequest(STAFF, null);
  app.addHook("onRequest", async (request) => {
    const staff = await signIn.staffOf(headersOf(request));
    if (staff === null) throw new Problem("signInNeeded");
    request.setDecorator(STAFF, staff);
  });
}

export function headersOf({ headers }: Pick<FastifyRequest, "headers">): Headers {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) given.append(name, one);
  }
  return given;
}

async function passOn(
  { signIn }: Console,
  publicUrl: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const answer = await signIn.handler(webRequest(request, publicUrl));
  if (!answer.ok) {
    const retryAfter = answer.headers.get("x-retry-after");
    if (retryAfter !== null) reply.header("retry-after", retryAfter);
    throw new Problem(problemOf(answer.status));
  }
  reply.header("set-cookie", answer.headers.getSetCookie());
  return reply.type("application/json").send(await answer.text());
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
