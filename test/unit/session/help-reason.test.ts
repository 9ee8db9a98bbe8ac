import { expect, test } from "vitest";
import { after, given } from "../../support/given.ts";
import { accompanied, deskAnswers, deskPresses, does, sendHelp } from "../../support/steps.ts";

const because = does({ kind: "helpReasoned", reason: "stimulant" });

test("help sent in a hurry is sent at once, and why is said afterwards, by name", () => {
  const line = given(...accompanied, sendHelp, after(5), because);
  expect(line.happened("helpReasonSet")).toMatchObject([{ by: "ana", reason: "stimulant" }]);
  expect(line.session.help).toMatchObject({ state: "asked", reason: "stimulant" });
});

test("it moves no deadline, rings nobody again and takes nothing from the desk that has it", () => {
  const taken = [...accompanied, sendHelp, deskAnswers("north"), deskPresses("north", "1")];
  const before = given(...taken);
  const line = given(...taken, because);
  expect(line.session.help).toEqual({ ...before.session.help, reason: "stimulant" });
  expect(line.session.watch).toEqual(before.session.watch);
  expect(line.owed("callDesk")).toEqual(before.owed("callDesk"));
});

test("where no help is out there is nothing to give a reason for", () => {
  expect(given(...accompanied).send(because).refused).toBe("helpNotAsked");
});
