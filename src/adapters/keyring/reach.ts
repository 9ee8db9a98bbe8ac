import { sealingKey, parseName } from "./names.ts";
import { find, kindOf, makeReady, type Unwrapped } from "./unwrapped.ts";

/** A caller may be waiting behind this. What comes of it later is in memory for the next. */
const WAIT_MS = 300;
/** So long a store that failed or was silent is not waited for again. */
const AGAIN_AFTER_MS = 30_000;

/** Never throws, and soon returns whatever the stores of keys do. */
export async function reachNamed(keys: Unwrapped, name: string): Promise<void> {
  if (keys.memory.has(name) || parseName(name) === null) return;
  await asked(keys, name, () => find(keys, name));
}

/** As above, for the key that seals this row now. */
export async function reachSealing(keys: Unwrapped, row: string): Promise<void> {
  const { clock, timeZone } = keys.parts;
  const wanted = sealingKey(row, clock.now(), timeZone);
  const kind = kindOf(wanted);
  if (!keys.sealing.has(kind)) await asked(keys, kind, () => makeReady(keys, wanted));
}

async function asked(
  { silentUntil, parts: { clock } }: Unwrapped,
  what: string,
  ask: () => Promise<boolean>,
): Promise<void> {
  if (clock.now() < (silentUntil.get(what) ?? 0)) return;
  if (await inTime(ask())) silentUntil.delete(what);
  else silentUntil.set(what, clock.now() + AGAIN_AFTER_MS);
}

async function inTime(answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), WAIT_MS);
  });
  const answered = await Promise.race([answer, silence]);
  clearTimeout(timer);
  return answered;
}
