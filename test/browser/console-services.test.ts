import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { inBrowser } from "../support/browser.ts";
import { daily, fileOf, hsdsOne } from "../support/hsds.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { goes } from "./working.ts";

describe("services", () => {
  inBrowser((browser) => {
    test("a responder finds what is open now, in their language, and nothing of it is in an address", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console);
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await goes(page, "Services");
      await page.getByText("Nothing found like that").waitFor();
      await page.getByText("rehearsal services").click();
      await page.getByLabel("What for").selectOption("detox");
      await page.getByLabel("Province or territory").selectOption("Ontario");
      await page.getByLabel("Town").fill("rehearsal b");
      await page.getByText("Open now", { exact: true }).click();
      await page.getByRole("heading", { name: "Rehearsal detox, Ontario" }).waitFor();
      await page.getByText("1 service shown").waitFor();
      await page.getByText("Open day and night").waitFor();
      await page.getByText(/^Checked /).waitFor();
      await seen(page, "services-en");

      await page.getByLabel("What for").selectOption("housing");
      await page.getByText("Open now", { exact: true }).click();
      await page.getByText(/^Last checked .* ring before you rely on it\.$/).waitFor();
      expect(await page.getByRole("button", { name: "I checked it today" }).count()).toBe(0);
      expect(await page.getByText("Bring in a file").count()).toBe(0);
      await page.getByLabel("What for").selectOption("any");
      await page.getByText("More to narrow it by").click();
      await page.getByLabel("Language").selectOption("English");
      await page.getByRole("heading", { name: "Rehearsal talk line" }).waitFor();
      await page
        .getByText(/walk in · free · from 16 years · English|walk in · free · English/)
        .first()
        .waitFor();
      await seen(page, "services-more-en");
      expect(asked.filter((url) => /rehearsal.?b/i.test(url))).toEqual([]);
    });

    test("a file of services is shown as what it would change, with every error, and taken over only then", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, { id: "dana", locale: "fr-CA" });
      await goes(page, "Ressources");
      const choose = (text: string) =>
        page.getByLabel("Fichier", { exact: true }).setInputFiles({
          name: "services.json",
          mimeType: "application/json",
          buffer: Buffer.from(text),
        });

      const bad = hsdsOne(2, { status: "open", schedules: [daily({ byday: "MONDAY" })] });
      await choose(fileOf([hsdsOne(1), bad]));
      await page.getByText("2 erreurs. Rien de ce fichier n'a été pris.").waitFor();
      await page.getByRole("rowheader", { name: /^line \d+, service 2, status$/ }).waitFor();
      const saved = page.waitForEvent("download");
      await page.getByRole("button", { name: "Enregistrer toute la liste" }).click();
      const list = readFileSync(await (await saved).path(), "utf8");
      expect(list).toMatch(/service 2, schedules\[0\]\.byday\t/);

      await choose(fileOf([hsdsOne(1)]));
      await page.getByText("Rien n'est changé encore.").waitFor();
      await page.getByRole("row", { name: /^Site 1 nouvelle/ }).waitFor();
      await seen(page, "services-fr");
      const kept = () => line.database.db.listing.count({ where: { rehearsal: false } });
      expect(await kept()).toBe(0);
      await page.getByRole("button", { name: "Le prendre" }).click();
      await page.getByRole("button", { name: /Appuie encore/ }).click();
      await page.getByText("C'est fait.").waitFor();
      expect(await kept()).toBe(1);
      await page.getByRole("heading", { name: "Site 1" }).waitFor();
      await page.getByRole("button", { name: "Vérifié aujourd'hui par moi" }).click();
      const today = new Intl.DateTimeFormat("fr-CA", {
        day: "numeric",
        month: "short",
        year: "numeric",
        timeZone: "UTC",
      }).format(line.line.clock.now());
      await page.getByText(`Vérifié le ${today}`).waitFor();
    });
  });
});
