import { z } from "zod";

import { browse } from "./chromium.ts";
import type { Happened, Person } from "./console-client.ts";

/** In the page: each row whose marks read otherwise, and when that was painted. */
const WATCH = `
  globalThis.sights = [];
  const last = new Map();
  const look = (ids) => {
    const at = Date.now();
    for (const id of ids) {
      const marks = document.querySelector('li[data-session="' + id + '"] .marks');
      const text = marks === null ? "" : marks.textContent;
      if (last.get(id) === text) continue;
      last.set(id, text);
      globalThis.sights.push({ id, text, at });
    }
  };
  const rowOf = (node) => {
    const element = node instanceof Element ? node : node.parentElement;
    const row = element === null ? null : element.closest("li.session");
    return row === null ? [] : [row.dataset.session];
  };
  new MutationObserver((changes) => {
    const ids = new Set(changes.flatMap(({ target }) => rowOf(target)));
    // A task after the frame: by then it is on the screen.
    if (ids.size > 0) requestAnimationFrame(() => setTimeout(() => look(ids)));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });`;

const sightsSchema = z.array(z.object({ id: z.string(), text: z.string(), at: z.number() }));

const WORDS = { en: "English", fr: "French" } as const;

export type Board = {
  /** How long after each of these the board showed it; Infinity: never. Closes it. */
  seen(happened: readonly Happened[]): Promise<readonly number[]>;
};

/** A supervisor's board in a real browser, with every session on it. */
export async function openBoard(url: string, person: Person, sessions: number): Promise<Board> {
  const { context, browser } = await browse(url, person);
  const page = await context.newPage();
  await page.goto(`${url}/console/board`);
  await page
    .locator("li.session")
    .nth(sessions - 1)
    .waitFor();
  await page.evaluate(WATCH);
  return {
    async seen(happened) {
      const sights = sightsSchema.parse(await page.evaluate("globalThis.sights"));
      await browser.close();
      return happened.map(({ id, at, language }) => {
        const seen = sights.find(
          (sight) => sight.id === id && sight.at >= at && sight.text.includes(WORDS[language]),
        );
        return (seen?.at ?? Infinity) - at;
      });
    },
  };
}
