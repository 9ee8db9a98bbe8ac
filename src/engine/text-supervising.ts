import type { Language } from "../domain/language.ts";
import type { Line } from "./ports.ts";
import { textStaff } from "./staff-texts.ts";

type Told = {
  readonly words: (lineName: string, language: Language) => string;
  /** What it is, for the log. */
  readonly what: string;
  /** Whom it is about: they are not told of it here. */
  readonly except: string | null;
};

/**
 * Gently: whoever supervises at this moment is texted, in their language, and nobody is woken. One who cannot be texted holds up none
 * of the others. False: nobody supervises now.
 */
export async function textSupervising(line: Line, { words, what, except }: Told): Promise<boolean> {
  const there = (await line.roster.now(line.clock.now())).filter(
    ({ circle, staffId }) => circle === "supervising" && staffId !== except,
  );
  const sent = await Promise.allSettled(
    there.map(({ staffId }) => textStaff(line, staffId, words)),
  );
  for (const one of sent) {
    if (one.status === "rejected")
      line.log.error({ err: one.reason as unknown }, `A reminder of ${what} was not sent`);
  }
  return there.length > 0;
}
