import type { Browser, Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { look } from "./looking.ts";
import { dial, telephone } from "./telephones.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { isIn, takesCall } from "./working.ts";

type Line = Awaited<ReturnType<typeof lineWithConsole>>;

const SOON = { timeout: 30_000 };

describe("voices at the console", () => {
  inBrowser((browser) => {
    test("a supervisor whispers: the responder hears them, the caller does not; then joins, and both do", async () => {
      const line = await lineWithConsole();
      const dana = await listening(browser(), line, "dana");
      await dana.getByRole("radio", { name: "as supervisor" }).check({ force: true });
      await dana.getByRole("button", { name: "Go on shift" }).click();
      await dana.getByRole("heading", { name: "You can be reached" }).waitFor();
      await dana.getByRole("link", { name: "Board" }).click();

      const robin = await listening(browser(), line, "robin");
      await robin.getByRole("button", { name: "Go on shift" }).click();
      await robin.getByRole("heading", { name: "You can be reached" }).waitFor();
      const caller = await telephone(browser(), line.phones, { caller: "+15555550131" });
      await dial(caller, REHEARSAL);
      await takesCall(robin);
      await expect.poll(() => voicesHeard(robin), SOON).toBe(1);
      await expect.poll(() => voicesHeard(caller), SOON).toBe(1);

      const row = dana.locator("li.session");
      await row.getByRole("button", { name: /^Act: Call of/ }).click();
      await row.getByRole("button", { name: "Whisper" }).click();
      await row.getByText("Dana whispers to the responder").waitFor();
      await robin.getByText(/Dana, who whispers to whoever answers/).waitFor();
      await expect.poll(() => voicesHeard(robin), SOON).toBe(2);
      await expect.poll(() => voicesHeard(dana), SOON).toBe(2);
      expect(await voicesHeard(caller)).toBe(1);

      await row.getByRole("button", { name: "Join", exact: true }).click();
      await row.getByText("Dana is in the call").waitFor();
      await expect.poll(() => voicesHeard(caller), SOON).toBe(2);
    });

    test("a trainee is introduced, hears the call and is not heard, and leaves when the responder says so", async () => {
      const line = await lineWithConsole();
      const trainee = { roles: ["trainee"], reach: "softphone" };
      await line.database.db.staff.update({ where: { id: "jo" }, data: trainee });
      const jo = await listening(browser(), line, "jo");
      await jo.getByRole("heading", { name: "You are learning" }).waitFor();
      const robin = await listening(browser(), line, "robin");
      await robin.getByRole("button", { name: "Go on shift" }).click();
      await robin.getByRole("heading", { name: "You can be reached" }).waitFor();
      const caller = await telephone(browser(), line.phones, { caller: "+15555550131" });
      await dial(caller, REHEARSAL);
      await takesCall(robin);

      await robin.locator("summary", { hasText: "About this call" }).click();
      await robin.getByRole("button", { name: "The caller agrees: ring Jo" }).click();
      await robin.getByRole("button", { name: "Press again to be sure" }).click();
      await jo.getByRole("heading", { name: "The line is ringing you" }).waitFor();
      await jo.keyboard.press("Enter");
      await robin.getByText("Jo · hears this call").waitFor();
      await jo.getByText("You hear a call. Nobody hears you.").waitFor();
      await look(jo, "voices-trainee");
      await expect.poll(() => voicesHeard(jo), SOON).toBe(2);
      expect(await voicesHeard(robin)).toBe(1);
      expect(await voicesHeard(caller)).toBe(1);

      await robin.getByRole("button", { name: "Jo leaves the call" }).click();
      await robin.getByRole("button", { name: "Press again to be sure" }).click();
      await robin.getByText("Jo · hears this call").waitFor({ state: "detached" });
      await expect.poll(() => voicesHeard(jo), SOON).toBe(0);
    });
  });
});

/** A console whose loudspeakers can be listened to: they are no part of its page. */
async function listening(browser: Browser, line: Line, id: string): Promise<Page> {
  const page = await consoleOf(browser, line.console, { id });
  await isIn(page);
  await page.addInitScript(() => {
    const sounds: HTMLAudioElement[] = [];
    const Plain = Audio;
    Object.assign(globalThis, {
      sounds,
      Audio: function (this: unknown, ...given: ConstructorParameters<typeof Audio>) {
        const sound = new Plain(...given);
        sounds.push(sound);
        return sound;
      },
    });
  });
  await page.reload();
  return page;
}

/** How many others are loud in what this tab plays: 0 is silence, and so is whom it may not hear. */
const voicesHeard = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const kept: unknown = Reflect.get(globalThis, "sounds");
    const sounds: HTMLAudioElement[] = Array.isArray(kept)
      ? kept
      : [...document.querySelectorAll("audio")];
    const context = new AudioContext();
    await context.resume();
    const heard = sounds.flatMap(({ srcObject, muted, paused }) => {
      if (muted || paused || !(srcObject instanceof MediaStream)) return [];
      if (srcObject.getTracks().every(({ readyState }) => readyState === "ended")) return [];
      const analyser = context.createAnalyser();
      analyser.fftSize = 32_768;
      context.createMediaStreamSource(srcObject).connect(analyser);
      return [analyser];
    });
    const loudest = heard.map(() => 0);
    const samples = new Float32Array(32_768);
    // Longer than the microphone's pause between two beeps, looked at without a gap.
    for (let turn = 0; turn < 5; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      for (const [index, analyser] of heard.entries()) {
        analyser.getFloatTimeDomainData(samples);
        const most = samples.reduce((top, sample) => Math.max(top, Math.abs(sample)), 0);
        loudest[index] = Math.max(loudest[index] ?? 0, most);
      }
    }
    await context.close();
    return loudest.filter((most) => most > 0.01).length;
  });
