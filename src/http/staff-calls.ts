import type { FastifyInstance } from "fastify";
import twilio from "twilio";
import { z } from "zod";
import type { PresenceBook } from "../adapters/postgres/presence-duties.ts";
import { HANG_UP } from "../adapters/twilio/twiml.ts";
import { voices } from "../adapters/twilio/voices.ts";
import { presenceName } from "../domain/presence.ts";
import { spokenTime } from "../domain/words/spoken.ts";
import { presenceText } from "../domain/words/presence.ts";
import type { Line } from "../engine/ports.ts";
import { STAFF_CALLS } from "../engine/ports-presence.ts";
import { callForm } from "./form.ts";
import { withPatience } from "./patience.ts";

export type StaffCallParts = {
  readonly line: Line;
  readonly presenceBook: Pick<PresenceBook, "covers" | "takeTestRing">;
};

const asked = z.object({ about: z.enum(STAFF_CALLS), staffId: z.string().max(100) });
type Asked = z.infer<typeof asked>;

/** One of ours, rung about themselves, presses 1: they cover, or a ring reaches them. Anything else changes nothing. */
export function staffCallRoutes(app: FastifyInstance, parts: StaffCallParts): void {
  app.post("/twilio/asked/:about/:staffId", async (request, reply) => {
    const { data: call } = asked.safeParse(request.params);
    const { data: form } = callForm.safeParse(request.body);
    const pressed = call !== undefined && form?.Digits === "1";
    const answer = pressed ? await withPatience(take(parts, call, form.CallSid)) : HANG_UP;
    return reply.type("text/xml").send(answer);
  });
}

async function take(
  { line, presenceBook }: StaffCallParts,
  { about, staffId }: Asked,
  callSid: string,
): Promise<string> {
  const member = await line.roster.member(staffId);
  if (member === null) return HANG_UP;
  const at = line.clock.now();
  const [language = "en"] = member.languages;
  const until = about === "cover" ? await presenceBook.covers(staffId, at, callSid) : at;
  if (about === "test") await presenceBook.takeTestRing(staffId, at, callSid);
  line.live.changed(presenceName(staffId));
  const time = spokenTime(until, line.voice.timeZone, language);
  const words = presenceText(about === "cover" ? "coverTaken" : "testTaken", language, { time });
  const response = new twilio.twiml.VoiceResponse();
  const { voice, language: spokenIn } = voices[language];
  response.say({ voice, language: spokenIn }, words);
  response.hangup();
  return response.toString();
}
