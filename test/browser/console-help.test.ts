import { expect, describe, test } from "vitest";

import { barriers } from "../support/axe.ts";
import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { look } from "./looking.ts";
import { dial, telephone } from "./telephones.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { tabTo, tooSmall } from "./working.ts";

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
      await look(page, "7-not-sent");
      // Before 8 s are over: then the line asks whether anybody is there, and at 11 s the call is no longer theirs.
      await page.context().setOffline(false);
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

      await tabTo(page, "La centrale envoie");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Les secours s'en viennent" }).waitFor();
      await tabTo(page, "L'équipe le dit");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Les secours sont avec elle" }).waitFor();
      await tabTo(page, "Fermer cet appel");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Fermé" }).waitFor();
    });
  });
});
