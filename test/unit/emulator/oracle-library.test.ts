import twilio from "twilio";
import { expect, test } from "vitest";
import { driveEveryEndpoint } from "./every-endpoint.ts";
import { TOKEN } from "./harness.ts";

test("Twilio's library does everything this network can be asked for, and believes its webhooks", async () => {
  const { line, exchanged, network } = await driveEveryEndpoint();
  expect(exchanged.filter(({ status }) => status >= 400 && status !== 404)).toEqual([]);
  const paths = new Set(line.asked.map(({ path }) => path));
  const told = [
    "/voice",
    "/status",
    "/conference",
    "/sms",
    "/message-status",
    "/prompt",
    "/record",
  ];
  expect([...paths]).toEqual(expect.arrayContaining(told));
  const refused = line.asked.filter(({ url, params, headers, method }) => {
    const signature = String(headers["x-twilio-signature"]);
    const posted = method === "POST" ? params : {};
    return !twilio.validateRequest(TOKEN, signature, line.url + url, posted);
  });
  expect(refused).toEqual([]);
  expect(network.unexpected()).toEqual([]);
});
