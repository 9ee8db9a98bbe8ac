import type { LineDuties, OwedByLine } from "../adapters/postgres/line-duties.ts";
import type { Language } from "../domain/language.ts";
import type { RemindShift, TellGaps } from "../domain/shifts/duties.ts";
import type { Instant } from "../domain/session/people.ts";
import { gapText, reminderText } from "../domain/words/shifts.ts";
import { CarrierRefused } from "../engine/errors.ts";
import type { Line } from "../engine/ports.ts";

export type ShiftParts = {
  readonly line: Pick<Line, "clock" | "phone" | "roster" | "voice" | "log">;
  readonly lineDuties: LineDuties;
  /** One look at the coming weeks, which completes this duty. */
  readonly lookAhead: (owed: OwedByLine, now: Instant) => Promise<void>;
  /** Whether they are still to be on then, as that shift. */
  readonly stillOn: (duty: RemindShift) => Promise<boolean>;
};

const LOOK_EVERY_MS = 1_000;

/** Does what the line owes in no session. What fails stays owed, and two workers never do the same. */
export function keepShifts(parts: ShiftParts, holder: string): { close(): Promise<void> } {
  const { line } = parts;
  let running: Promise<unknown> | null = null;
  const failed = (err: unknown) =>
    line.log.error({ err }, "A look at what is owed about shifts failed; it comes round again");
  const timer = setInterval(() => {
    running ??= doLineDuties(parts, holder)
      .catch(failed)
      .finally(() => {
        running = null;
      });
  }, LOOK_EVERY_MS);
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Everything due now, once. All at once: one that takes its time must not outlast the lease of the next. */
export async function doLineDuties(parts: ShiftParts, holder: string): Promise<void> {
  const { line, lineDuties } = parts;
  const claimed = await lineDuties.claim(holder, line.clock.now());
  await Promise.all(claimed.map((owed) => tryOne(parts, owed)));
}

async function tryOne(parts: ShiftParts, owed: OwedByLine): Promise<void> {
  try {
    await doOne(parts, owed);
  } catch (err) {
    await stayOwed(parts, owed, err);
  }
}

async function doOne(parts: ShiftParts, owed: OwedByLine): Promise<void> {
  const { duty } = owed;
  switch (duty.kind) {
    case "lookAhead":
      return parts.lookAhead(owed, parts.line.clock.now());
    case "remindShift":
      return remind(parts, owed, duty);
    case "tellGaps":
      return tellGaps(parts, owed, duty);
  }
}

async function remind(parts: ShiftParts, owed: OwedByLine, duty: RemindShift): Promise<void> {
  const { line, lineDuties } = parts;
  if (duty.startsAt <= line.clock.now()) return lineDuties.overtaken(owed, "shiftBegan");
  if (!(await parts.stillOn(duty))) return lineDuties.overtaken(owed, "shiftChanged");
  const sent = await textTo(parts, duty.staffId, (name, language) =>
    reminderText(duty, name, language),
  );
  const { ruleId, day, aheadMs, staffId } = duty;
  const data = { ruleId, day, aheadMs: String(aheadMs), sent };
  await lineDuties.done(owed, line.clock.now(), { kind: "shiftReminded", subject: staffId, data });
}

async function tellGaps(parts: ShiftParts, owed: OwedByLine, duty: TellGaps): Promise<void> {
  const { line, lineDuties } = parts;
  if (duty.first.to <= line.clock.now()) return lineDuties.overtaken(owed, "gapOver");
  const { timeZone } = line.voice;
  const sent = await textTo(parts, duty.staffId, (name, language) =>
    gapText({ ...duty, timeZone }, name, language),
  );
  const { staffId, first, more } = duty;
  const data = { from: String(first.from), to: String(first.to), more: String(more), sent };
  await lineDuties.done(owed, line.clock.now(), { kind: "gapsTold", subject: staffId, data });
}

type Words = (lineName: string, language: Language) => string;
type Sent = "texted" | "noNumber" | "refused";

/** A number the carrier will not text is written down, not tried for ever. */
async function textTo({ line }: ShiftParts, staffId: string, words: Words): Promise<Sent> {
  const member = await line.roster.member(staffId);
  if (member?.phone == null) return "noNumber";
  const [language = "en"] = member.languages;
  const body = words(line.voice.lineName[language], language);
  try {
    await line.phone.text(member.phone, line.voice.fromNumber("supervisor", false), body);
    return "texted";
  } catch (err) {
    if (!(err instanceof CarrierRefused)) throw err;
    line.log.warn({ err, staffId }, "The carrier refused a text about shifts");
    return "refused";
  }
}

const RETRY_MS = 30_000;

async function stayOwed(
  { line, lineDuties }: ShiftParts,
  owed: OwedByLine,
  err: unknown,
): Promise<void> {
  const { id, duty, attempts } = owed;
  line.log.warn({ err, dutyId: id, duty: duty.kind, attempts }, "It stays owed");
  const reason = err instanceof Error ? err.message : String(err);
  const retryAt = line.clock.now() + RETRY_MS * Math.min(attempts, 10);
  await lineDuties.release(owed, reason, retryAt);
}
