import { describe, expect, test } from "vitest";

import { barriers } from "../support/axe.ts";
import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { look } from "./looking.ts";
import { lineWithConsole } from "./the-line.ts";
import { beginsWatch, onShift, recordsPlace, takesCall, tooSmall } from "./working.ts";

const ONTARIO_DESK = "+15555550209";
const SOON = { timeout: 15_000 };

describe("a caller who falls silent", () => {
  inBrowser((browser) => {
    test("is read to the desk, the desk is told why, and a person calls it off by name and with a reason", async () => {
      const line = await lineWithConsole();
      const desk = line.network.phone(ONTARIO_DESK, { answers: { afterMs: 0 } });
      const page = await onShift(browser(), line);
      await line.network.phone("+15555550131").calls(REHEARSAL);
      await takesCall(page);
      await page.getByText("Hi, I'm a real person").first().waitFor();
      await page.getByText("Allô, je suis une vraie personne").first().waitFor();
      await recordsPlace(page);

      await page.getByRole("button", { name: "Read back the place" }).click();
      await page
        .locator(".sentences")
        .getByText(/12 Rehearsal Lane/)
        .waitFor();
      await page.getByRole("button", { name: "All said" }).click();
      await page.getByText("Written down: read back.").waitFor();
      await look(page, "10-before");
      await beginsWatch(page);
      await look(page, "11-watch");

      const button = page.getByRole("button", { name: /^Send help/ });
      await button.hover();
      await page.mouse.down();
      await page.getByRole("heading", { name: /^Help was asked for at/ }).waitFor();
      await page.mouse.up();
      await desk.isRung();
      await page.getByText(/rung .*on the line/).waitFor();
      await page.getByText(/Silent for/).waitFor();
      const brief = page.locator(".brief .aloud").first();
      await expect
        .poll(() => brief.textContent(), SOON)
        .toMatch(/12 Rehearsal Lane.*stopped answering/);

      await page.locator(".why").getByText("they are hurt").click();
      await expect.poll(() => brief.textContent(), SOON).toMatch(/Someone there is hurt/);
      await look(page, "12-help");
      expect(await barriers(page)).toEqual([]);
      expect(await tooSmall(page)).toEqual([]);

      await page.getByLabel("Their reference, if they give one").fill("A-77");
      await page.getByRole("button", { name: "The desk is sending" }).click();
      await page.getByRole("heading", { name: "Help is on its way" }).waitFor();
      await page.getByText("Something is wrong").click();
      await page.getByRole("button", { name: "No answer at the door" }).click();
      await desk.isRung();

      await page.getByRole("button", { name: "Call the help off" }).click();
      await page.getByText(/keep the ambulance/).waitFor();
      await look(page, "13-off");
      await page.getByRole("button", { name: "I spoke to them: they are well" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByRole("heading", { name: "Help was called off" }).waitFor();
      const [session] = await line.reads.openSessions();
      const events = await line.line.store.events(session?.id ?? "");
      const off = events.find(({ kind }) => kind === "helpStoodDown");
      expect(off).toMatchObject({ by: "robin", reason: "callerTalking" });
      expect(events.find(({ kind }) => kind === "placeReadBack")).toMatchObject({ by: "robin" });
      expect(session?.watch?.deadline.kind).toBe("checkIn");
      expect(await barriers(page)).toEqual([]);
    });
  });
});
