import { expect, test } from "vitest";
import { openAnnouncement, sealAnnouncement } from "../../../src/adapters/twilio/announcement.ts";
import type { Script } from "../../../src/domain/session/steps.ts";
import { ANNOUNCEMENT_KEY, carrier } from "../../support/carrier.ts";

const sounds: Script = [
  { step: "tone", tone: "two" },
  { step: "say", text: "Je prends des nouvelles. Ça va?", language: "fr" },
  { step: "pause", ms: 2_000 },
];

test("an announcement is read back as it was, without being kept anywhere", () => {
  expect(openAnnouncement(sealAnnouncement(sounds, "key"), "key")).toEqual(sounds);
});

test("only sounds: the carrier drops an announcement with anything else in it", () => {
  const token = sealAnnouncement([...sounds, { step: "again" }, { step: "hangUp" }], "key");
  expect(openAnnouncement(token, "key")).toEqual(sounds);
});

test.each([
  "",
  ".",
  "x.y",
  `${sealAnnouncement(sounds, "key")}x`,
  sealAnnouncement(sounds, "other"),
])("%s is not ours", (token) => expect(openAnnouncement(token, "key")).toBe(null));

test("it is served, however long, and leads nowhere", async () => {
  const long = Array.from({ length: 5 }, () => sounds).flat();
  const token = sealAnnouncement(long, ANNOUNCEMENT_KEY);
  const { status, body } = await carrier().post(`/twilio/announcements/${token}`, {
    CallSid: "CA1",
  });
  expect(status).toBe(200);
  expect(body.match(/Ça va/g)).toHaveLength(5);
  expect(body).not.toContain("Redirect");
});

test("one that is not ours says nothing, and is no error", async () => {
  const { status, body } = await carrier().post("/twilio/announcements/x.y", { CallSid: "CA1" });
  expect([status, body.includes("<Response/>")]).toEqual([200, true]);
});

test.each(["two", "loud"] as const)("the tone %s is a telephone's kind of sound", async (tone) => {
  const { routes } = carrier();
  const { status, type } = await carrier().get(new URL(routes.urls.sound(tone)).pathname);
  expect([status, type]).toEqual([200, "audio/wav"]);
});
