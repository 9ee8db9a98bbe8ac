import { describe, expect, test } from "vitest";

import { barriers } from "../support/axe.ts";
import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { look } from "./looking.ts";
import { dial, telephone } from "./telephones.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { beginsWatch, onShift, recordsPlace, takesCall } from "./working.ts";

const ONTARIO_DESK = "+15555550209";
/** A rehearsal asks first at 8 s, and sends help 24 s later. */
const SILENCE = { timeout: 60_000 };

describe("a caller who falls silent, and nobody presses anything", () => {
  inBrowser((browser) => {
    test("is asked, and asked again; help goes to the desk by itself, and their responder has it to read aloud", async () => {
      const line = await lineWithConsole();
      const desk = line.network.phone(ONTARIO_DESK, { answers: { afterMs: 0 } });
      const dana = await consoleOf(browser(), line.console, { id: "dana" });
      await dana.getByRole("link", { name: "Board" }).click();
      const robin = await onShift(browser(), line);
      const caller = await telephone(browser(), line.phones, { caller: "+15555550131" });
      await dial(caller, REHEARSAL);
      await takesCall(robin);
      await recordsPlace(robin);
      await beginsWatch(robin);
      const [watched] = await line.reads.openSessions();
      const helpAt = (watched?.watch?.deadline.dueAt ?? 0) + 24_000;

      // Nobody does anything from here on: neither the caller nor the responder.
      const row = dana.locator("li.session");
      await row.getByText("Robin").waitFor();
      await caller.getByText(/Are you with me\?/).waitFor(SILENCE);
      await caller.getByText(/Last ask\. I'm getting help to you/).waitFor(SILENCE);
      await robin.getByRole("heading", { name: /^Help was asked for at/ }).waitFor(SILENCE);
      await dana.getByText(/^Help was asked for and nobody has taken it yet/).waitFor();
      await look(dana, "story-1-board");
      expect(await barriers(dana)).toEqual([]);

      // The responder is there to speak to the desk, and has it to read aloud.
      await desk.isRung();
      const brief = robin.locator(".brief .aloud").first();
      await expect
        .poll(() => brief.textContent(), SILENCE)
        .toMatch(/12 Rehearsal Lane.*stopped answering/);
      const events = await line.line.store.events(watched?.id ?? "");
      const asked = events.find(({ kind }) => kind === "helpAsked");
      expect(asked).toMatchObject({ reason: "stoppedAnswering" });
      // Promise 1, as the clock of the line has it.
      expect(Math.abs((asked?.at ?? 0) - helpAt)).toBeLessThan(5_000);
      expect(asked?.cause).not.toMatch(/^console:/);
      const after = await line.line.store.events(watched?.id ?? "");
      expect(after.some(({ kind }) => kind === "helpStoodDown")).toBe(false);
      await look(robin, "story-2-brief");
      expect(await barriers(robin)).toEqual([]);
    });
  });
});
