import { describe, expect, test } from "vitest";
import { v7 as uuid } from "uuid";

import { standard } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import { accepts, callArrives } from "../support/api.ts";
import { inBrowser } from "../support/browser.ts";
import { seen } from "./seeing.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { onShift, tabTo, tooSmall } from "./working.ts";

describe("after", () => {
  inBrowser((browser) => {
    test("a debrief is offered and given; how it was is mine, and two marks are shared", async () => {
      const line = await lineWithConsole();
      const id = await callArrives(line.line);
      await accepts(line.line, id, "robin");
      await anEmergency(line, id);
      const robin = await consoleOf(browser(), line.console);
      await robin.getByRole("link", { name: "After" }).click();
      await robin.getByText("Nobody has offered yet.").waitFor();

      const dana = await consoleOf(browser(), line.console, { id: "dana", locale: "fr-CA" });
      await dana.getByRole("link", { name: "Après" }).click();
      await dana.getByRole("button", { name: "Organiser Robin" }).click();
      await dana.getByLabel("Qui est là pour cette personne").selectOption("Jo");
      await seen(dana, "after-arranging-fr");
      await dana.getByRole("button", { name: "L'offrir" }).click();
      await dana.getByText("Jo l'offre, quand ça adonne.").waitFor();

      await robin.reload();
      await robin.getByText("Jo offers it, whenever it suits.").waitFor();
      await robin.getByText("very hard").click();
      await robin.getByText("a little").click();
      await robin.getByLabel("In your words, if you like").fill("I keep hearing the dog.");
      await robin.getByRole("button", { name: "Keep it" }).first().click();
      await robin.getByText("very hard · strength left: a little").waitFor();
      await dana.reload();
      await dana.getByText("Personne ne partage rien en ce moment.").waitFor();
      await robin.getByRole("button", { name: "Share the two marks" }).click();
      await robin.getByText("two marks shared").waitFor();
      await seen(robin, "after");
      await dana.reload();
      await dana.getByText("Robin très difficile · force qui reste : un peu").waitFor();
      expect(await dana.getByText("the dog").count()).toBe(0);

      await robin.getByRole("button", { name: "I had it" }).click();
      await robin.getByRole("button", { name: "Say so" }).click();
      await robin.getByText(/^Given by Jo on/).waitFor();
      await dana.reload();
      await dana
        .getByText(/^Fait par Jo,/)
        .first()
        .waitFor();
      await seen(dana, "after-fr");
    });

    test("a real emergency is followed by rest: the closed call and the shift say so, until they return", async () => {
      const line = await lineWithConsole();
      const robin = await onShift(browser(), line);
      const id = await realCall(line);
      await accepts(line.line, id, "robin");
      await robin.getByRole("heading", { name: "You are with them" }).waitFor();
      await anEmergency(line, id);
      await robin.getByRole("heading", { name: "Closed" }).waitFor();
      await robin.getByText(/^After an emergency nothing comes to you/).waitFor();
      await seen(robin, "rest-1-closed");
      await robin.getByRole("link", { name: "My shift" }).first().click();
      await robin.getByRole("heading", { name: "You are resting" }).waitFor();
      await robin.getByRole("heading", { name: "No call rings you now" }).waitFor();
      expect(await robin.getByText("Not reachable").count()).toBe(0);
      await seen(robin, "rest-2-shift");
      await robin.getByRole("button", { name: "I'm back" }).click();
      await robin.getByRole("heading", { name: "You can be reached" }).waitFor();
    });

    test("by keyboard alone: a limit, a colleague who is not rung, the rota, and whom I turn to", async () => {
      const line = await lineWithConsole();
      const page = await consoleOf(browser(), line.console);
      await page.getByRole("link", { name: "After" }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "My limit" }).waitFor();
      expect(await tooSmall(page)).toEqual([]);

      await page.getByLabel("Callers in a shift").focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.getByText("None yet in this shift.").waitFor();
      const limit = () => line.database.db.loadLimit.findMany();
      await expect.poll(limit).toMatchObject([{ staffId: "robin", calls: 2 }]);

      await page.getByLabel("I am there from").fill("2031-01-01T10:00");
      await page.getByLabel("until", { exact: true }).fill("2031-01-01T12:00");
      await tabTo(page, "Put me on the rota");
      await page.keyboard.press("Enter");
      await page.getByText(/^That does not fit/).waitFor();

      await page.getByLabel("Whom I turn to").fill("Quixby, evenings");
      await tabTo(page, "Keep it");
      await page.keyboard.press("Enter");
      await expect.poll(() => line.database.db.peerContact.count()).toBe(1);

      await page.getByLabel("Colleague").selectOption("Jo");
      await tabTo(page, "Don't ring them for me");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Take back Jo" }).waitFor();
      await page.getByText(/give that first, under My shift/).waitFor();
      await seen(page, "after-mine");
      await page.reload();
      await page.getByRole("button", { name: "Take back Jo" }).click();
      await expect.poll(() => line.database.db.notRung.count()).toBe(0);
    });
  });
});

type Composed = Awaited<ReturnType<typeof lineWithConsole>>;

/** No rehearsal: those rest nobody. */
async function realCall({ line }: Composed): Promise<string> {
  const id = uuid();
  await handle(line, id, {
    kind: "callArrived",
    id: `${id}:arrived`,
    at: line.clock.now(),
    legId: id,
    language: "en",
    protocol: standard,
    rehearsal: false,
    numberKnown: true,
  });
  return id;
}

/** Robin's, called off and closed. */
async function anEmergency({ line }: Composed, id: string): Promise<void> {
  const wishes = [
    { kind: "helpSent", reason: "stoppedAnswering" },
    { kind: "stoodDown", reason: "callerTalking" },
    { kind: "closed", outcome: "calledOff" },
  ] as const;
  for (const wish of wishes) {
    await handle(line, id, { ...wish, by: "robin", id: uuid(), at: line.clock.now() });
  }
}
