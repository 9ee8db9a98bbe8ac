import type { FastifyInstance } from "fastify";
import twilio from "twilio";
import type { WatchdogReads } from "../adapters/postgres/watchdog-reads.ts";
import { voices } from "../adapters/twilio/voices.ts";
import { HANG_UP } from "../adapters/twilio/twiml.ts";
import type { Language } from "../domain/language.ts";
import { spokenTime } from "../domain/words/spoken.ts";
import { pagerText } from "../domain/words/troubles.ts";
import type { Line } from "../engine/ports.ts";
import { TAKEN_MS } from "../engine/vigil.ts";
import { callForm } from "./form.ts";
import { withPatience } from "./patience.ts";

/** Who is paged, to know them by their telephone; and whether that one had it is written already. */
export type Pages = Pick<WatchdogReads, "paged" | "wasTaken">;

type PageParts = { readonly line: Line; readonly pages: Pages };

/** Somebody the watchdog rang presses 1: they have it, and nobody is paged again of what stands now, for a while. */
export function pageRoutes(app: FastifyInstance, { line, pages }: PageParts): void {
  app.post<{ Params: { staffId: string } }>("/twilio/pages/:staffId", async (request, reply) => {
    const { data: form } = callForm.safeParse(request.body);
    const { staffId } = request.params;
    const taken =
      form?.Digits === "1" && withPatience(take({ line, pages }, staffId, form.CallSid));
    const answer = await Promise.resolve(taken).catch((err: unknown) => {
      line.log.error({ err }, "That a page was taken could not be written down; it comes again");
      return false as const;
    });
    return reply.type("text/xml").send(answer === false ? HANG_UP : spoken(answer));
  });
}

type Words = { readonly text: string; readonly language: Language };

/** One call is one page: the same key told again, by whoever and whenever, silences nothing anew. */
async function take({ line, pages }: PageParts, staffId: string, callSid: string): Promise<Words> {
  const at = line.clock.now();
  if (!(await pages.wasTaken(staffId, callSid))) await noteTaken(line, staffId, callSid);
  const known = (await pages.paged(at)).find((person) => person.staffId === staffId);
  const language = known?.language ?? "en";
  const time = spokenTime(at + TAKEN_MS, line.voice.timeZone, language);
  return { text: pagerText("taken", language, { time }), language };
}

/** The last of these that is written is what the watchdog goes by. */
async function noteTaken({ clock, lineEvents }: Line, staffId: string, cause: string) {
  const at = clock.now();
  const data = { until: new Date(at + TAKEN_MS).toISOString() };
  await lineEvents.append({ kind: "pageTaken", subject: staffId, data, at, cause });
}

function spoken({ text, language }: Words): string {
  const response = new twilio.twiml.VoiceResponse();
  const { voice, language: spokenIn } = voices[language];
  response.say({ voice, language: spokenIn }, text);
  response.hangup();
  return response.toString();
}

/** "OK" by text from somebody who would be paged. Anybody else's is none of ours. */
export async function takenByText(
  { line, pages }: PageParts,
  { MessageSid, From, Body }: { MessageSid: string; From: string; Body: string },
): Promise<boolean> {
  if (!/^ok(ay)?[.!]?$/i.test(Body.trim())) return false;
  const people = await pages.paged(line.clock.now());
  const known = people.find(({ phone }) => phone === From);
  if (known !== undefined) await noteTaken(line, known.staffId, MessageSid);
  return known !== undefined;
}
