import { styleText } from "node:util";
import { everyPlay, type Judgement } from "./judge.ts";
import { LineAway } from "./staff.ts";
import { calm, clear, set, stageFor, type Play, type Troupe } from "./stage.ts";
import { showTimeline } from "./timeline.ts";

export type Performed = {
  readonly play: Play;
  readonly judgements: readonly Judgement[];
  readonly seconds: number;
};

/** Sets the stage, plays, waits until all is hung up, and judges by what the telephone network wrote down. */
export async function perform(troupe: Troupe, play: Play): Promise<Performed> {
  const { network } = troupe;
  say(`\n${styleText("bold", play.name)}  ${play.about}\n`);
  const startedAt = performance.now();
  await set(troupe, play);
  const begin = network.log.entries.length;
  const trouble = await playOut(troupe, play);
  const told = { entries: network.log.since(begin), caller: play.caller };
  const judgements = [...trouble, ...play.judge(told), ...everyPlay(told)];
  say("");
  for (const judgement of judgements) say(lineOf(judgement));
  await clear(troupe);
  return { play, judgements, seconds: (performance.now() - startedAt) / 1_000 };
}

/** A play that cannot go on is judged all the same: what it waited for in vain is the first thing to know. */
async function playOut(troupe: Troupe, play: Play): Promise<readonly Judgement[]> {
  const timeline = showTimeline(troupe.network, play.caller);
  const seen: Judgement[] = [];
  const judges = (one: Judgement) => void seen.push(one);
  try {
    await play.act({ ...stageFor(troupe, play, timeline), judges });
    await calm(troupe.network);
    return seen;
  } catch (err) {
    if (err instanceof LineAway) throw err;
    const found = err instanceof Error ? err.message : String(err);
    const what = "the play goes to its end";
    return [{ what, holds: false, expected: "that it does", found }, ...seen];
  } finally {
    timeline.end();
  }
}

function lineOf({ what, holds, expected, found }: Judgement): string {
  if (holds) return `  ${styleText("green", "✓")} ${what}`;
  const lines = [`expected  ${expected}`, `found     ${found}`];
  return [`  ${styleText("red", "✗")} ${what}`, ...lines.map((line) => `      ${line}`)].join("\n");
}

/** What was rehearsed and what held. */
export function summary(performed: readonly Performed[]): string {
  const width = Math.max(...performed.map(({ play }) => play.name.length));
  const rows = performed.map(({ play, judgements, seconds }) => {
    const failed = judgements.filter(({ holds }) => !holds);
    const mark = failed.length === 0 ? styleText("green", "✓") : styleText("red", "✗");
    const held = `${judgements.length - failed.length} of ${judgements.length}`.padStart(8);
    const what = failed.map(({ what }) => what).join("; ");
    return `  ${mark} ${play.name.padEnd(width)} ${held} ${seconds.toFixed(0).padStart(4)} s  ${what}`;
  });
  const all = performed.reduce((sum, { seconds }) => sum + seconds, 0);
  const total = `    ${"".padEnd(width)} ${"".padStart(8)} ${all.toFixed(0).padStart(4)} s`;
  return ["", ...rows.map((row) => row.trimEnd()), total, ""].join("\n");
}

const say = (words: string): boolean => process.stdout.write(`${words}\n`);
