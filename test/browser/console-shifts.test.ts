import { describe, expect, test } from "vitest";

import { inBrowser } from "../support/browser.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";

const OWN = "+15555550142";

describe("my shift", () => {
  inBrowser((browser) => {
    test("a shift changes hands between two people who both want it", async () => {
      const line = await lineWithConsole();
      await agreed(line, "robin");
      const robin = await consoleOf(browser(), line.console);
      const jo = await consoleOf(browser(), line.console, { id: "jo", locale: "fr-CA" });
      await jo.getByRole("button", { name: "Commencer mon quart" }).click();
      await robin.getByRole("heading", { name: "My next shifts" }).waitFor();
      await robin.getByRole("button", { name: "Swap" }).click();
      await robin.getByLabel("Who takes it").selectOption("Jo");
      await robin.getByRole("button", { name: "Ask them" }).click();
      await robin.getByText(/^You asked Jo to take/).waitFor();
      await seen(robin, "shift-asked");

      await jo.reload();
      await jo.getByText(/^Robin te demande de prendre/).waitFor();
      await seen(jo, "shift-asked-fr");
      await jo.getByRole("button", { name: "Je le prends" }).click();
      await jo.getByText("Accepté.").waitFor();
      await robin.reload();
      await robin.getByText("None in the next four weeks.").waitFor();
      await robin.getByText("Jo", { exact: true }).waitFor();
      await robin.getByText(/^free · on the line/).waitFor();
      expect(await line.database.db.shiftSwap.findMany()).toMatchObject([{ state: "accepted" }]);
    });

    test("my own phone is proved by a code, and my calendar has a link that ends", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console);
      await page.getByLabel("Number of my phone").fill("911");
      await page.getByRole("button", { name: "Text me the code" }).click();
      await page.getByText("The line cannot ring that number.").waitFor();
      await page.getByLabel("Number of my phone").fill(OWN);
      await page.getByRole("button", { name: "Text me the code" }).click();
      await page.getByLabel("Code texted to the number ending in 42").fill("000000");
      await page.getByRole("button", { name: "It is my phone" }).click();
      await page.getByText("That is not the code we texted.").waitFor();
      const texted = line.network.log.entries.find((entry) => entry.kind === "messageSent");
      const code = texted?.kind === "messageSent" ? /\d{6}/.exec(texted.body)?.[0] : undefined;
      await page.getByLabel("Code texted to the number ending in 42").fill(code ?? "");
      await page.keyboard.press("Enter");
      await page.getByText("Your phone ends in 42.").waitFor();
      await page.getByText("in the browser, then on my phone").click();
      await page.getByText("Text me a page for each call").click();
      await page.getByText(/^Ring me once at the beginning/).click();
      await seen(page, "own-phone");
      const row = () => line.database.db.staff.findUniqueOrThrow({ where: { id: "robin" } });
      await expect.poll(row).toMatchObject({ secondLeg: true, wantsPage: true, testRing: true });
      await page.getByRole("button", { name: "Forget my phone" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByLabel("Number of my phone").waitFor();
      expect(await row()).toMatchObject({ phoneSealed: null, secondLeg: false });

      await page.getByRole("button", { name: "Make a link" }).click();
      const url = (await page.locator(".secret").textContent()) ?? "";
      expect((await fetch(url)).headers.get("content-type")).toContain("text/calendar");
      await seen(page, "calendar");
      await page.reload();
      await page.getByText(/^There is a link, made on/).waitFor();
      expect(await page.locator(".secret").count()).toBe(0);
      await page.getByRole("button", { name: "End the link" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByRole("button", { name: "Make a link" }).waitFor();
      expect((await fetch(url)).status).toBe(404);
    });
  });
});

const DAY_MS = 24 * 60 * 60_000;

/** One shift in the evening, three days from now. */
async function agreed(line: Awaited<ReturnType<typeof lineWithConsole>>, staffId: string) {
  const at = line.line.clock.now();
  const day = new Date(at + 3 * DAY_MS).toISOString().slice(0, "2026-11-27".length);
  const rule = {
    id: crypto.randomUUID(),
    staffId,
    circle: "line",
    layer: null,
    timeZone: "America/Toronto",
    starts: `${day}T18:00`,
    ends: `${day}T22:00`,
    repeat: null,
    endedFrom: null,
  } as const;
  const saved = await line.shifts.addRule(rule, { by: "dana", cause: rule.id, at });
  expect(saved).toBe("saved");
}
