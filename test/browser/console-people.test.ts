import { describe, expect, test } from "vitest";

import { inBrowser } from "../support/browser.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { goes } from "./working.ts";

describe("people, desks and shifts", () => {
  inBrowser((browser) => {
    test("a supervisor says until when training holds, and ends where somebody is signed in", async () => {
      const line = await lineWithConsole();
      const robin = await consoleOf(browser(), line.console);
      await robin.getByRole("link", { name: "My shift" }).waitFor();
      const dana = await consoleOf(browser(), line.console, { id: "dana" });
      await goes(dana, "People");
      await dana.getByRole("button", { name: "Change Robin" }).click();
      await dana.getByLabel("Training holds until").fill("2031-05-04");
      await dana.getByRole("button", { name: "Save the day" }).click();
      await dana.getByText("trained until May 4, 2031").waitFor();
      await dana.getByText(/^password · last seen/).waitFor();
      await seen(dana, "people");
      await dana.getByRole("button", { name: "End all of them" }).click();
      await dana.getByRole("button", { name: "Press again to be sure" }).click();
      await robin.getByLabel("Password").waitFor();
      const kept = await line.database.db.staff.findUniqueOrThrow({ where: { id: "robin" } });
      expect(kept.trainingUntil).toEqual(new Date(2031, 4, 5, 0, 0, 0, -1));
    });

    test("a file of desks is shown as what it would change, and taken over only then", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, { id: "dana", locale: "fr-CA" });
      await goes(page, "Centrales");
      await page.getByText("centrales d'exercice").click();
      const csv = await page.evaluate(async () => (await fetch("/api/desks/export")).text());
      const changed = csv.replace("Rehearsal desk 1, Ontario", "Exercice 1, Ontario");
      const choose = (text: string) =>
        page
          .getByLabel("Fichier", { exact: true })
          .setInputFiles({ name: "desks.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

      await choose(changed.replace("relay", "carrier pigeon"));
      await page.getByText("Rien n'a été pris : ces lignes ont une erreur.").waitFor();
      await page.getByRole("rowheader", { name: /line 2, kind/ }).waitFor();
      await choose(changed);
      await page.getByText("Rien n'est changé encore.").waitFor();
      await page.getByRole("row", { name: /changée name/ }).waitFor();
      await seen(page, "desks-fr");
      const named = () => line.database.db.desk.count({ where: { name: "Exercice 1, Ontario" } });
      expect(await named()).toBe(0);
      await page.getByRole("button", { name: "Le prendre" }).click();
      await page.getByRole("button", { name: /Appuie encore/ }).click();
      await page.getByText("C'est fait.").waitFor();
      expect(await named()).toBe(1);
      await page.getByRole("rowheader", { name: /^Exercice 1, Ontario/ }).waitFor();

      const now = line.line.clock.now();
      await line.roster.goOnShift("robin", "line", now);
      await goes(page, "Quarts");
      await page
        .getByRole("listitem")
        .filter({ hasText: /^Robin depuis/ })
        .first()
        .waitFor();
      await page.getByRole("listitem").filter({ hasText: "0 sur 2" }).first().waitFor();
      await seen(page, "schedule-fr");
    });
  });
});
