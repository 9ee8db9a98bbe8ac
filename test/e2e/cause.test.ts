import { expect, test } from "vitest";
import { z } from "zod";

import { atRest } from "../support/at-rest.ts";
import { minutes, night, PUBLIC, seconds, type Night } from "../support/night.ts";

const Moved = z.object({
  cause: z.string(),
  events: z.array(z.string()),
  owes: z.array(z.object({ dutyId: z.string(), duty: z.string() })),
});

/** Lines of the log with this message, as a machine reads them. */
function said(line: Night, message: string): readonly unknown[] {
  return line.log.lines
    .filter((text) => text.startsWith(`${message} {`))
    .map((text): unknown => JSON.parse(text.slice(message.length + 1)));
}

test("from one key of a caller to the call for help: each step names what brought it about", async () => {
  const line = await night();
  const dana = await line.supervisor({ answers: "never" });
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/press 7/, { within: minutes(1) });
  await call.presses("7");
  await dana.pages.receives(/nowhere to send help/, { within: minutes(3) });
  const { id: sessionId } = await line.openSession();

  // The webhook: its input's id is the cause of the event it led to.
  const events = await line.line.store.events(sessionId);
  const began = events.find(({ kind }) => kind === "watchBegan");
  expect(began?.cause).toContain(sessionId);
  const inputs = await line.database.db.sessionInput.findMany({ where: { sessionId } });
  expect(inputs.map(({ inputId }) => inputId)).toContain(began?.cause);

  // The duty: it names the same input, and is itself the cause of what came of it.
  const duties = await line.database.db.duty.findMany({ where: { sessionId } });
  const deadline = duties.find((duty) => duty.kind === "sendHelp" && duty.cause === began?.cause);
  const asked = events.find(({ kind }) => kind === "helpAsked");
  expect(deadline).toBeDefined();
  expect(asked?.cause).toBe(deadline?.id);
  const page = duties.find((duty) => duty.kind === "page" && duty.cause === deadline?.id);
  const paged = await line.database.db.lineEvent.findMany({ where: { kind: "paged" } });
  expect(page).toBeDefined();
  expect(paged.map(({ cause }) => cause)).toContain(page?.id);

  // The log alone tells the same.
  const moves = said(line, "Session moved on").map((one) => Moved.parse(one));
  const first = moves.find(({ events: kinds }) => kinds.includes("watchBegan"));
  const owed = first?.owes.find(({ duty }) => duty === "sendHelp");
  const second = moves.find(({ cause }) => cause === owed?.dutyId);
  expect(second?.events).toContain("helpAsked");
  const third = second?.owes.find(({ duty }) => duty === "page");
  expect(said(line, "Duty done")).toContainEqual(
    expect.objectContaining({ dutyId: third?.dutyId, duty: "page", sessionId }),
  );
  await line.endsByHand();
  await atRest(line);
});

test("no duty of a session is without what made the line owe it", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  await line.accompanied(robin);
  await robin.startsWatch();
  await line.passes(seconds(20));
  await robin.hearsGoodbye();
  const duties = await line.database.db.duty.findMany({ where: { sessionId: { not: null } } });
  expect(duties.length).toBeGreaterThan(5);
  expect(duties.filter(({ cause }) => cause === null).map(({ kind }) => kind)).toEqual([]);
  await atRest(line);
});
