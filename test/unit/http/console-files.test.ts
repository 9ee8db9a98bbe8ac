import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";

import type { Softphones } from "../../../src/adapters/twilio/softphones.ts";
import { consoleFiles } from "../../../src/http/console-files.ts";
import { guardBrowsers } from "../../../src/http/security-headers.ts";

const emulator = { kind: "emulator", url: "http://127.0.0.1:3001/" } as const;

/** A console of one page and one script. */
async function built(files: Record<string, string>, softphones: Softphones = emulator) {
  const folder = mkdtempSync(path.join(tmpdir(), "console-files-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, "assets"));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const app = Fastify();
  await guardBrowsers(app, "https://line.example.org");
  consoleFiles(app, { folder, softphones });
  return app;
}

const page = { "index.html": "<!doctype html>", "assets/main-abc.js": "1", "assets/x.map": "{}" };

test("every address of the console is its page, asked for each time and with a strict policy", async () => {
  const app = await built(page);
  for (const url of ["/console/", "/console/sessions/123"]) {
    const answer = await app.inject({ url });
    expect(answer.body).toBe("<!doctype html>");
    expect(answer.headers["cache-control"]).toBe("no-cache");
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy.split(";")).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self' http://127.0.0.1:3001",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy).not.toContain("unsafe");
    expect(answer.headers["permissions-policy"]).toMatch(/^microphone=\(self\), camera=\(\)/);
  }
  expect((await app.inject({ url: "/" })).headers.location).toBe("/console/");
});

test("what is named by its contents is kept for ever; what is not there is not the page", async () => {
  const app = await built(page);
  const script = await app.inject({ url: "/console/assets/main-abc.js" });
  expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
  expect(script.headers["cache-control"]).toContain("immutable");
  for (const gone of ["main-old.js", "x.map", "..%2findex.html"]) {
    expect((await app.inject({ url: `/console/assets/${gone}` })).statusCode).toBe(404);
  }
});

test("a console that is not built says what to do", async () => {
  const answer = await (await built({})).inject({ url: "/console/" });
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain("npm start");
});

test("with the carrier, its addresses are allowed and no others", async () => {
  const token = () => ({ token: "", lastsMs: 0 });
  const app = await built(page, { kind: "twilio", token });
  const answer = await app.inject({ url: "/console/" });
  const policy = String(answer.headers["content-security-policy"]).split(";");
  expect(policy).toContain("connect-src 'self' wss://*.twilio.com https://*.twilio.com");
});
