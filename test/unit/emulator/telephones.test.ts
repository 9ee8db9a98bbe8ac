import { expect, test } from "vitest";

import { CALLER, DESK, LINE, rig, TOKEN, ACCOUNT, twiml } from "./harness.ts";

/** How any softphone uses a telephone of the network; the browser's own is in test/browser. */
async function phones(url: string) {
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/phones${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: text === "" ? null : JSON.parse(text) };
  };
  return { ask, open: (address: string) => ask("POST", "", { address }) };
}

const LISTENING = { "/voice": () => twiml("<Say>Hello</Say>", '<Pause length="60"/>') };

test("is registered, dials, hears, and is hung up", async () => {
  const { url, passes, network } = await rig(LISTENING);
  const { ask, open } = await phones(url);
  const { json, status } = await open(CALLER);
  expect(status).toBe(201);
  expect((await ask("POST", `/${json.id}/deeds`, { do: "call", to: LINE })).status).toBe(204);
  await passes(100);
  expect((await ask("GET", `/${json.id}`)).json.call).toMatchObject({
    other: LINE,
    placedHere: true,
  });
  expect(network.log.entries.some((entry) => entry.kind === "heard")).toBe(true);
  await ask("POST", `/${json.id}/deeds`, { do: "hangUp" });
  const { call, last } = (await ask("GET", `/${json.id}`)).json;
  expect([call, last.status, last.by]).toEqual([null, "completed", "person"]);
});

test("rings whatever its script says, and is answered by hand", async () => {
  const { url, passes, client, network } = await rig({});
  network.phone(CALLER, { answers: "unreachable" });
  const { ask, open } = await phones(url);
  const { id } = (await open(CALLER)).json;
  const { sid } = await client.calls.create({ to: CALLER, from: LINE, twiml: twiml("<Pause/>") });
  await passes(300);
  expect((await ask("GET", `/${id}`)).json.ringing).toEqual([{ callSid: sid, from: LINE }]);
  await ask("POST", `/${id}/deeds`, { do: "answer", callSid: sid });
  expect((await ask("GET", `/${id}`)).json.call.callSid).toBe(sid);
});

test("a page that does not come back within 10 s has lost its call", async () => {
  const { url, passes, network } = await rig(LISTENING);
  const { ask, open } = await phones(url);
  const { id } = (await open(CALLER)).json;
  await ask("POST", `/${id}/deeds`, { do: "call", to: LINE });
  await passes(9_900);
  expect((await ask("GET", `/${id}`)).status).toBe(200);
  await passes(200);
  expect((await ask("GET", `/${id}`)).json.code).toBe("gone");
  const end = network.log.entries.find((entry) => entry.kind === "ended");
  expect(end).toMatchObject({ by: "dropped" });
});

test.each([
  ["nobody is an emergency number", "911", 403, "emergency"],
  ["an address is a number or a softphone", "robin", 400, "notAnAddress"],
])("%s", async (_why, address, status, code) => {
  const { url } = await rig({});
  const { open } = await phones(url);
  expect(await open(address)).toMatchObject({ status, json: { code } });
});

test("is in one hand at a time, and nobody answers another telephone's call", async () => {
  const { url, passes, client } = await rig({});
  const { ask, open } = await phones(url);
  const { id } = (await open(CALLER)).json;
  expect(await open(CALLER)).toMatchObject({ status: 409, json: { code: "openElsewhere" } });
  const other = await client.calls.create({ to: DESK, from: LINE, twiml: twiml() });
  await passes(300);
  const answer = { do: "answer", callSid: other.sid };
  expect((await ask("POST", `/${id}/deeds`, answer)).json.code).toBe("notPossible");
});

test("its page needs no account; the REST API beside it does", async () => {
  const { url } = await rig({});
  const page = await fetch(`${url}/phone`);
  expect(page.headers.get("content-type")).toMatch(/^text\/html/);
  const script = await (await fetch(`${url}/phone/main.ts`)).text();
  expect(script).not.toMatch(/import type|: Telephone/);
  const calls = `${url}/2010-04-01/Accounts/${ACCOUNT}/Calls.json`;
  expect((await fetch(calls)).status).toBe(401);
  expect(await page.text()).not.toContain(TOKEN);
});
