import { expect, test } from "vitest";
import { segmentsOf } from "../../../src/emulator/segments.ts";
import { DESK, LINE, rig } from "./harness.ts";

const POOL = `MG${"a".repeat(32)}`;

test.each([
  ["", 1],
  ["a".repeat(160), 1],
  ["a".repeat(161), 2],
  ["€".repeat(81), 2],
  ["à".repeat(160), 1],
  ["ê".repeat(70), 1],
  ["ê".repeat(71), 2],
])("%s travels in %i", (body, parts) => expect(segmentsOf(body)).toBe(parts));

test("a message that is scheduled goes when its time has come, not before", async () => {
  const { client, network, clock, passes, line } = await rig({});
  const desk = network.phone(DESK);
  const { sid } = await client.messages.create({
    to: DESK,
    messagingServiceSid: POOL,
    body: "good morning",
    scheduleType: "fixed",
    sendAt: new Date(clock.now() + 3_600_000),
    statusCallback: `${line.url}/told`,
  });
  await passes(3_599_000);
  expect(network.log.entries.filter(({ kind }) => kind === "messageSent")).toEqual([]);
  expect(await client.messages(sid).fetch()).toMatchObject({ status: "scheduled", dateSent: null });
  await desk.receives(/good morning/i);
  await passes(5000);
  expect(await client.messages(sid).fetch()).toMatchObject({ status: "delivered", from: LINE });
  expect(line.at("/told").map(({ params }) => params["MessagingServiceSid"])).toEqual([POOL, POOL]);
});

test("one that was called off never goes", async () => {
  const { client, network, clock, passes } = await rig({});
  const { sid } = await client.messages.create({
    to: DESK,
    messagingServiceSid: POOL,
    body: "never mind",
    scheduleType: "fixed",
    sendAt: new Date(clock.now() + 3_600_000),
  });
  await client.messages(sid).update({ status: "canceled" });
  await passes(7_200_000);
  expect(network.log.entries.filter(({ kind }) => kind === "messageSent")).toEqual([]);
});

test("words that were taken away are gone, and the rest of the message stays", async () => {
  const { client, passes } = await rig({});
  const { sid } = await client.messages.create({ to: DESK, from: LINE, body: "my name is Kim" });
  await expect(client.messages(sid).update({ body: "" })).rejects.toMatchObject({ code: 20009 });
  await passes(2000);
  await client.messages(sid).update({ body: "" });
  expect(await client.messages(sid).fetch()).toMatchObject({ body: "", to: DESK });
  await expect(client.messages(sid).update({ body: "x" })).rejects.toMatchObject({ code: 20001 });
});

test("a message with a picture is one of another kind", async () => {
  const { client } = await rig({});
  const mediaUrl = ["http://127.0.0.1/a.png", "http://127.0.0.1/b.png"];
  const message = await client.messages.create({ to: DESK, from: LINE, mediaUrl });
  expect(message).toMatchObject({ numMedia: "2", body: "" });
  expect(message.sid).toMatch(/^MM/);
});
