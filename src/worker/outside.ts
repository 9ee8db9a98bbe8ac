import type { Log } from "../engine/ports.ts";
import type { Trouble } from "../domain/words/troubles.ts";

const WITHIN_MS = 4_000;

export type Outside = { say(troubles: readonly Trouble[]): void };

/**
 * Somebody outside who needs neither us nor the carrier: asked for at `url` while all is well, and at `url/fail`, with what is
 * wrong, while it is not. Whoever runs it pages at once for the second, and when both stop.
 */
export function outside(url: string | null, log: Log): Outside {
  let saying = false;
  let unheard = false;
  const say = async (address: string, troubles: readonly Trouble[]): Promise<void> => {
    try {
      const body = troubles.join(" ");
      const signal = AbortSignal.timeout(WITHIN_MS);
      const answer = await fetch(address, { method: "POST", body, signal });
      if (!answer.ok) throw new Error(`It answered ${answer.status}`);
      unheard = false;
    } catch (err) {
      if (!unheard) log.warn({ err }, "Nobody outside hears the watchdog");
      unheard = true;
    }
  };
  return {
    say(troubles) {
      if (url === null || saying) return;
      saying = true;
      const address = troubles.length === 0 ? url : failing(url);
      void say(address, troubles).finally(() => {
        saying = false;
      });
    },
  };
}

function failing(url: string): string {
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/+$/, "")}/fail`;
  return address.href;
}
