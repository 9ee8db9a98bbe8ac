import { expect, test } from "vitest";
import { z } from "zod";

import { DAY_MS } from "../support/keyring.ts";
import { night, PUBLIC, seconds, type Night } from "../support/night.ts";

const listed = z.object({
  calls: z.array(z.unknown()).optional(),
  messages: z.array(z.unknown()).optional(),
});

/** What the carrier still shows of our calls and texts. */
async function recordsAt({ carrierUrl, accountSid, authToken }: Night) {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const list = async (what: "Calls" | "Messages"): Promise<number> => {
    const url = `${carrierUrl}/2010-04-01/Accounts/${accountSid}/${what}.json?PageSize=200`;
    const answer = listed.parse(await (await fetch(url, { headers: { authorization } })).json());
    return (answer.calls ?? answer.messages ?? []).length;
  };
  return { calls: await list("Calls"), texts: await list("Messages") };
}

test("calls and texts are deleted at the carrier after a week, some at a time, and what is under way is left", async () => {
  const line = await night();
  const robin = await line.responder("robin");
  const call = await line.caller.calls(PUBLIC);
  await call.hears(/A real person will pick up/);
  await line.passes(seconds(15));
  await robin.hearsGoodbye();
  await call.ends();
  const from = line.line.voice.fromNumber("supervisor", false);
  await line.line.phone.text("+15555550122", from, "A reminder");
  await line.passes(seconds(30));
  const before = await recordsAt(line);
  expect(before.calls).toBeGreaterThan(1);
  expect(before.texts).toBe(1);

  const now = line.clock.now();
  expect(await line.line.keeping.deleteAtCarrier(now + 6 * DAY_MS)).toEqual({
    deleted: 0,
    more: false,
  });
  expect(await recordsAt(line)).toEqual(before);

  const running = await line.caller.calls(PUBLIC);
  await running.hears(/A real person will pick up/);
  const { deleted } = await line.line.keeping.deleteAtCarrier(now + 8 * DAY_MS);
  expect(deleted).toBe(before.calls + before.texts);
  expect((await recordsAt(line)).texts).toBe(0);
  expect((await recordsAt(line)).calls).toBeGreaterThan(0);
});
