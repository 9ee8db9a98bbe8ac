import { describe, expect, test } from "vitest";

import { inBrowser } from "../support/browser.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { goes, onShift, tabTo, tooSmall } from "./working.ts";

describe("training", () => {
  inBrowser((browser) => {
    test("a certificate is written down and seen by its person; roles in the work are given, and a kind is named", async () => {
      const line = await lineWithConsole();
      const dana = await consoleOf(browser(), line.console, { id: "dana" });
      await goes(dana, "Training");
      await dana.getByRole("button", { name: "Open Robin" }).click();
      await dana.getByLabel("Kind").selectOption("suicide path");
      await dana.getByLabel("Given by").fill("Fictional College");
      await dana.getByLabel("From").fill("2026-01-05");
      await dana.getByLabel("Until").fill("2031-05-04");
      await dana.getByRole("button", { name: "Write it down" }).click();
      await dana.getByText("until May 4, 2031").waitFor();
      await dana.getByText("intervention", { exact: true }).click();
      await dana.getByText("education", { exact: true }).click();
      await dana.getByRole("button", { name: "Keep the roles" }).click();
      await dana.getByText("education, intervention").waitFor();
      await dana.getByRole("button", { name: "Show how they went" }).click();
      await dana.getByText("None yet.").first().waitFor();
      await seen(dana, "training-person");
      const { work } = await line.database.db.staff.findUniqueOrThrow({ where: { id: "robin" } });
      expect(work).toEqual(["education", "intervention"]);

      const robin = await consoleOf(browser(), line.console, { locale: "fr-CA" });
      await goes(robin, "Formation");
      await robin.getByText("parcours suicide").waitFor();
      await robin.getByText(/par Fictional College/).waitFor();
      await robin.getByText("Pour t'exercer, sois de quart et libre.").waitFor();
      await seen(robin, "training-mine-fr");

      await dana.getByRole("button", { name: "Add a kind" }).click();
      await dana.getByLabel("In English").fill("driving");
      await dana.getByLabel("In French").fill("conduite");
      await tabTo(dana, "Keep it");
      await dana.keyboard.press("Enter");
      await dana.locator("strong", { hasText: "driving" }).waitFor();
      expect(await tooSmall(dana)).toEqual([]);
    });

    test("by keyboard alone: one press, and a caller of ours rings", async () => {
      const line = await lineWithConsole();
      const jo = await consoleOf(browser(), line.console, { id: "jo" });
      await jo.getByRole("button", { name: "Go on shift" }).click();
      await jo.getByRole("heading", { name: "You can be reached" }).waitFor();
      const robin = await onShift(browser(), line);
      await goes(robin, "Training");
      await robin.getByText(/^The next one is due by/).waitFor();
      await seen(robin, "training-practice");
      await tabTo(robin, "Practise");
      await robin.keyboard.press("Enter");
      await robin.getByRole("heading", { name: "A call is ringing" }).waitFor();
      await robin.keyboard.press("Enter");
      await robin.getByRole("heading", { name: "You are with them" }).waitFor();
      const [session] = await line.reads.openSessions();
      expect(session).toMatchObject({
        rehearsal: true,
        company: { responder: { staffId: "robin" } },
      });
    });
  });
});
