import { v7 as uuid } from "uuid";
import { expect, describe, test } from "vitest";

import type { Event } from "../../src/domain/session/events.ts";
import type { Session } from "../../src/domain/session/session.ts";
import { barriers } from "../support/axe.ts";
import { inBrowser } from "../support/browser.ts";
import { after, given, type Scene } from "../support/given.ts";
import {
  accepts,
  accompanied,
  arrived,
  confirms,
  deskAnswers,
  deskPresses,
  does,
  hangsUp,
  planned,
  usingNow,
} from "../support/steps.ts";
import { look } from "./looking.ts";
import { consoleOf, lineWithConsole } from "./the-line.ts";
import { opensOwn } from "./working.ts";

describe("a supervisor looks back", () => {
  inBrowser((browser) => {
    test("searches, keeps a filter, exports with a reason, and finds what is to be reviewed", async () => {
      const line = await lineWithConsole();
      await aNight(line);
      const page = await consoleOf(browser(), line.console, { id: "dana" });
      await page.getByRole("link", { name: "Call log" }).click();
      await page.getByText("No real call is like that.").waitFor();
      await look(page, "log-1-none");
      await page.getByLabel("Calls").selectOption("Rehearsals");
      await page.getByRole("link", { name: /Died/ }).waitFor();
      await look(page, "log-2-list");
      expect(await barriers(page)).toEqual([]);

      await page.getByLabel("Province").selectOption("Nunavut");
      await page.getByText("Saved filters").click();
      await page.getByLabel("Name").fill("Nunavut, practised");
      await page.getByRole("button", { name: "Keep this filter" }).click();
      await page.getByRole("button", { name: "Nunavut, practised", exact: true }).waitFor();
      await page.getByRole("button", { name: "Clear" }).click();
      await page.getByText("No real call is like that.").waitFor();
      await page.getByRole("button", { name: "Nunavut, practised", exact: true }).click();
      await page.getByRole("link", { name: /Died/ }).waitFor();

      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("link", { name: "As a table (CSV)" }).waitFor();
      await look(page, "log-3-export");
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press("Escape");

      await page.getByRole("link", { name: "To review", exact: true }).click();
      await page.getByLabel("Calls").selectOption("Rehearsals");
      await page.getByRole("link", { name: /Died/ }).waitFor();
      await look(page, "log-4-queue");
      expect(await barriers(page)).toEqual([]);
      await page.getByRole("link", { name: /Died/ }).focus();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "In words" }).waitFor();
    });

    test("reads one call, tells of a death in person, and only then finds; writes a note", async () => {
      const line = await lineWithConsole();
      const id = await aNight(line);
      const page = await consoleOf(browser(), `${line.console}log/${id}`, { id: "dana" });
      await page.getByRole("heading", { name: "In words" }).waitFor();
      await page.getByText("The check-in was missed.").waitFor();
      await page.getByText("Help was asked for, because they stopped answering.").waitFor();
      await look(page, "log-5-session", true);
      expect(await barriers(page)).toEqual([]);

      expect(await page.getByRole("button", { name: "Reviewed" }).count()).toBe(0);
      await page.getByRole("button", { name: "I told them in person" }).click();
      await page.getByRole("button", { name: "Support was given" }).click();
      await page.getByText(/: had a debrief\.$/).waitFor();
      await page.getByText("People were late").click();
      await page.getByRole("button", { name: "Keep what was found" }).click();
      await page.getByText("A desk, or the way to it").click();
      await page.getByRole("button", { name: "Keep what contributed" }).click();
      await look(page, "log-6-review-causes", true);
      await page.getByRole("button", { name: "Something changes" }).click();
      await page
        .getByRole("combobox", { name: "What", exact: true })
        .selectOption("Desks and how they are reached");
      await page.getByLabel("Who sees to it").selectOption("Dana");
      await page.getByLabel("By", { exact: true }).fill(inAWeek());
      await page.getByLabel("What exactly").fill("Try the second number first");
      await look(page, "log-6-review-change", true);
      expect(await barriers(page)).toEqual([]);
      await page.getByRole("button", { name: "Agreed" }).click();
      await page.getByRole("button", { name: /^It is done/ }).waitFor();
      await page.getByRole("button", { name: "Reviewed" }).press("Enter");
      await page.getByText(/^Reviewed by Dana/).waitFor();

      await page.getByLabel("New note").fill("The desk was quick");
      await page.getByRole("button", { name: "Keep the note" }).click();
      await page.getByText("2 notes.").waitFor();
      await page.getByRole("button", { name: "Read the notes" }).click();
      await page.getByText("The desk was quick").waitFor();
      await page.getByText("Try the second number first").waitFor();
      await look(page, "log-6-reviewed", true);
      expect(await barriers(page)).toEqual([]);
      const review = await line.reviews.read(id);
      expect(review).toMatchObject({ reviewed: { by: "dana" }, causes: ["desk"] });

      await opensOwn(page);
      await page.getByRole("button", { name: "Français" }).click();
      await page.keyboard.press("Escape");
      await page.getByRole("heading", { name: "En mots" }).waitFor();
      await look(page, "log-7-french", true);
      expect(await barriers(page)).toEqual([]);
      await page.getByRole("link", { name: "Tous les appels" }).click();
      await page.getByLabel("Appels").selectOption("Exercices");
      await page.getByRole("link", { name: /Décédée/ }).waitFor();
      await look(page, "log-8-french-list");
    });
  });
});

