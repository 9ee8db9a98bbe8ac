import { describe, expect, test } from "vitest";

import { accepts, callArrives, PASSWORD } from "../support/api.ts";
import { inBrowser } from "../support/browser.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { tabTo, tooSmall } from "./working.ts";

describe("referrals", () => {
  inBrowser((browser) => {
    test("in a call: not now, then wanted, sealed, and handed over by name", async () => {
      const line = await lineWithConsole();
      const sessionId = await callArrives(line.line);
      await accepts(line.line, sessionId, "robin");
      const page = await consoleOf(browser(), line.console);
      await page.locator("summary", { hasText: "More for this caller" }).click();
      await page.locator("summary", { hasText: "A referral, if they want one" }).click();
      await page.getByText("Not spoken of in this call.").waitFor();
      await page.getByLabel("What they would like to hear of again").fill("the clinic");
      await page.getByRole("button", { name: "Not now" }).click();
      await page.getByText(/Not now, they said.*hear again of: the clinic/).waitFor();

      await page.getByRole("button", { name: "They wish it" }).click();
      const part = page.locator("details", { hasText: "A referral, if they want one" }).last();
      await part.getByLabel("Name to use").fill("Quixby");
      await page.getByLabel("What they wish").fill("The clinic, with somebody along");
      await page.getByLabel("How and when to reach them").fill("After six, 555-0187");
      expect(await page.getByRole("button", { name: "Seal it" }).count()).toBe(0);
      await page.getByText("They agreed that this is written down and handed on").click();
      await page.getByRole("button", { name: "Seal it" }).click();
      await page.getByLabel("Hand it to").selectOption("Amara, Fictional Street Clinic");
      await page.getByRole("button", { name: "They said yes: hand it over" }).click();
      await page.getByText("With Amara, Fictional Street Clinic").waitFor();
      await page
        .getByRole("button", { name: "They said yes: bring Amara into this call" })
        .waitFor();
      expect(await page.getByText("Quixby").count()).toBe(0);
      await seen(page, "referral-on-call");
    });

    test("a navigator signs in to one page, in French, by keyboard: shows it, promises, keeps, meets and closes", async () => {
      const line = await lineWithConsole();
      await line.signIn.setPassword("amara", PASSWORD);
      await handed(line);
      const page = await consoleOf(browser(), line.console, { id: "amara", locale: "fr-CA" });
      await page.getByRole("heading", { name: "Confié à moi" }).waitFor();
      expect(await page.getByRole("navigation").getByRole("link").allTextContents()).toEqual([
        "Aiguillages",
      ]);
      await page.goto(`${line.console}board`);
      await page.getByRole("heading", { name: "Confié à moi" }).waitFor();
      expect(await tooSmall(page)).toEqual([]);
      await tabTo(page, "Le voir");
      await page.keyboard.press("Enter");
      await page.getByText("The clinic, with somebody along").waitFor();
      await tabTo(page, "Promettre un appel ou un texto");
      await page.keyboard.press("Enter");
      await page.getByLabel("Quand").fill(soon());
      await page.getByText("La personne est d'accord, et avec ce moment-là").click();
      await page.getByRole("button", { name: "Le promettre" }).click();
      await page.getByText(/^Un appel est promis/).waitFor();
      await seen(page, "referrals-navigator-fr");
      await page.getByRole("button", { name: "Je l'ai fait" }).click();
      await page.getByRole("button", { name: "On s'est vus" }).click();
      await page.getByText("rencontre faite").waitFor();
      await page.getByRole("button", { name: "Fermer et effacer" }).click();
      await page.getByRole("button", { name: /Appuie encore/ }).click();
      await page.getByText("Rien ici en ce moment.").waitFor();
      const left = { where: { sealed: { not: null } } };
      expect(await line.database.db.referral.count(left)).toBe(0);
    });

    test("who supervises sees that there is one and who has it, and until when a navigator sees any", async () => {
      const line = await lineWithConsole();
      await handed(line);
      const page = await consoleOf(browser(), line.console, { id: "dana" });
      await page.getByRole("link", { name: "Referrals" }).click();
      await page.getByRole("heading", { name: "Open referrals" }).waitFor();
      await page
        .getByText(/^Amara/)
        .first()
        .waitFor();
      expect(await page.getByText("Quixby").count()).toBe(0);
      await page.getByLabel("Sees referrals until Amara").fill("2020-01-01");
      await page.getByRole("button", { name: "Save Amara" }).click();
      await page.getByText("sees nothing now").waitFor();
      await page.getByText("sees nothing any more: hand it on").waitFor();
      await seen(page, "referrals-supervisor");
    });
  });
});

/** Wanted in a call of Robin's and handed to Amara. */
async function handed({ line, referring }: Awaited<ReturnType<typeof lineWithConsole>>) {
  const id = "0199c000-0000-4000-8000-000000000049";
  const details = {
    callerName: "Quixby",
    language: "en",
    wish: "The clinic, with somebody along",
    reach: "After six, 555-0187",
  } as const;
  const at = line.clock.now();
  await referring.referrals.write(id, details, { rehearsal: true, at });
  await referring.referrals.handOver(id, "amara", at);
}

/** Tomorrow at noon, as a field of this browser has it. */
function soon(): string {
  const day = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, "2026-11-27".length);
  return `${day}T12:00`;
}
