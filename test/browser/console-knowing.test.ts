import { describe, expect, test } from "vitest";

import { createWarnings } from "../../src/adapters/postgres/knowing-warnings.ts";
import { readWarningCsv } from "../../src/adapters/csv/warnings.ts";
import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { goes, onShift, opensOwn, recordsPlace, takesCall, tooSmall } from "./working.ts";

const HEADER =
  "id,substances,sold_as,province,municipality,found_en,found_fr,advice_en,advice_fr,source,source_url,from,until";
const ALERT =
  "ex-1,opioid,purple powder,ON,Kingston,Much stronger than people expect,Bien plus forte qu'on s'y attend,A little first; not alone,Un peu d'abord; pas sans quelqu'un,Example public health,https://example.org/alerts/1,2026-11-01,";

const file = (...rows: readonly string[]) => ({
  name: "alerts.csv",
  mimeType: "text/csv",
  buffer: Buffer.from([HEADER, ...rows].join("\n")),
});

describe("what the line knows", () => {
  inBrowser((browser) => {
    test("one supervisor writes a tip, another signs it off for the medical lead; alerts come by file, wrong rows named first", async () => {
      const line = await lineWithConsole();
      await line.signIn.setPassword("luc", "correct horse battery");
      const dana = await consoleOf(browser(), line.console, { id: "dana" });
      await goes(dana, "What we know");
      await dana.getByRole("heading", { name: "Tips, by what they take and how" }).waitFor();
      await seen(dana, "knowing");

      await dana.getByLabel("File").setInputFiles(file(ALERT, ALERT));
      await dana.getByText("line 3, id").waitFor();
      await dana.getByLabel("File").setInputFiles(file(ALERT));
      await dana.getByText("Nothing is changed yet.").waitFor();
      expect(await dana.getByText("None stands now.").count()).toBe(1);
      await dana.getByRole("button", { name: "Take it over" }).click();
      await dana.getByRole("button", { name: "Press again to be sure" }).click();
      await dana.getByRole("heading", { name: /^purple powder · Kingston, Ontario/ }).waitFor();
      await dana.getByText(/no end is said; shown until/).waitFor();

      await dana.locator("summary", { hasText: "opioid · any" }).first().click();
      await dana.getByText("The software's own words, not yet signed off").first().waitFor();
      await dana.getByRole("button", { name: "Write another version" }).click();
      await dana.getByLabel("In English, as it is said").fill("Half of a little first.");
      await dana.getByRole("button", { name: "Keep as a draft" }).click();
      await dana.getByText("Say why, in a sentence.").waitFor();
      await seen(dana, "knowing-write");
      await dana.getByLabel("Why", { exact: true }).fill("Shorter, as responders asked for");
      await dana.getByRole("button", { name: "Keep as a draft" }).click();
      await dana.getByText("You wrote this: somebody else signs it off.").waitFor();

      const luc = await consoleOf(browser(), line.console, { id: "luc", locale: "fr-CA" });
      await goes(luc, "Ce qu'on sait");
      await luc.getByLabel("Qui l'a décidé").fill("Dre N. Okafor");
      expect(await luc.getByRole("radio").count()).toBe(1);
      await seen(luc, "knowing-sign-fr");
      await luc.getByRole("button", { name: "Approuver" }).click();
      await luc.getByRole("button", { name: /Appuie encore/ }).click();
      await luc.getByText("Rien n'attend.").waitFor();
      await luc.locator("summary", { hasText: "opioïde · peu importe" }).first().click();
      await luc.getByText(/^Approuvé par Dre N. Okafor, direction médicale/).waitFor();
      const [row] = await line.database.db.knownText.findMany();
      expect(row).toMatchObject({ writtenBy: "dana", signedBy: "luc", signedAs: "medicalLead" });
      await seen(luc, "knowing-signed-fr");
    });

    test("in a call: the words to say are there, an alert is one line where it matters, and the rest waits behind a press", async () => {
      const line = await lineWithConsole();
      const { warnings } = readWarningCsv([HEADER, ALERT].join("\n"));
      const bringing = { by: "dana", at: line.line.clock.now(), apply: true };
      await createWarnings(line.database.db).bring(warnings, bringing);
      const page = await onShift(browser(), line);
      await line.network.phone("+15555550131").calls(REHEARSAL);
      await takesCall(page);
      await page.getByText("Hi, I'm a real person, and I'm staying with you.").waitFor();
      expect(await page.getByText("drug alert may matter").count()).toBe(0);
      await recordsPlace(page);
      const alert = page.locator("summary", { hasText: "1 drug alert may matter to them" });
      await alert.waitFor();
      expect(await page.getByText("Much stronger than people expect").count()).toBe(0);
      await alert.click();
      await page.getByText("Much stronger than people expect").waitFor();

      await page.locator("summary", { hasText: "While they get ready" }).click();
      await page.getByText("Nobody knows what is in it").waitFor();
      await page
        .getByText(/not yet signed off by a medical lead/)
        .first()
        .waitFor();
      await page.locator("summary", { hasText: "All the words" }).click();
      await page.getByText("This call ends here.").waitFor();
      expect(await tooSmall(page)).toEqual([]);
      await seen(page, "call-knowing");
      await page.locator("summary", { hasText: "More for this caller" }).click();
      await page.locator("summary", { hasText: "Find a service" }).click();
      await page.getByRole("region", { name: "Find a service" }).waitFor();
    });

    test("whom one chose not to be rung for is listed by its day, and taken back", async () => {
      const line = await lineWithConsole();
      const page = await onShift(browser(), line);
      await line.network.phone("+15555550131").calls(REHEARSAL);
      await takesCall(page);
      await page.getByRole("button", { name: "Close this call" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.locator("summary", { hasText: "If it was abuse" }).click();
      await page.getByRole("button", { name: "Not this caller to me" }).click();
      await page.getByText("Done. It ends by itself in 30 days.").waitFor();
      await opensOwn(page);
      await page.getByRole("link", { name: "My sign-in" }).click();
      await page.getByText(/^One caller, until /).waitFor();
      await seen(page, "me-not-to-me");
      await page.getByRole("button", { name: "Take back" }).click();
      await page.getByRole("button", { name: "Press again to be sure" }).click();
      await page.getByText("None.", { exact: true }).waitFor();
      expect(await line.database.db.notToMe.count()).toBe(0);
      const records = await line.database.db.auditRecord.findMany({
        where: { kind: "notToMeTakenBack" },
      });
      expect(records).toMatchObject([{ who: "robin", about: null }]);
    });
  });
});
