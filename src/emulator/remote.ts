import { z } from "zod";
import { realClock } from "./clock.ts";
import { createLog, type LogEntry } from "./log.ts";
import type { Command, CommandResult } from "./people/commands.ts";
import { people, type People } from "./people/people.ts";
import { waitFor } from "./people/waiting.ts";
import { nothing } from "./nothing.ts";

export type Remote = People & { close(): Promise<void> };

const POLL_MS = 25_000;

const news = z.object({ entries: z.array(z.custom<LogEntry>()) });
const commandAnswer = z.union([
  z.object({ sid: z.string().nullable(), seq: z.number() }),
  z.object({ problem: z.string() }),
]);

/**
 * The same people and telephones, on a network in another process. Its log here is a copy that follows the original;
 * each command waits until the copy has caught up. `url` is the emulator's, such as http://127.0.0.1:4010.
 */
export async function connect(url: string): Promise<Remote> {
  const clock = realClock();
  const log = createLog(() => clock.now());
  const aborter = new AbortController();
  let lost: unknown = null;
  const copyNews = async (waitMs: number) => {
    const path = `${url}/control/log?after=${log.entries.length}&waitMs=${waitMs}`;
    const response = await fetch(path, { signal: aborter.signal });
    const { entries } = news.parse(await response.json());
    for (const entry of entries) log.copy(entry);
  };
  const follow = async () => {
    while (!aborter.signal.aborted) await copyNews(POLL_MS);
  };
  await copyNews(0);
  const following = follow().catch((error: unknown) => {
    if (!aborter.signal.aborted) lost = error;
  });
  // Commands arrive in the order they were given.
  let previous: Promise<unknown> = Promise.resolve();
  const perform = (command: Command): Promise<CommandResult> => {
    const done = previous.then(async () => {
      const { sid, seq } = await send(url, command);
      await waitFor(transport, {
        look: () => (log.entries.length >= seq ? seq : null),
        complain: () => `the network's log cannot be read: ${String(lost)}`,
      });
      return { sid };
    });
    previous = done.catch(nothing);
    return done;
  };
  const transport = { perform, log, clock };
  return {
    ...people(transport),
    async close() {
      aborter.abort();
      await following;
    },
  };
}

async function send(url: string, command: Command): Promise<{ sid: string | null; seq: number }> {
  const response = await fetch(`${url}/control/commands`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(command),
  });
  const answer = commandAnswer.parse(await response.json());
  if ("problem" in answer) throw new Error(answer.problem);
  return answer;
}
