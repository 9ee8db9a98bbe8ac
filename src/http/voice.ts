import type { FastifyInstance, FastifyReply } from "fastify";
import { openAnnouncement } from "../adapters/twilio/announcement.ts";
import { REJECT, soundsThen } from "../adapters/twilio/twiml.ts";
import type { Asked } from "../adapters/twilio/urls.ts";
import { holdsCode } from "../domain/session/asks.ts";
import type { Instant } from "../domain/session/people.ts";
import { handle } from "../engine/handle.ts";
import type { Line } from "../engine/ports.ts";
import { anotherWay, apologise, stayWithMe } from "./away.ts";
import { fallback } from "./fallback.ts";
import { callForm, heardIn, legQuery, type Heard, type LegQuery } from "./form.ts";
import { answerCall, answerLeg } from "./leg.ts";
import { CODE_PATIENCE_MS, withPatience } from "./patience.ts";
import type { CarrierRoutes } from "./carrier.ts";

type Request = { readonly body: unknown; readonly query: unknown };

/** What Twilio asks. The answer is always 200 and something a person can hear: an error would be spoken in English and end the call. */
export function voiceRoutes(app: FastifyInstance, routes: CarrierRoutes): void {
  app.post("/twilio/voice/incoming", async (request, reply) =>
    spoken(reply, await incoming(routes, request)),
  );

  app.post<{ Params: { legId: string } }>("/twilio/legs/:legId", async (request, reply) =>
    spoken(reply, await leg(routes, request, request.params.legId)),
  );

  app.post("/twilio/voice/fallback", async (request, reply) =>
    spoken(reply, await fallback(routes, request.body)),
  );

  /** A wildcard: the router holds other parameters to 100 characters. */
  app.post<{ Params: { "*": string } }>("/twilio/announcements/*", async (request, reply) => {
    const sounds = openAnnouncement(request.params["*"], routes.announcementKey);
    if (sounds === null) routes.line.log.error({}, "An announcement that is not of our making");
    return spoken(reply, soundsThen(sounds ?? [], null, routes.urls));
  });
}

const spoken = (reply: FastifyReply, twiml: string): FastifyReply =>
  reply.type("text/xml").send(twiml);

async function incoming(routes: CarrierRoutes, { body, query }: Request): Promise<string> {
  const { line, urls } = routes;
  const now = line.clock.now();
  const { data: form } = callForm.safeParse(body);
  if (form === undefined) {
    line.log.error({}, "An incoming call came malformed");
    const since = legQuery.parse(query).away ?? now;
    return apologise(urls, { again: urls.incoming({ away: since }), since, now });
  }
  if (form.From.startsWith("client:")) return REJECT;
  try {
    return await withPatience(answerCall(routes, form));
  } catch (err) {
    line.metrics.apologised("incoming");
    line.log.error({ err, callSid: form.CallSid }, "An incoming call could not be taken in");
    return anotherWay(urls);
  }
}

async function leg(
  routes: CarrierRoutes,
  { body, query: asked }: Request,
  legId: string,
): Promise<string> {
  const { line, urls } = routes;
  const now = line.clock.now();
  const query = legQuery.parse(asked);
  const { data: form } = callForm.safeParse(body);
  const since = query.away ?? now;
  if (form === undefined) {
    line.log.error({ legId }, "A leg's webhook came malformed");
    await withPatience(garbled(line, legId, since)).catch((err: unknown) => {
      line.log.error({ err, legId }, "Nobody could be told of it");
    });
    return apologise(urls, { again: urls.leg(legId, sameAsked(query, since)), since, now });
  }
  const heard = heardIn(form, query);
  const at = query.answeredAt ?? now;
  try {
    const answer = answerLeg(routes, { ...query, legId, form, heard, at });
    return await (isAboutCode(query)
      ? withPatience(answer, CODE_PATIENCE_MS)
      : withPatience(answer));
  } catch (err) {
    line.metrics.apologised("leg");
    line.log.error({ err, legId, callSid: form.CallSid }, "A leg could not be answered");
    const again = urls.leg(legId, { ...sameAsked(query, since), ...answerKept(query, heard, at) });
    return stayWithMe(urls, { again, since, now });
  }
}

const isAboutCode = ({ ask }: LegQuery): boolean => ask === "keep" || holdsCode(ask);

/** Told once for as long as it lasts: `since` comes back with the address. */
async function garbled(line: Line, legId: string, since: Instant): Promise<void> {
  const leg = await line.legs.byId(legId);
  if (leg?.sessionId == null) return;
  const at = line.clock.now();
  await handle(line, leg.sessionId, {
    kind: "legGarbled",
    id: `${legId}:garbled:${since}`,
    at,
    legId,
  });
}

const sameAsked = ({ ask, askedAt, turn }: LegQuery, away: Instant): Asked => ({
  ...(ask === "" ? {} : { ask, at: askedAt }),
  away,
  turn,
});

/** An answer given while we were away is not asked for twice: it comes back with the address, and when it was given. */
function answerKept({ ask }: LegQuery, heard: Heard | null, answeredAt: Instant): Asked {
  // A code belongs in no address: it is asked for again.
  if (heard === null || holdsCode(ask)) return {};
  // Of a recording the carrier tells us again by itself.
  if ("recorded" in heard) return { digits: heard.digits, answeredAt };
  return { ...heard, answeredAt };
}
