import type { Language } from "../domain/language.ts";
import type { RemindRehearsal, TellTraining, TrainingDuty } from "../domain/training/duties.ts";
import { longDay, trainingText } from "../domain/words/training.ts";
import type { LineActed } from "./line-acts.ts";
import { practise } from "./practise-training.ts";
import type { Line } from "./ports.ts";
import type { OwedByLine } from "./ports-store.ts";
import type { Ending } from "./ports-training.ts";
import { textStaff } from "./staff-texts.ts";

/** What the line owes so that people know what they need to know. */
export async function keepTraining(
  line: Line,
  owed: OwedByLine,
  duty: TrainingDuty,
): Promise<LineActed> {
  switch (duty.kind) {
    case "lookAtTraining":
      return { how: "ended", owed: await line.training.look(owed, line.clock.now()) };
    case "tellTraining":
      return tellTraining(line, duty);
    case "remindRehearsal":
      return remindRehearsal(line, duty);
    case "practise":
      return practise(line, owed, duty);
  }
}

/** A supervisor, or the person, hears what ends and when, unless it was renewed meanwhile. */
async function tellTraining(line: Line, duty: TellTraining): Promise<LineActed> {
  const { to, staffId, what, until } = duty;
  if (until <= line.clock.now()) return { how: "overtaken", by: "trainingLapsed" };
  const ending = await line.training.ending(duty);
  if (ending === null) return { how: "overtaken", by: "trainingRenewed" };
  const about = await line.roster.member(staffId);
  const words = to === staffId ? "endsOwn" : "endsOther";
  const sent = await textStaff(line, to, (name, language) =>
    trainingText(words, language, {
      line: name,
      what: nameIn(ending, language),
      day: longDay(until, line.voice.timeZone, language),
      ...(words === "endsOther" ? { name: about?.name ?? staffId } : {}),
    }),
  );
  const data = { to, what, until: String(until), sent };
  return { how: "done", event: { kind: "trainingTold", subject: staffId, data }, owes: [] };
}

const nameIn = ({ name }: Ending, language: Language): string =>
  name === null ? trainingText("lineTraining", language) : name[language];

/** Once, to the person alone. */
async function remindRehearsal(line: Line, duty: RemindRehearsal): Promise<LineActed> {
  if (!(await line.training.stillDue(duty))) return { how: "overtaken", by: "rehearsed" };
  const { staffId } = duty;
  const sent = await textStaff(line, staffId, (name, language) =>
    trainingText("rehearsalDue", language, { line: name }),
  );
  const event = { kind: "rehearsalReminded", subject: staffId, data: { sent } };
  return { how: "done", event, owes: [] };
}
