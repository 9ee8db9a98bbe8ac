import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";

import { inBrowser, openTab } from "../support/browser.ts";
import { APPLICATION, dial, network, telephone, transcript } from "./telephones.ts";

const LONG_PAUSE = '<Pause length="60"/>';
const say = (text: string, language = "en-US") => `<Say language="${language}">${text}</Say>`;
const gather = (action: string, prompt: string) =>
  `<Gather input="dtmf speech" numDigits="1" speechTimeout="1" timeout="20" action="${action}">${prompt}</Gather>`;

describe("a telephone in a browser", () => {
  inBrowser((browser) => {
    test("dials, hears, presses, speaks and hangs up", async () => {
      const { page: url, asked } = await network({
        "/voice": () => gather("/language", say("Pour le français, appuyez sur 2.", "fr-CA")),
        "/language": ({ Digits }) => gather("/name", say(`You pressed ${Digits}. And your name?`)),
        "/name": ({ SpeechResult }) => say(`Hello ${SpeechResult}.`) + LONG_PAUSE,
      });
      const page = await telephone(browser(), url, { caller: "+1 555 555 0131" });
      await dial(page);
      await page.getByText("Pour le français, appuyez sur 2.").waitFor();
      await page.getByText("On a call with +1 555 555 0100").waitFor();

      await page.getByRole("button", { name: "2", exact: true }).click();
      await page.getByText("You pressed 2. And your name?").waitFor();
      await page.getByLabel("Say something").fill("Robin");
      await page.getByRole("button", { name: "Say", exact: true }).click();
      await page.getByText("Hello Robin.").waitFor();

      await page.getByRole("button", { name: "Hang up" }).click();
      await page.getByText("The call is over: you hung up.").waitFor();
      expect(await transcript(page)).toEqual([
        "Pour le français, appuyez sur 2.",
        "2",
        "You pressed 2. And your name?",
        "Robin",
        "Hello Robin.",
      ]);
      expect(asked.map(({ params }) => params["From"])).toEqual(Array(3).fill("+15555550131"));
    });

    test("is read aloud in the language of each sentence, and shown to a screen reader in it", async () => {
      const { page: url } = await network({
        "/voice": () => say("Bonjour.", "fr-CA") + say("Hello.") + LONG_PAUSE,
      });
      const page = await telephone(browser(), url, { caller: "+15555550131" });
      await page.evaluate(() => {
        Object.assign(globalThis, { spoken: [] });
        speechSynthesis.speak = ({ lang, text }) =>
          Reflect.get(globalThis, "spoken").push([lang, text]);
      });
      await dial(page);
      await page.getByText("Hello.").waitFor();
      const spoken = await page.evaluate<unknown>("spoken");
      expect(spoken).toEqual([
        ["fr-CA", "Bonjour."],
        ["en-US", "Hello."],
      ]);
      const heard = page.getByRole("list", { name: "What is said" });
      expect(await heard.getAttribute("aria-live")).toBe("polite");
      expect(await page.getByText("Bonjour.").getAttribute("lang")).toBe("fr-CA");
    });

    test("rings in its tab, is declined, and is answered", async () => {
      const { page: url, network: net } = await network({ "/voice": () => dialSoftphone });
      net.softphone("robin", { answers: "rejects" }); // its script; the tab decides instead
      const page = await telephone(browser(), url, { client: "robin" });
      const caller = net.phone("+15555550131");

      const first = await caller.calls(APPLICATION);
      await page.getByText("Ringing: +1 555 555 0131").waitFor();
      await page.getByRole("button", { name: "Decline" }).click();
      await first.hears(/nobody came/);

      const second = await caller.calls(APPLICATION);
      await page.getByRole("button", { name: "Answer" }).click();
      await page.getByText("Connected with people").waitFor();
      await second.says("can you hear me?");
      await page.getByText("can you hear me?").waitFor();
      await page.getByLabel("Say something").fill("I can");
      await page.keyboard.press("Enter");
      await second.hears(/I can/);
      await second.hangsUp();
      await page.getByText("The call is over").waitFor();
      expect(await transcript(page)).toEqual(["can you hear me?", "I can"]);
    });

    test("behaves by its script again once its tab is gone for good", async () => {
      const { page: url, network: net } = await network({ "/voice": () => dialSoftphone });
      const robin = net.softphone("robin", { answers: { afterMs: 0 } });
      const page = await telephone(browser(), url, { client: "robin" });
      await page.getByRole("button", { name: "Put away" }).click();
      await page.getByRole("button", { name: "Take this telephone" }).waitFor();
      await net.phone("+15555550131").calls(APPLICATION);
      const ring = await robin.isRung();
      await expect.poll(() => net.log.entries.some(({ kind }) => kind === "answered")).toBe(true);
      expect(ring.handset).toBe("client:robin");
    });

    test("loaded anew, the same telephone is on the same call and repeats nothing aloud", async () => {
      const { page: url, network: net } = await network({
        "/voice": () => say("Stay with me.") + LONG_PAUSE,
      });
      const page = await telephone(browser(), url, { caller: "+15555550131" });
      await dial(page);
      await page.getByText("Stay with me.").waitFor();
      await page.addInitScript(() => {
        speechSynthesis.speak = () => document.body.append("spoken again");
      });
      await page.reload();
      await page.getByText("On a call with +1 555 555 0100").waitFor();
      await page.getByText("Stay with me.").waitFor();
      expect(await page.getByText("spoken again").count()).toBe(0);
      expect(net.log.entries.filter(({ kind }) => kind === "ended")).toEqual([]);
    });

    test("is open in one tab at a time, and can be taken over", async () => {
      const { page: url } = await network({});
      const first = await telephone(browser(), url, { client: "robin" });
      const second = await openTab(browser(), url);
      onTestFinished(() => second.context().close());
      await second.getByRole("radio", { name: "A softphone" }).check();
      await second.getByLabel("Name", { exact: true }).fill("robin");
      await second.keyboard.press("Enter");
      await second.getByRole("alert").getByText("That telephone is open in another tab.").waitFor();
      await second.getByRole("button", { name: "use it here instead" }).click();
      await second.getByText("Ready. It rings here.").waitFor();
      await first.getByText("This telephone is now open in another tab.").waitFor();
      expect(await first.getByRole("button", { name: "Use it here" }).count()).toBe(1);
    });

    test("refuses to dial emergency and N11 numbers, and says so", async () => {
      const { page: url, network: net } = await network({});
      const page = await telephone(browser(), url, { caller: "+15555550131" });
      for (const number of ["911", "1-911", "9 1 1", "112", "988", "933", "999", "411"]) {
        await dial(page, "+15555550199");
        await page.getByText("Nobody here has that number.").waitFor();
        await dial(page, number);
        await page
          .getByRole("alert")
          .getByText("never calls 911 or any emergency number")
          .waitFor();
      }
      expect(net.log.entries).toEqual([]);
    });

    test("withholds its number, and says when nobody has the number dialled", async () => {
      const { page: url, asked } = await network({ "/voice": () => say("Hello.") + LONG_PAUSE });
      const page = await openTab(browser(), url);
      onTestFinished(() => page.context().close());
      await page.getByLabel("Withhold my number").check();
      await page.getByRole("button", { name: "Take this telephone" }).click();
      await dial(page, "+1 555 555 0199");
      await page.getByText("Nobody here has that number.").waitFor();
      await dial(page);
      await page.getByText("On a call with").waitFor();
      expect(asked[0]?.params["From"]).toBe("anonymous");
    });

    test("can be used by keyboard alone", async () => {
      const { page: url, asked } = await network({
        "/voice": () => gather("/pressed", say("Press a key.")),
        "/pressed": ({ Digits }) => say(`It was ${Digits}.`) + LONG_PAUSE,
      });
      const page = await openTab(browser(), url);
      onTestFinished(() => page.context().close());
      await page.getByRole("button", { name: "Take this telephone" }).waitFor();
      await tabTo(page, "Your number");
      await page.keyboard.press("Enter");
      await page.getByText("Ready. It rings here.").waitFor();
      await tabTo(page, "Number to call");
      await page.keyboard.press("Enter");
      await page.getByText("Press a key.").waitFor();
      await page.keyboard.press("5");
      await page.getByText("It was 5.").waitFor();
      await tabTo(page, "Hang up");
      await page.keyboard.press("Space");
      await page.getByText("The call is over: you hung up.").waitFor();
      expect(asked.map(({ path }) => path)).toEqual(["/voice", "/pressed"]);
    });

    test("speaks French, and fits a telephone's own screen with room for fingers", async () => {
      const { page: url } = await network({
        "/voice": () => say("Bonjour.", "fr-CA") + LONG_PAUSE,
      });
      const page = await openTab(browser(), `${url}?to=15555550100`, {
        locale: "fr-CA",
        viewport: { width: 390, height: 844 },
      });
      onTestFinished(() => page.context().close());
      await page.getByRole("button", { name: "Prendre ce téléphone" }).click();
      await page.getByText("Prêt. C’est ici que ça sonne.").waitFor();
      expect(await page.getByLabel("Numéro à composer").inputValue()).toBe("+1 555 555 0100");
      await page.getByRole("button", { name: "Appeler" }).click();
      await page.getByText("En ligne avec").waitFor();
      expect(await tooSmall(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(390);
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("button", { name: "Hang up" }).waitFor();
    });
  });
});

const dialSoftphone = `<Dial timeout="20"><Client>robin</Client></Dial>${say("nobody came")}${LONG_PAUSE}`;

/** Presses Tab until what has this name has the focus; it must show. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : element;
      const outline = element ? getComputedStyle(element).outlineStyle : "none";
      return { name: label?.textContent?.trim() ?? "", outline };
    });
    if (focused.name !== name) continue;
    expect(focused.outline).toBe("solid");
    return;
  }
  throw new Error(`Tab never reaches ${name}`);
}

/** What can be pressed and is smaller than a finger needs: 44 px. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets = document.querySelectorAll<HTMLElement>(
      "button, select, input:not([type=checkbox], [type=radio]), label:has([type=checkbox])",
    );
    return [...targets]
      .filter((target) => target.offsetParent)
      .filter((target) => target.getBoundingClientRect().height < 44)
      .map(({ textContent, id }) => `${id} ${textContent}`.trim());
  });
}
