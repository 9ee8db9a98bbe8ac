import { expect, describe, test } from "vitest";

import { barriers } from "../support/axe.ts";
import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { look } from "./looking.ts";
import { dial, telephone } from "./telephones.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";

describe("a responder at the console", () => {
  inBrowser((browser) => {
    test("comes on shift, takes a call, records a place, keeps watch and hears goodbye", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console);
      await look(page, "1-off");
      await page.getByRole("button", { name: "Go on shift" }).click();
      await page.getByRole("heading", { name: "You can be reached" }).waitFor();
      await look(page, "2-on");
      expect(await barriers(page)).toEqual([]);

      const caller = await telephone(browser(), line.phones, { caller: "+15555550131" });
      await dial(caller, REHEARSAL);
      await page.getByRole("heading", { name: "A call is ringing" }).waitFor();
      await page.getByText("In English").waitFor();
      await look(page, "3-ring");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "You are with them" }).waitFor();
      await caller.getByText("Connected with people").waitFor();

      await page.getByText("Known as soon as there is a place.").waitFor();
      await page.getByLabel("Where: address").fill("12 Rehearsal Lane");
      await page.getByText(/^The province is missing still/).waitFor();
      expect(await page.getByText(/nobody we can send/).count()).toBe(0);
      await page.getByLabel("Town").fill("Kingston");
      await page.getByLabel("Province").selectOption("Ontario");
      await page.getByText(/Rehearsal desk 1, Ontario/).waitFor();
      await page.getByText(/^Saved /).waitFor();
      await look(page, "4-plan");
      expect(await barriers(page)).toEqual([]);

      await page.getByRole("heading", { name: "You are with them" }).click();
      await page.getByRole("button", { name: "Using now" }).waitFor();
      await page.keyboard.press("4");
      await page.getByRole("timer").waitFor();
      expect(await page.getByRole("timer").textContent()).toMatch(/^0:0\d$/);
      await look(page, "5-watch");
      await page.keyboard.press("1");
      await page.getByText(/^Confirmed at/).waitFor();
      expect(await barriers(page)).toEqual([]);
      const [session] = await line.reads.openSessions();
      expect(session?.watch?.checkIn).toBe(2);

      await page.getByRole("button", { name: "They said goodbye" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByRole("heading", { name: "Closed" }).waitFor();
      await look(page, "6-closed");
      expect(await barriers(page)).toEqual([]);
    });
  });
});
