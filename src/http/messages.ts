import type { FastifyInstance } from "fastify";
import type { Instant } from "../domain/session/people.ts";
import { callerNumber } from "../engine/arrive.ts";
import { handle } from "../engine/handle.ts";
import { messageForm } from "./form.ts";
import { takenByText } from "./pages.ts";
import { withPatience } from "./patience.ts";
import type { CarrierRoutes } from "./carrier.ts";

const NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/**
 * Text messages: "1" from somebody whose line is lost says they are well; "OK" from somebody who was paged, that they have it. Where two callers share the phone and both are lost,
 * nobody knows who wrote: no deadline moves, and a person is to look. Nothing else that is written is read or kept.
 */
export function messageRoutes(app: FastifyInstance, routes: CarrierRoutes): void {
  const { log } = routes.line;
  app.post("/twilio/messages/incoming", async (request, reply) => {
    const { data: message } = messageForm.safeParse(request.body);
    if (message === undefined) log.warn({}, "A text message came without its MessageSid");
    try {
      if (message !== undefined) await withPatience(takeIn(routes, message));
      return await reply.type("text/xml").send(NO_REPLY);
    } catch (err) {
      log.error({ err }, "A text message could not be taken in");
      return reply.code(503).send();
    }
  });
}

type Message = { readonly MessageSid: string; readonly From: string; readonly Body: string };

async function takeIn(routes: CarrierRoutes, message: Message): Promise<void> {
  const { line, texts } = routes;
  const { MessageSid: id } = message;
  if (await texts.known(id)) return;
  const at = line.clock.now();
  if (!(await takenByText(routes, message))) await heard(routes, message, at);
  await texts.taken(id, at);
}

async function heard(
  { line, arrivals }: CarrierRoutes,
  { MessageSid: id, From, Body }: Message,
  at: Instant,
): Promise<void> {
  const number = callerNumber(From, arrivals.numbers);
  if (Body.trim() !== "1" || number === null) return;
  const lost = await line.store.lostLines(line.plans.hashNumber(number), at);
  const [sessionId, ...others] = lost;
  if (sessionId === undefined) return;
  if (others.length > 0) {
    line.log.error({ messageSid: id, lost }, "A 1 by text from a phone several lost callers share");
    return;
  }
  await handle(line, sessionId, { kind: "texted", id, at, answer: true });
}
