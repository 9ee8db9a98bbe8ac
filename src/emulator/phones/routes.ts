import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Exchange } from "../exchange.ts";
import type { Directory, Problem, ProblemCode, SignalData } from "../phone/contract.ts";
import { deed, doDeed } from "./deeds.ts";
import { followNetwork, heardSoFar, tellEverybody } from "./following.ts";
import { eventStream } from "./event-stream.ts";
import { keyOf, stateOf } from "./state.ts";
import {
  attach,
  detach,
  openTelephone,
  putAway,
  TelephoneProblem,
  telephoneWith,
  type Page,
  type Telephones,
} from "./telephones.ts";

const opening = z.strictObject({
  address: z.string().min(1),
  withheld: z.boolean().default(false),
  takeOver: z.boolean().default(false),
});
const signalData: z.ZodType<SignalData> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["offer", "answer"]), sdp: z.string() }),
  z.strictObject({
    kind: z.literal("candidate"),
    candidate: z.string(),
    mid: z.string().nullable(),
    line: z.number().nullable(),
  }),
]);
const signal = z.strictObject({ to: z.string(), data: signalData });
const following = z.object({ after: z.coerce.number().int().nonnegative().default(0) });

const STATUS: Readonly<Record<ProblemCode, number>> = {
  emergency: 403,
  noSuchNumber: 404,
  notAnAddress: 400,
  openElsewhere: 409,
  gone: 404,
  notPossible: 409,
};

type One = { Params: { id: string } };

/**
 * Telephones open in browsers: register, follow, do, signal, put away. Any softphone can use them; docs/emulator.md says
 * how. No authentication: whoever reaches this server may pick up its telephones.
 */
export async function telephoneRoutes(app: FastifyInstance, exchange: Exchange): Promise<void> {
  const telephones: Telephones = { exchange, byId: new Map() };
  const stop = followNetwork(telephones);
  app.addHook("onClose", (_app, done) => {
    stop();
    done();
  });
  app.setErrorHandler((error, _request, reply) => refuse(error, reply));
  app.addHook("onRequest", (request, reply, done) => {
    letIn(request, reply);
    done();
  });
  app.options("/phones", (_request, reply) => reply.code(204).send());
  app.options("/phones/*", (_request, reply) => reply.code(204).send());
  app.get("/phones", (): Directory => directory(telephones));
  app.post("/phones", (request, reply) => {
    const telephone = openTelephone(telephones, opening.parse(request.body));
    return reply.code(201).send(stateOf(telephones, telephone));
  });
  app.get<One>("/phones/:id", (request) =>
    stateOf(telephones, telephoneWith(telephones, request.params.id)),
  );
  app.delete<One>("/phones/:id", (request, reply) => {
    putAway(telephones, telephoneWith(telephones, request.params.id), "person");
    return reply.code(204).send();
  });
  app.get<One>("/phones/:id/events", (request, reply) => follow(telephones, request, reply));
  app.post<One>("/phones/:id/deeds", (request, reply) => {
    const telephone = telephoneWith(telephones, request.params.id);
    doDeed(exchange, telephone, deed.parse(request.body));
    return reply.code(204).send();
  });
  app.post<One>("/phones/:id/signals", (request, reply) => {
    passOn(telephones, request.params.id, signal.parse(request.body));
    return reply.code(204).send();
  });
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** A page of another server on this machine may have its softphone here: the line's console. No page from elsewhere. */
function letIn({ headers: { origin } }: FastifyRequest, reply: FastifyReply): void {
  if (origin === undefined || !URL.canParse(origin)) return;
  if (!LOOPBACK.has(new URL(origin).hostname)) return;
  const allowed = {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Content-Type, Last-Event-ID",
    Vary: "Origin",
  };
  // The event stream writes its own head.
  for (const [name, value] of Object.entries(allowed)) reply.raw.setHeader(name, value);
}

function follow(telephones: Telephones, request: FastifyRequest<One>, reply: FastifyReply) {
  const telephone = telephoneWith(telephones, request.params.id);
  const { after } = following.parse(request.query);
  const again = Number(request.headers["last-event-id"] ?? after);
  const stream = eventStream(telephones.exchange, reply);
  const page: Page = {
    state: (state) => stream.send("state", state),
    heard: (heard) => stream.send("heard", heard, heard.seq),
    signal: (one) => stream.send("signal", one),
    close(why) {
      stream.send("closed", { why });
      stream.end();
    },
  };
  attach(telephone, page);
  stream.onEnd(() => {
    detach(telephones, telephone, page);
    tellEverybody(telephones);
  });
  for (const heard of heardSoFar(telephones, telephone, again)) page.heard(heard);
  // Whoever it talks with meets a new page.
  tellEverybody(telephones);
}

function passOn(telephones: Telephones, id: string, { to, data }: z.infer<typeof signal>): void {
  const telephone = telephoneWith(telephones, id);
  const other = [...telephones.byId.values()].find((one) => keyOf(one) === to);
  const talking = stateOf(telephones, telephone).peers.some(({ key }) => key === to);
  if (!other?.page || !talking) {
    throw new TelephoneProblem("gone", "the other telephone is not on this call any more");
  }
  other.page.signal({ from: keyOf(telephone), data });
}

function directory({ exchange, byId }: Telephones): Directory {
  const named = new Map<string, string | null>(
    exchange.telephones.map(({ address, name }) => [address, name]),
  );
  const ours = new Set(exchange.numbers.keys());
  const met = [...exchange.handsets.keys()].filter((id) => !named.has(id) && !ours.has(id));
  const open = new Set([...byId.values()].map(({ address }) => address));
  return {
    numbers: [...ours],
    telephones: [...named.keys(), ...met].map((address) => ({
      address,
      name: named.get(address) ?? null,
      open: open.has(address),
    })),
  };
}

function refuse(error: unknown, reply: FastifyReply) {
  const told = (status: number, problem: Problem) => reply.code(status).send(problem);
  if (error instanceof TelephoneProblem) {
    return told(STATUS[error.code], { code: error.code, problem: error.message });
  }
  if (error instanceof z.ZodError) {
    return told(400, { code: "notPossible", problem: z.prettifyError(error) });
  }
  return told(500, { code: "notPossible", problem: String(error) });
}
