import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Language } from "../domain/language.ts";
import { isSealedFor } from "../domain/session/place-seal.ts";
import { isPageWord, type PageWord } from "../domain/words/page.ts";
import { resolvePage, type Opened } from "./call-page-access.ts";
import { doOnPage, pressing } from "./call-page-acts.ts";
import {
  ACTS,
  callPage,
  isAskedTwice,
  openingPage,
  placePage,
  sentencePage,
  surePage,
  type Frame,
  sealedPlacePage,
  type PageAct,
} from "./call-page-html.ts";
import type { Console } from "./console.ts";
import { placeHeardBy, placeSeenBy } from "./place-read.ts";
import { openPlaceTo } from "./place-seal.ts";
import { Problem } from "./problems.ts";

type Params = { readonly token: string };

/**
 * The page of a session, for a responder on their own phone (PRACTICE 17): plain forms behind a secret address that the first
 * browser binds to itself. It gives the very inputs of the console, by the same checks.
 */
export function callPageRoutes(app: FastifyInstance, parts: Console, publicUrl: string): void {
  readForms(app);
  app.addHook("onSend", async (_request, reply) => void reply.headers(GUARDING));
  app.setErrorHandler((err, request, reply) => {
    request.log.error({ err }, "The page of a session failed");
    return show(reply.code(500), (frame) => sentencePage(frame, "failed"), { token: "" });
  });

  app.get<{ Params: Params; Querystring: { said?: string } }>("/call/:token", (request, reply) =>
    withPage(parts, request, reply, (opened) => showCall(parts, reply, opened, request.query.said)),
  );

  app.post<{ Params: Params }>("/call/:token/open", async (request, reply) => {
    const { token } = request.params;
    const page = await resolvePage(parts, token, secretOf(request));
    const secret = page.state === "fresh" ? await parts.callPages.open(token) : null;
    if (secret !== null) {
      const secure = publicUrl.startsWith("https://") ? "; Secure" : "";
      const kept = `Path=/call/${token}; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_S}${secure}`;
      reply.header("set-cookie", `${COOKIE}=${secret}; ${kept}`);
    }
    return reply.redirect(addressOf(token), 303);
  });

  app.get<{ Params: Params }>("/call/:token/place.wav", (request, reply) =>
    withPage(parts, request, reply, async ({ session, staff }) => {
      const audio = await placeHeardBy(parts, session, { staff, cause: request.id });
      return reply.type("audio/wav").send(audio);
    }),
  );

  for (const act of ACTS) actRoute(app, parts, act);
}

function actRoute(app: FastifyInstance, parts: Console, act: PageAct): void {
  app.post<{ Params: Params }>(`/call/:token/${act}`, (request, reply) =>
    withPage(parts, request, reply, async (opened) => {
      const { data: pressed } = pressing.safeParse(request.body);
      const { token } = request.params;
      if (pressed === undefined) return reply.redirect(`${addressOf(token)}?said=notNow`, 303);
      if (isAskedTwice(act) && pressed.sure !== "yes") {
        return show(reply, (frame) => surePage(frame, act, uuid()), opened);
      }
      if (act === "place") {
        const page = await placeShown(parts, request, { opened, pressed });
        if (page === null) return reply.redirect(`${addressOf(token)}?said=notNow`, 303);
        return show(reply, page, opened);
      }
      const said = await doOnPage(parts, opened, { act, pressed });
      return reply.redirect(`${addressOf(token)}?said=${said}`, 303);
    }),
  );
}

type Wished = { readonly opened: Opened; readonly pressed: z.output<typeof pressing> };

/** The place, or while it is sealed why they look. Null where it is not shown to them now: their line is lost, or it does not open. */
async function placeShown(
  parts: Console,
  request: FastifyRequest,
  { opened, pressed }: Wished,
): Promise<((frame: Frame) => string) | null> {
  const { session, staff } = opened;
  const { because, wish } = pressed;
  try {
    const inputId = `page:${staff.id}:place:${wish}`;
    const standing =
      because === undefined
        ? session
        : await openPlaceTo(parts, session, { staff, inputId, because });
    if (isSealedFor(standing, staff.id, parts.line.clock.now())) {
      return (frame) => sealedPlacePage(frame, uuid());
    }
    const place = await placeSeenBy(parts, standing, { staff, cause: request.id });
    return (frame) => placePage(frame, place);
  } catch (err) {
    if (!(err instanceof Problem)) throw err;
    request.log.warn({ err, sessionId: session.id }, "A place was not shown on a session's page");
    return null;
  }
}

/** Whoever it is not for learns nothing: a wrong address, another's browser and a page never given look the same. */
async function withPage(
  parts: Console,
  request: FastifyRequest<{ Params: Params }>,
  reply: FastifyReply,
  open: (opened: Opened) => unknown,
): Promise<unknown> {
  const { token } = request.params;
  const page = await resolvePage(parts, token, secretOf(request));
  switch (page.state) {
    case "none":
      return show(reply.code(404), (frame) => sentencePage(frame, "closed"), { token });
    case "over":
      return show(reply.code(410), (frame) => sentencePage(frame, "over"), { ...page, token });
    case "fresh": {
      if (request.method !== "GET") return reply.redirect(addressOf(token), 303);
      return show(reply, openingPage, { ...page, token });
    }
    case "open":
      return open({ ...page, token });
  }
}

function showCall(
  { line }: Console,
  reply: FastifyReply,
  opened: Opened,
  said: string | undefined,
): FastifyReply {
  const notice: PageWord | null = said !== undefined && isPageWord(said) ? said : null;
  const standing = { session: opened.session, now: line.clock.now(), wish: uuid(), notice };
  return show(reply, (frame) => callPage(frame, standing), opened);
}

type Shown = { readonly token: string; readonly language?: Language };

function show(
  reply: FastifyReply,
  html: (frame: Frame) => string,
  { token, language = "en" }: Shown,
): FastifyReply {
  const nonce = randomBytes(16).toString("base64");
  const allowed = `style-src 'nonce-${nonce}'; form-action 'self'; media-src 'self'`;
  const policy = `default-src 'none'; ${allowed}; frame-ancestors 'none'; base-uri 'none'`;
  reply.header("content-security-policy", policy).type("text/html; charset=utf-8");
  return reply.send(html({ address: addressOf(token), language, nonce }));
}

const addressOf = (token: string): string => `/call/${encodeURIComponent(token)}`;

/** As long as a call can last. */
const COOKIE_S = 12 * 3_600;
const COOKIE = "call";

const GUARDING = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
};

function secretOf({ headers }: FastifyRequest): string | null {
  const cookies = (headers.cookie ?? "").split(";").map((one) => one.trim());
  const ours = cookies.find((one) => one.startsWith(`${COOKIE}=`));
  return ours === undefined ? null : ours.slice(COOKIE.length + 1);
}

function readForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: 4_096 },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
  );
}
