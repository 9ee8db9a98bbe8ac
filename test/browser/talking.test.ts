import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { inBrowser } from "../support/browser.ts";
import { dial, network, telephone } from "./telephones.ts";

const room = (attributes = "") =>
  `<Dial><Conference beep="false" waitUrl="" ${attributes}>room</Conference></Dial>`;

describe("voices between browsers", () => {
  inBrowser((browser) => {
    test("two tabs in one conference hear each other", async () => {
      const { page: url } = await network({ "/voice": () => room() });
      const [ana, bo] = await Promise.all([
        telephone(browser(), url, { caller: "+15555550131" }),
        telephone(browser(), url, { caller: "+15555550132" }),
      ]);
      await dial(ana);
      await dial(bo);
      await ana.getByText(/You can hear each other: \+1\s555\s555\s0132/).waitFor();
      await bo.getByText(/You can hear each other: \+1\s555\s555\s0131/).waitFor();
      await expect.poll(() => loudness(ana), { timeout: 15_000 }).toBeGreaterThan(0.01);
      await expect.poll(() => loudness(bo), { timeout: 15_000 }).toBeGreaterThan(0.01);

      await ana.getByRole("button", { name: "Mute my microphone" }).click();
      await expect.poll(() => loudness(bo), { timeout: 15_000 }).toBeLessThan(0.001);

      await bo.getByRole("button", { name: "Hang up" }).click();
      await expect.poll(() => ana.locator("audio").count()).toBe(0);
    });

    test("whoever the line mutes is not heard, and hears", async () => {
      const { page: url } = await network({
        "/voice": ({ From }) => room(From === "+15555550132" ? 'muted="true"' : ""),
      });
      const [ana, silenced] = await Promise.all([
        telephone(browser(), url, { caller: "+15555550131" }),
        telephone(browser(), url, { caller: "+15555550132" }),
      ]);
      await dial(ana);
      await dial(silenced);
      await silenced.getByText("The line has muted you").waitFor();
      await expect.poll(() => loudness(silenced), { timeout: 15_000 }).toBeGreaterThan(0.01);
      expect(await loudness(ana)).toBeLessThan(0.001);
    });

    test("a call that is put through to a softphone has real voices, and outlives a reload", async () => {
      const { page: url } = await network({
        "/voice": () => "<Dial><Client>robin</Client></Dial>",
      });
      const [caller, robin] = await Promise.all([
        telephone(browser(), url, { caller: "+15555550131" }),
        telephone(browser(), url, { client: "robin" }),
      ]);
      await dial(caller);
      await robin.getByRole("button", { name: "Answer" }).click();
      await expect.poll(() => loudness(caller), { timeout: 15_000 }).toBeGreaterThan(0.01);
      await robin.reload();
      await robin.getByText("Connected with people").waitFor();
      await expect.poll(() => loudness(robin), { timeout: 15_000 }).toBeGreaterThan(0.01);
      await expect.poll(() => loudness(caller), { timeout: 15_000 }).toBeGreaterThan(0.01);
    });

    test("without a microphone one still talks by text", async () => {
      const { page: url } = await network({ "/voice": () => room() });
      const [ana, bo] = await Promise.all([
        telephone(browser(), url, { caller: "+15555550131" }),
        telephone(browser(), url, { caller: "+15555550132" }),
      ]);
      await bo.evaluate(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error("refused"));
      });
      await dial(ana);
      await dial(bo);
      await bo.getByRole("button", { name: "No microphone: speak by text" }).waitFor();
      await bo.getByLabel("Say something").fill("I type instead");
      await bo.keyboard.press("Enter");
      await ana.getByText("I type instead").waitFor();
      await expect.poll(() => loudness(bo), { timeout: 15_000 }).toBeGreaterThan(0.01);
    });
  });
});

/** The loudest sample in half a second of what a tab would play: 0 is silence, and so is whom it may not hear. */
function loudness(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const sound = [...document.querySelectorAll("audio")].find(
      ({ srcObject, muted }) => srcObject && !muted,
    );
    if (!(sound?.srcObject instanceof MediaStream)) return 0;
    const context = new AudioContext();
    await context.resume();
    const analyser = context.createAnalyser();
    analyser.fftSize = 32_768;
    context.createMediaStreamSource(sound.srcObject).connect(analyser);
    // Longer than the microphone's pause between two beeps.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    await context.close();
    return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  });
}
