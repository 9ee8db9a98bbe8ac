import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { barriers } from "../support/axe.ts";
import { inBrowser } from "../support/browser.ts";
import { REHEARSAL } from "../support/rehearsal.ts";
import { look } from "./looking.ts";
import { dial, telephone } from "./telephones.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { recordsPlace } from "./working.ts";

type Line = Awaited<ReturnType<typeof lineWithConsole>>;

describe("a supervisor at the board", () => {
  inBrowser((browser) => {
    test("sees a call, listens, joins, and takes over when its responder is lost", async () => {
      const line = await lineWithConsole();
      const dana = await supervisor(line);
      await dana.getByRole("heading", { name: "Nobody is on the line" }).waitFor();
      await look(dana, "board-1-empty");
      expect(await barriers(dana)).toEqual([]);

      const { robin, caller } = await accompanied(line);
      const row = dana.locator("li.session");
      await row.getByText("Talking").waitFor();
      await row.getByRole("button", { name: /^Act: Call of/ }).press("Enter");
      await robin.keyboard.press("4");
      await row.getByText("Next check-in").waitFor();
      await row.getByRole("heading", { name: "All as it should be" }).waitFor();
      await row.getByText("Robin").waitFor();
      await row.getByRole("button", { name: "Listen" }).press("Enter");
      await row.getByText("Dana is listening").waitFor();
      await robin.getByText("Who hears them: you · Dana, who listens").waitFor();
      await look(dana, "board-2-listens");
      await look(robin, "board-2-heard");
      await row.getByRole("button", { name: "Join", exact: true }).click();
      await row.getByText("Dana is in the call").waitFor();
      expect(await dana.getByRole("heading", { name: "A call is ringing" }).count()).toBe(0);
      await robin.keyboard.press("1");
      expect(await barriers(dana)).toEqual([]);
      await look(dana, "board-3-in");

      const [before] = await line.reads.openSessions();
      await robin.context().setOffline(true);
      await row.getByText("The responder's line is lost").waitFor({ timeout: 30_000 });
      await row.getByRole("heading", { name: /Somebody is missing|Not answering/ }).waitFor();
      await row.getByRole("button", { name: "Take this call" }).click();
      await dana.getByRole("heading", { name: "Watching" }).waitFor();
      await caller.getByText("Connected with people").waitFor();
      const [after] = await line.reads.openSessions();
      expect(after?.company).toMatchObject({ state: "with", responder: { staffId: "dana" } });
      expect(after?.watch?.began).toBe(before?.watch?.began);
      await look(dana, "board-4-taken");
    });

    test("looks at somebody else's call: whose it is, is said; a sealed place opens to whoever says why", async () => {
      const line = await lineWithConsole({ places: "sealed" });
      const { robin } = await accompanied(line);
      await recordsPlace(robin);
      await robin.getByRole("button", { name: "Read back the place" }).click();
      await robin.getByRole("button", { name: "All said" }).click();
      await robin.getByText("The place is sealed until it is needed").waitFor();
      const [session] = await line.reads.openSessions();

      const call = `${line.console}sessions/${session?.id ?? ""}`;
      const dana = await consoleOf(browser(), call, { id: "dana" });
      await dana.getByRole("heading", { name: "Robin is with them" }).waitFor();
      await dana.getByRole("button", { name: "Look all the same" }).waitFor();
      expect(await dana.getByText("Your voice is not on this call.").count()).toBe(0);
      expect(await dana.getByLabel("Where: address").count()).toBe(0);
      await dana.getByRole("button", { name: "Look all the same" }).click();
      await look(dana, "board-6-sealed", true);
      await dana.keyboard.press("4");
      await dana.getByRole("button", { name: "I am worried" }).click();
      await dana.getByText(/^Open to you until/).waitFor();
      expect(await dana.getByLabel("Where: address").inputValue()).toBe("12 Rehearsal Lane");
      await look(dana, "board-7-opened", true);
      expect(await barriers(dana)).toEqual([]);
      const { auditRecord } = line.database.db;
      expect(await auditRecord.count({ where: { kind: "placeOpened", who: "dana" } })).toBe(1);
      expect((await line.reads.openSessions())[0]).toMatchObject({ watch: null });
    });

    test("help is asked for: loud in words, title and colour until seen; they call it off by name", async () => {
      const line = await lineWithConsole();
      // Off shift: nobody rings them to speak to the desk while they look.
      const dana = await consoleOf(browser(), line.console, { id: "dana", locale: "fr-CA" });
      await dana.getByRole("link", { name: "Tableau" }).click();
      await dana.getByText("La ligne ne peut pas te sonner").waitFor();
      const { robin } = await accompanied(line);
      await robin.keyboard.press("4");
      await robin.getByRole("timer").waitFor();
      const [session] = await line.reads.openSessions();
      await robin.evaluate(sendHelp, session?.id ?? "");

      await dana.getByText("Des secours sont demandés et personne ne les envoie encore").waitFor();
      expect(await dana.title()).toMatch(/^\(1\) SECOURS DEMANDÉS/);
      const row = dana.locator("li.session.helpAsked");
      await row.getByText("Nulle part où envoyer les secours : une personne décide").waitFor();
      await look(dana, "board-5-loud");
      expect(await barriers(dana)).toEqual([]);
      await dana.getByRole("button", { name: "J'ai vu" }).click();
      expect(await dana.getByRole("button", { name: "J'ai vu" }).count()).toBe(0);
      await row.getByRole("button", { name: "Annuler l'envoi" }).click();
      const mistake = row.getByRole("button", { name: "C'était une erreur" });
      await mistake.click();
      await row.getByRole("button", { name: "Appuie encore" }).click();
      await dana.getByText("L'envoi des secours a été annulé").waitFor();
      const events = await line.line.store.events(session?.id ?? "");
      expect(events.find(({ kind }) => kind === "helpStoodDown")).toMatchObject({ by: "dana" });
      expect(await dana.title()).toMatch(/^Tableau/);
    });

    async function supervisor(line: Line): Promise<Page> {
      const page = await consoleOf(browser(), line.console, { id: "dana" });
      await page.getByRole("radio", { name: "as supervisor" }).check({ force: true });
      await page.getByRole("button", { name: "Go on shift" }).click();
      await page.getByRole("heading", { name: "You can be reached" }).waitFor();
      await page.getByRole("link", { name: "Board" }).click();
      return page;
    }

    async function accompanied(line: Line): Promise<{ robin: Page; caller: Page }> {
      const robin = await consoleOf(browser(), line.console);
      await robin.getByRole("button", { name: "Go on shift" }).click();
      await robin.getByRole("heading", { name: "You can be reached" }).waitFor();
      const caller = await telephone(browser(), line.phones, { caller: "+15555550131" });
      await dial(caller, REHEARSAL);
      await robin.getByRole("heading", { name: "A call is ringing" }).waitFor();
      await robin.keyboard.press("Enter");
      await robin.getByRole("heading", { name: "You are with them" }).waitFor();
      return { robin, caller };
    }
  });
});

/** In the page: the responder's own wish, without waiting for it to be held. */
async function sendHelp(id: string): Promise<void> {
  const answer = await fetch(`/api/sessions/${id}/help`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({ reason: "askedForHelp" }),
  });
  if (!answer.ok) throw new Error(`Help was not sent: ${answer.status}`);
}
