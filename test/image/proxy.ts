import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { freePort } from "../support/free-port.ts";
import { outsideEnv } from "./dockerfile.ts";
import { untilTrue } from "./part.ts";

type Where = {
  readonly context: string;
  readonly scratch: string;
  readonly apis: readonly number[];
};

/** Caddy with deploy/Caddyfile: other ports, a certificate of its own making, and the web servers where they are here. */
export async function startProxy({ context, scratch, apis }: Where) {
  const folder = path.join(scratch, "caddy");
  mkdirSync(folder);
  const [http, https] = [await freePort(), await freePort()];
  const given = readFileSync(path.join(context, "deploy/Caddyfile"), "utf8");
  const [first, second] = apis.map((port) => `127.0.0.1:${port}`);
  const changed = given.replace("api-1:3000", first ?? "").replace("api-2:3000", second ?? "");
  const options = `{\n\thttp_port ${http}\n\thttps_port ${https}\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n}\n`;
  const file = path.join(folder, "Caddyfile");
  writeFileSync(file, options + changed);
  const env = { ...outsideEnv(), HOME: folder, XDG_DATA_HOME: folder, PUBLIC_HOST: "localhost" };
  const words = ["--config", file, "--adapter", "caddyfile"];
  const { status, stderr } = spawnSync("caddy", ["validate", ...words], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`Caddy does not take deploy/Caddyfile: ${stderr}`);
  const child = spawn("caddy", ["run", ...words], { env, stdio: "ignore" });
  const url = `https://localhost:${https}`;
  await untilTrue("The proxy hands on", () => isAnswered(`${url}/health/live`), 20_000);
  return {
    url,
    async close() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Somebody asks something every few milliseconds, while that is done. */
export async function underRequests(url: string, work: () => Promise<void>) {
  const seen = { answered: 0, failed: 0 };
  const asking = new AbortController();
  const asks = async () => {
    while (!asking.signal.aborted) {
      const ok = await isAnswered(`${url}/health/live`);
      seen[ok ? "answered" : "failed"] += 1;
      await pause(10);
    }
  };
  const callers = [asks(), asks(), asks(), asks()];
  try {
    await work();
  } finally {
    asking.abort();
    await Promise.all(callers);
  }
  return seen;
}

function isAnswered(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { rejectUnauthorized: false, agent: false, timeout: 10_000 }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode === 200));
      response.once("error", () => resolve(false));
    }).once("error", () => resolve(false));
  });
}
