import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { warn, type Exchange } from "../exchange.ts";
import { RestError } from "./errors.ts";
import type { Form } from "./form.ts";

type Request = FastifyRequest<{
  Params: { sid?: string; key?: string };
  Querystring: Form;
  Body: Form | undefined;
}>;

export type Rest = { app: FastifyInstance; exchange: Exchange };

/** One request. `form` is the body of a POST and the query of anything else. */
export type Asked = { sid: string; key: string; form: Form; path: string };

type Doing = {
  /** The parameters that mean something here; any other is accepted, and noted in the log (20001). */
  takes?: string;
  /** 200, or 204 where there is nothing to say, when left out. */
  status?: number;
  /** What a sound is; JSON when left out. */
  type?: string;
  /** The answer: a resource or list, a sound, or null for nothing. */
  run: (asked: Asked) => object | null;
};

const ANSWERED = ["GET", "POST", "DELETE"] as const;
const NEVER_ANSWERED = ["PUT", "PATCH"] as const;
const PAGING = ["PageSize", "Page", "PageToken"];

/** One address below the account, and what each method does there; the other methods are refused (20004). */
export function endpoint(
  { app, exchange }: Rest,
  path: string,
  doings: Partial<Record<(typeof ANSWERED)[number], Doing>>,
): void {
  const url = accountPath(exchange) + path;
  for (const method of ANSWERED) {
    const doing = doings[method];
    if (!doing) continue;
    app.route({
      method,
      url,
      handler: (request: Request, reply) => answer(exchange, doing, { request, reply }),
    });
  }
  const refuse = () => {
    throw new RestError(405, 20004, "Method not allowed");
  };
  const refused = [...NEVER_ANSWERED, ...ANSWERED.filter((method) => !doings[method])];
  app.route({ method: refused, url, onRequest: refuse, handler: refuse });
}

/** The path everything of the account lives under. */
export function accountPath(exchange: Exchange): string {
  return `/2010-04-01/Accounts/${exchange.accountSid}`;
}

function answer(
  exchange: Exchange,
  doing: Doing,
  { request, reply }: { request: Request; reply: FastifyReply },
): FastifyReply {
  const { sid = "", key = "" } = request.params;
  const form = (request.method === "POST" ? request.body : request.query) ?? {};
  const body = doing.run({ sid, key, form, path: request.url.split("?")[0] ?? "" });
  noteUnknown(exchange, doing, { sid, form });
  if (doing.type !== undefined) reply.type(doing.type);
  reply.code(doing.status ?? (body === null ? 204 : 200));
  return body === null ? reply.send() : reply.send(body);
}

function noteUnknown(
  exchange: Exchange,
  { takes = "" }: Doing,
  { sid, form }: { sid: string; form: Form },
): void {
  const known = new Set([...takes.split(" "), ...PAGING]);
  for (const name of Object.keys(form).filter((given) => !known.has(given))) {
    warn(exchange, sid, 20001, `parameter ${name} is unknown, or means nothing on this network`);
  }
}
