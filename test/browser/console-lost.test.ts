import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { look } from "./looking.ts";
import { lineWithConsole } from "./the-line.ts";
import { beginsWatch, onShift, takesCall } from "./working.ts";

/** PRACTICE 18. */
const SPOKEN_WITHIN_MS = 12_000;

describe("a responder at the console", () => {
  inBrowser((browser) => {
    test("loses the network ten seconds after use: the caller is spoken to, and the deadline stays", async () => {
      const line = await lineWithConsole();
      const page = await onShift(browser(), line);
      const call = await line.network.phone("+15555550131").calls(REHEARSAL);
      await takesCall(page);
      await beginsWatch(page);
      // A rehearsal gives 8 s, then 15: kept once, so that no ask of the check-in comes before the word of the loss.
      await shows(page, /^0:0[1-3]$/);
      await page.keyboard.press("1");
      await page.getByText(/^Confirmed at/).waitFor();
      await shows(page, /^0:1[1-3]$/);
      const [before] = await line.reads.openSessions();

      const pulledAt = performance.now();
      await page.context().setOffline(true);
      await call.hears(/lost their line/, { within: SPOKEN_WITHIN_MS });
      expect(performance.now() - pulledAt).toBeLessThanOrEqual(SPOKEN_WITHIN_MS);
      const [lost] = await line.reads.openSessions();
      expect(lost?.company.state).toBe("lost");
      expect(lost?.watch?.deadline).toEqual(before?.watch?.deadline);
      await page.getByText("This screen is behind.").waitFor();
      await look(page, "14-pulled");

      await page.context().setOffline(false);
      await page.getByText("This screen is behind.").waitFor({ state: "hidden" });
    });

    test("leaves a call by one key, at once: no deadline moves and nobody is dropped", async () => {
      const line = await lineWithConsole();
      const page = await onShift(browser(), line);
      const call = await line.network.phone("+15555550131").calls(REHEARSAL);
      await takesCall(page);
      await beginsWatch(page);
      const [before] = await line.reads.openSessions();

      const pressedAt = performance.now();
      await page.keyboard.press("l");
      await page.keyboard.press("l");
      await page.getByRole("heading", { name: "You can be reached" }).waitFor();
      expect(performance.now() - pressedAt).toBeLessThan(2_000);
      const [left] = await line.reads.openSessions();
      expect(left?.watch?.deadline).toEqual(before?.watch?.deadline);
      expect(left?.company.responder).toBeNull();
      await call.hears(/So I know who to send/, { within: SPOKEN_WITHIN_MS });
    });
  });
});

const shows = (page: Page, time: RegExp) =>
  expect
    .poll(() => page.locator(".clock").getByRole("timer").textContent(), { timeout: 20_000 })
    .toMatch(time);
