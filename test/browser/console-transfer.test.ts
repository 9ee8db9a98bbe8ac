import { describe, expect, test } from "vitest";

import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { goes, onShift, takesCall } from "./working.ts";

const CRISIS = "+15555550160";

describe("handing a caller on", () => {
  inBrowser((browser) => {
    test("a worry is marked: the words and the line for it are there, one press rings it, we leave last, and a drop is no goodbye", async () => {
      const line = await lineWithConsole();
      const there = line.network.phone(CRISIS, { answers: { afterMs: 200 } });
      there.onHears(/Press 1 to talk/, (call) => call.presses("1"));
      const page = await onShift(browser(), line);
      const call = await line.network.phone("+15555550131").calls(REHEARSAL);
      await takesCall(page);
      await page.getByText("About this call").click();
      await page.getByText("Mental health", { exact: true }).click();
      // Its plan waits behind one press, and nothing typed into it is lost.
      await page.getByLabel("Where: address").waitFor({ state: "hidden" });
      await page.getByRole("button", { name: "Their plan, should they use" }).click();
      await page.getByLabel("Where: address").fill("12 Rehearsal Lane");
      await page.getByText("Use", { exact: true }).click();
      await page.getByText("Mental health", { exact: true }).click();
      expect(await page.getByLabel("Where: address").inputValue()).toBe("12 Rehearsal Lane");

      await page.getByRole("button", { name: "Self-harm" }).click();
      await page.getByText(/I'm glad you told me\. I'm staying right here/).waitFor();
      const ring = page.getByRole("button", {
        name: "They agree: ring Rehearsal suicide crisis line",
      });
      await ring.waitFor();
      await seen(page, "transfer-offered");
      await ring.click();
      await page.getByText(/is in the call\. Say who everybody is/).waitFor();
      await page.getByRole("button", { name: "Leave them together" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByText(/You have left them with Rehearsal suicide crisis line/).waitFor();
      const [open] = await line.reads.openSessions();
      expect(open?.transfer?.state).toBe("theirs");
      expect(open?.help.state).toBe("none");
      // With a worry marked it may be no goodbye: people decide.
      await call.hangsUp();
      const theirs = async () => (await line.reads.openSessions())[0]?.caller.on;
      await expect.poll(theirs, { timeout: 15_000 }).toBe("lost");
    });

    test("busy: it is said on the page as the caller hears it, and another can be tried", async () => {
      const line = await lineWithConsole();
      line.network.phone("+15555550163", { answers: "busy" });
      const page = await onShift(browser(), line);
      const call = await line.network.phone("+15555550131").calls(REHEARSAL);
      await takesCall(page);
      await page.locator("summary").filter({ hasText: "More for this caller" }).click();
      await page.getByText("Another line, if they want one").click();
      await page
        .getByRole("button", { name: "They agree: ring Rehearsal line for families" })
        .click();
      await page.getByText("Their line was busy. The caller heard it too.").waitFor();
      await call.hears(/Their line is busy/);
      await page.getByRole("button", { name: /ring Rehearsal line for young people/ }).waitFor();
      const [open] = await line.reads.openSessions();
      expect(open?.company.state).toBe("with");
    });

    test("in a talk, quietly: somebody is about to use and nobody is free; the caller agrees to be called back", async () => {
      const line = await lineWithConsole();
      const page = await onShift(browser(), line);
      const call = await line.network.phone("+15555550131").calls(REHEARSAL);
      await takesCall(page);
      await page.getByText("About this call").click();
      await page.getByText("Talk", { exact: true }).click();
      const other = await line.network.phone("+15555550132").calls(REHEARSAL);
      await page.getByText(/Someone is about to use, and nobody is free/).waitFor();
      await seen(page, "transfer-others");
      await page.getByRole("button", { name: "They agree: call them back" }).click();
      await call.hears(/we call you by/);
      const kept = (await line.reads.openSessions()).find(({ kind }) => kind === "talk");
      expect(kept?.caller.callBackBy).not.toBeNull();
      await page.getByRole("heading", { name: "A call is ringing" }).waitFor();
      await other.hangsUp();
    });

    test("lines are kept beside the desks, in French too, and no number is ever shown", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, {
        id: "dana",
        locale: "fr-CA",
        colorScheme: "dark",
      });
      await goes(page, "Centrales");
      await page.getByRole("button", { name: "Ajouter une ligne" }).click();
      await page.getByLabel("Nom court").fill("crisis_fr");
      await page.getByLabel("Nom", { exact: true }).fill("Une ligne d'écoute");
      await page.getByLabel("Numéro").fill("988");
      await page.getByRole("button", { name: "Enregistrer" }).last().click();
      await page.getByText("Regarde le nom, le numéro et les heures.").waitFor();
      await page.getByLabel("Numéro").fill("+1 555 555 0178");
      await page.getByText("Quelqu'un a appelé aujourd'hui").click();
      await page.getByRole("button", { name: "Enregistrer" }).last().click();
      await page.getByRole("rowheader", { name: /Une ligne d'écoute/ }).waitFor();
      expect(await page.textContent("body")).not.toContain("0178");
      await seen(page, "lines-fr");
      await page.getByRole("button", { name: "Modifier Une ligne d'écoute" }).click();
      await page.getByRole("button", { name: "Retirer Une ligne d'écoute" }).click();
      await page.getByRole("button", { name: /Appuie encore/ }).click();
      await page
        .getByRole("rowheader", { name: /Une ligne d'écoute/ })
        .waitFor({ state: "hidden" });
    });
  });
});
