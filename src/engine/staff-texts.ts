import type { Language } from "../domain/language.ts";
import { CarrierRefused } from "./errors.ts";
import type { Line } from "./ports.ts";

type Words = (lineName: string, language: Language) => string;
type Sent = "texted" | "noNumber" | "refused";

/** One of ours is texted in their language. A number the carrier will not text is written down, not tried for ever. */
export async function textStaff(line: Line, staffId: string, words: Words): Promise<Sent> {
  const member = await line.roster.member(staffId);
  if (member?.phone == null) return "noNumber";
  const [language = "en"] = member.languages;
  const body = words(line.voice.lineName[language], language);
  try {
    await line.phone.text(member.phone, line.voice.fromNumber("supervisor", false), body);
    return "texted";
  } catch (err) {
    if (!(err instanceof CarrierRefused)) throw err;
    line.log.warn({ err, staffId }, "The carrier refused a text to one of ours");
    return "refused";
  }
}
