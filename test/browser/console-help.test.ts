import type { Page } from "playwright-core";
import { expect, describe, test } from "vitest";

import { barriers } from "../support/axe.ts";
import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { look } from "./looking.ts";
import { dial, telephone } from "./telephones.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";

const ONTARIO_DESK = "+15555550209";

describe("in French, by keyboard alone", () => {
  inBrowser((browser) => {
    test("a confirmation that did not arrive says so, and help is sent by holding a key", async () => {
      const line = await lineWithConsole();
      const desk = line.network.phone(ONTARIO_DESK, { answers: { afterMs: 0 } });
      const page = await consoleOf(browser(), line.console, { locale: "fr-CA" });
      await tabTo(page, "Commencer mon quart");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "On peut te joindre" }).waitFor();

      const caller = await telephone(browser(), line.phones, { caller: "+15555550131" });
      await dial(caller, REHEARSAL);
      await page.getByRole("heading", { name: "Un appel sonne" }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Tu es avec la personne" }).waitFor();
      await tabTo(page, "Où : l'adresse, ou ce qu'un inconnu chercherait");
      await page.keyboard.type("12 allée Fictive");
      await page.keyboard.press("Tab");
      await page.keyboard.type("Kingston");
      await page.keyboard.press("Tab");
      await page.keyboard.type("Ontario");
      await page.getByText(/^Gardé à/).waitFor();
      await page.getByText(/Rehearsal desk 1, Ontario/).waitFor();
      await page.keyboard.press("Alt+4");
      await page.getByRole("timer").waitFor();

      await page.context().setOffline(true);
      await page.keyboard.press("Alt+1");
      const pressedAt = performance.now();
      await page.getByText("Pas envoyé.").waitFor();
      expect(performance.now() - pressedAt).toBeLessThan(4_000);
      await page.getByText("Cet écran est en retard.").waitFor();
      await look(page, "7-stale");
      await page.context().setOffline(false);
      await page.getByText("Cet écran est en retard.").waitFor({ state: "hidden" });
      const [before] = await line.reads.openSessions();
      expect(before?.watch?.checkIn).toBe(1);
      await page.keyboard.press("Alt+1");
      await page.getByText(/^Confirmé à/).waitFor();
      expect(await page.getByText("Pas envoyé.").count()).toBe(0);

      await tabTo(page, "Envoyer les secours");
      await page.keyboard.down("Space");
      await page.getByText(/^Secours demandés à/).waitFor();
      await page.keyboard.up("Space");
      await desk.isRung();
      const events = await line.line.store.events(before?.id ?? "");
      const asked = events.find(({ kind }) => kind === "helpAsked");
      expect(asked?.cause).toMatch(/^console:robin:/);
      await page
        .getByText(/12 allée Fictive/)
        .first()
        .waitFor();
      await page.getByText("La centrale a répondu").waitFor();
      await look(page, "9-help");
      expect(await barriers(page)).toEqual([]);
      expect(await tooSmall(page)).toEqual([]);
    });
  });
});

/** Presses Tab until what has this name has the focus; it must show. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : element;
      const outline = element === null ? "none" : getComputedStyle(element).outlineStyle;
      return { name: label?.textContent?.trim() ?? "", outline };
    });
    if (!focused.name.startsWith(name)) continue;
    expect(focused.outline).toBe("solid");
    return;
  }
  throw new Error(`Tab never reaches ${name}`);
}

/** What can be pressed and is smaller than a finger needs: 44 px. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        "button, select, a:not(.skip), .option, .tick, .field input",
      ),
    ]
      .filter((target) => target.offsetParent)
      .filter((target) => target.getBoundingClientRect().height < 44)
      .map(({ textContent, id }) => `${id} ${textContent}`.trim()),
  );
