import { describe, expect, test } from "vitest";

import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { goes } from "./working.ts";

describe("if somebody asks about callers", () => {
  inBrowser((browser) => {
    test("a responder has the card in both languages, and nothing else", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, { locale: "fr-CA" });
      await goes(page, "Si quelqu'un demande");
      await page.getByText("I can't say whether anyone called.").waitFor();
      await page.getByText(/Je ne peux pas dire si/).waitFor();
      expect(await page.getByRole("button", { name: /registre/ }).count()).toBe(0);
      await seen(page, "card-fr");
    });

    test("two people hold exactly one call, and the demand is in the register; that it was read is written down", async () => {
      const line = await lineWithConsole();
      const { db } = line.database;
      await line.signIn.setPassword("luc", "correct horse battery");
      const call = await line.network.phone("+15555550131").calls(REHEARSAL);
      await call.hears(/real person/);
      const [session] = await line.reads.openSessions();
      const id = session?.id ?? "";

      const dana = await consoleOf(browser(), line.console, { id: "dana" });
      await goes(dana, "If somebody asks");
      expect(await db.auditRecord.count({ where: { kind: "registerRead" } })).toBe(0);
      await dana.getByRole("button", { name: "Open the register and the holds" }).click();
      await dana.getByText("Nothing is held.").waitFor();
      await dana.getByRole("button", { name: "Ask for it" }).click();
      await dana.getByRole("button", { name: "Press again to be sure" }).click();
      await dana.getByText("Name the paper.").waitFor();
      await dana.getByText("Give at least one call, each by its address").waitFor();
      await seen(dana, "hold-wrong");
      await dana.getByLabel("Legal reference").fill("Order 2026-123");
      await dana.getByLabel("Calls").fill(`https://line.example.org/console/log/${id}`);
      await dana.getByRole("button", { name: "Ask for it" }).click();
      await dana.getByRole("button", { name: "Press again to be sure" }).click();
      await dana.getByText("Somebody else confirms it.").waitFor();

      const luc = await consoleOf(browser(), line.console, { id: "luc", locale: "fr-CA" });
      await goes(luc, "Si quelqu'un demande");
      await luc.getByRole("button", { name: "Ouvrir le registre et ce qui est retenu" }).click();
      await luc.getByRole("button", { name: "Confirmer" }).click();
      await luc.getByRole("button", { name: /Appuie encore/ }).click();
      await luc.getByText("confirmé par Luc").waitFor();
      await seen(luc, "hold-fr");
      const [held] = await line.holds.list();
      expect(held).toMatchObject({ sessionIds: [id], askedBy: "dana", confirmedBy: "luc" });

      await dana.getByRole("button", { name: "Write it down" }).click();
      await dana.getByRole("button", { name: "Press again to be sure" }).click();
      await dana.getByText("This is needed.").first().waitFor();
      await dana.getByLabel("Received on").fill("2026-11-20");
      await dana.getByLabel("Who asks").fill("Officer A. Example, municipal police");
      await dana.getByLabel("What they ask for").fill("Whether somebody called on November 19");
      await dana.getByLabel("What they were told").fill("The card, word for word");
      await dana.getByRole("button", { name: "Write it down" }).click();
      await dana.getByRole("button", { name: "Press again to be sure" }).click();
      await dana.getByText("Officer A. Example, municipal police").waitFor();
      await seen(dana, "register");
      expect(await line.holds.demands()).toMatchObject([{ recordedBy: "dana", holdId: null }]);
      const read = await db.auditRecord.findMany({ where: { kind: "registerRead" } });
      expect(new Set(read.map(({ who }) => who))).toEqual(new Set(["dana", "luc"]));
    });

    test("a shelter's telephone is exempted: its number is told once, and never shown", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console, { id: "dana" });
      await goes(page, "People");
      await page.getByLabel("Its number").fill("555 0134");
      await page.getByRole("button", { name: "Exempt it" }).click();
      await page.getByText("That is no whole number.").waitFor();
      await page.getByLabel("Its number").fill("+1 555 555 0134");
      await page.getByRole("button", { name: "Exempt it" }).click();
      await page.getByText(/^a shelter, added by Dana on/).waitFor();
      expect(await page.getByText("0134").count()).toBe(0);
      await seen(page, "exempt");
      await page.getByRole("button", { name: "Take it off" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByText("None yet.", { exact: true }).waitFor();
      expect(await line.restrictions.exempt()).toEqual([]);
    });
  });
});
