import type { FastifyInstance, FastifyRequest } from "fastify";
import { kick } from "../conference/leaving.ts";
import type { Exchange } from "../exchange.ts";
import { silentWav } from "../wav.ts";
import { findCall, listCalls, updateCall } from "./calls.ts";
import {
  findConference,
  findParticipant,
  listConferences,
  listParticipants,
  updateConference,
  updateParticipant,
} from "./conferences.ts";
import { createCall } from "./create-call.ts";
import { createMessage } from "./create-message.ts";
import { notFound } from "./errors.ts";
import type { Form } from "./form.ts";
import { paged } from "./paging.ts";
import { accountPath, callJson, conferenceJson, messageJson, participantJson } from "./shapes.ts";

type Rest = { Params: { sid: string; key: string }; Querystring: Form; Body: Form | undefined };

/** Leaves a request without any answer. */
export type FallSilent = (request: object, reply: { hijack(): unknown }) => void;

/** The parts of the 2010-04-01 API that the line uses. */
export function restRoutes(app: FastifyInstance, exchange: Exchange, fallSilent: FallSilent): void {
  callRoutes(app, exchange, fallSilent);
  conferenceRoutes(app, exchange);
  participantRoutes(app, exchange);
  const base = accountPath(exchange);
  app.post<Rest>(`${base}/Messages.json`, (request, reply) => {
    const message = createMessage(exchange, request.body ?? {});
    return reply.code(201).send(messageJson(exchange, message));
  });
  app.get<Rest>(`${base}/Recordings/:sid`, (request, reply) => {
    const recording = exchange.recordings.get(sidOf(request));
    if (!recording) throw notFound(request.url);
    return reply.type("audio/x-wav").send(silentWav(recording.durationMs));
  });
  app.delete<Rest>(`${base}/Recordings/:sid`, (request, reply) => {
    if (!exchange.recordings.delete(sidOf(request))) throw notFound(request.url);
    return reply.code(204).send();
  });
}

function callRoutes(app: FastifyInstance, exchange: Exchange, fallSilent: FallSilent): void {
  const calls = `${accountPath(exchange)}/Calls`;
  app.get<Rest>(`${calls}.json`, (request) =>
    paged(listCalls(exchange, request.query), request.query, `${calls}.json`),
  );
  app.post<Rest>(`${calls}.json`, (request, reply) => {
    const call = createCall(exchange, request.body ?? {});
    if (exchange.faults.createThenTimeOut(call)) {
      fallSilent(request, reply);
      return reply;
    }
    return reply.code(201).send(callJson(exchange, call));
  });
  app.get<Rest>(`${calls}/:sid`, (request) =>
    callJson(exchange, findCall(exchange, sidOf(request))),
  );
  app.post<Rest>(`${calls}/:sid`, (request) => {
    const call = findCall(exchange, sidOf(request));
    return callJson(exchange, updateCall(exchange, call, request.body ?? {}));
  });
}

function conferenceRoutes(app: FastifyInstance, exchange: Exchange): void {
  const conferences = `${accountPath(exchange)}/Conferences`;
  app.get<Rest>(`${conferences}.json`, (request) =>
    paged(listConferences(exchange, request.query), request.query, `${conferences}.json`),
  );
  app.get<Rest>(`${conferences}/:sid`, (request) =>
    conferenceJson(exchange, findConference(exchange, sidOf(request))),
  );
  app.post<Rest>(`${conferences}/:sid`, (request) => {
    const conference = findConference(exchange, sidOf(request));
    updateConference(exchange, conference, request.body ?? {});
    return conferenceJson(exchange, conference);
  });
}

function participantRoutes(app: FastifyInstance, exchange: Exchange): void {
  const participants = `${accountPath(exchange)}/Conferences/:sid/Participants`;
  const present = (request: FastifyRequest<Rest>) =>
    findParticipant(findConference(exchange, sidOf(request)), bare(request.params.key));
  app.get<Rest>(`${participants}.json`, (request) => {
    const list = listParticipants(
      exchange,
      findConference(exchange, sidOf(request)),
      request.query,
    );
    return paged(list, request.query, request.url.split("?")[0] ?? "");
  });
  app.get<Rest>(`${participants}/:key`, (request) => participantJson(exchange, present(request)));
  app.post<Rest>(`${participants}/:key`, (request) => {
    const membership = present(request);
    updateParticipant(exchange, membership, request.body ?? {});
    return participantJson(exchange, membership);
  });
  app.delete<Rest>(`${participants}/:key`, (request, reply) => {
    kick(exchange, present(request));
    return reply.code(204).send();
  });
}

function sidOf(request: FastifyRequest<Rest>): string {
  return bare(request.params.sid);
}

/** A path parameter without the `.json` or `.wav` behind it. */
function bare(name: string): string {
  return name.replace(/\.(json|wav|mp3)$/, "");
}
