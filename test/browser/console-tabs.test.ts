import { describe, expect, test } from "vitest";

import { barriers } from "../support/axe.ts";
import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { look } from "./looking.ts";
import { lineWithConsole } from "./the-line.ts";
import { onShift, takesCall } from "./working.ts";

describe("a console", () => {
  inBrowser((browser) => {
    test("in two tabs is one softphone: either takes the call, and there is never a second", async () => {
      const line = await lineWithConsole();
      const page = await onShift(browser(), line);
      const second = await page.context().newPage();
      await second.goto(line.console);
      await second.getByRole("heading", { name: "You can be reached" }).waitFor();

      await line.network.phone("+15555550131").calls(REHEARSAL);
      await page.getByRole("heading", { name: "A call is ringing" }).waitFor();
      await takesCall(second);
      await page.getByRole("heading", { name: "You are with them" }).waitFor();
      await second.getByRole("button", { name: "Mute", exact: true }).click();
      await page.getByText("You are muted").waitFor();

      await line.network.phone("+15555550132").calls(REHEARSAL);
      await expect.poll(async () => (await line.reads.openSessions()).length).toBe(2);
      for (const tab of [page, second]) {
        await tab.reload();
        await tab.getByRole("heading", { name: "You are with them" }).waitFor();
        expect(await tab.getByRole("heading", { name: "A call is ringing" }).count()).toBe(0);
      }
      const rung = line.network.log.entries.filter(
        ({ kind, ...entry }) => kind === "answered" && JSON.stringify(entry).includes("client:"),
      );
      expect(rung).toHaveLength(1);
    });

    test("without one spoken word: the line asks, the caller presses, and the screen says what", async () => {
      const line = await lineWithConsole();
      const page = await onShift(browser(), line);
      const call = await line.network.phone("+15555550131").calls(REHEARSAL);
      await takesCall(page);
      await page.getByText("About this call").click();
      await page.getByRole("button", { name: "They cannot talk: keys only" }).click();
      await page.getByRole("heading", { name: "Keys only" }).waitFor();
      await page.getByRole("button", { name: "Can you talk now?" }).click();
      await page.getByText("Asking…").waitFor();
      await call.hears(/Can you talk now\?/);
      await call.presses("2");
      await page.locator(".questions .answer").getByText("No", { exact: true }).waitFor();
      await look(page, "15-keys");
      expect(await barriers(page)).toEqual([]);
    });
  });
});