const inAWeek = (): string => new Date(Date.now() + 7 * 24 * 3_600_000).toISOString().slice(0, 10);

type Composed = Awaited<ReturnType<typeof lineWithConsole>>;

/** Three rehearsed calls: one kept, one that hung up, and one that went silent and ended badly. */
async function aNight(composed: Composed): Promise<string> {
  await keep(composed, given(arrived({ rehearsal: true }), after(9), hangsUp));
  const [, ...more] = accompanied;
  const began = arrived({ rehearsal: true, language: "fr" });
  const kept = given(began, ...more, after(50), confirms(), does({ kind: "saidGoodbye" }));
  await keep(composed, kept);
  const silent = given(
    arrived({ rehearsal: true }),
    after(7),
    accepts("ana"),
    after(40),
    planned({ province: "NU" }),
    after(20),
    usingNow,
    after(45),
    confirms(),
    after(200),
    deskAnswers("north"),
    after(40),
    deskPresses("north", "1"),
    after(400),
    does({ kind: "helpArrived", heardFrom: "crew" }),
    does({ kind: "closed", outcome: "takenToHospital" }),
    after(600),
    does({ kind: "outcomeAmended", outcome: "died" }, "dana"),
  );
  return keep(composed, silent);
}

/** As the line would have kept it, every duty done a moment late. */
async function keep({ line, database: { db } }: Composed, scene: Scene): Promise<string> {
  const id = uuid();
  const kept = JSON.stringify([scene.session, scene.events]).replaceAll('"ana"', '"robin"');
  const [session, events]: [Session, Event[]] = JSON.parse(kept);
  const commit = { duties: [], claims: [], completes: null, before: 0, cause: "played" };
  const input = { id, at: scene.now };
  await line.store.commit({ ...commit, session: { ...session, id }, events, input });
  await db.duty.createMany({
    data: [...scene.acts, ...scene.alarms].map(({ dueAt, ...duty }, place) => ({
      id: uuid(),
      sessionId: id,
      subjectKind: "session",
      subjectId: id,
      kind: duty.kind,
      data: { ...duty },
      dueAt: new Date(dueAt),
      createdAt: new Date(dueAt),
      doneAt: new Date(dueAt + (place === 7 ? 1_400 : 30)),
    })),
  });
  return id;
}
