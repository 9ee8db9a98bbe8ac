import { once } from "node:events";
import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";

import { broken, look, ok, reasonOf, type Finding } from "./finding.ts";

const WITHIN_MS = 5_000;

/**
 * Whether whoever hears our watchdog outside can be reached. It is connected to and asked for nothing: a request would be a sign
 * of life that nobody gave. `url` is a secret, and only its host is said.
 */
export async function outsideFindings(
  url: string | null,
  real: boolean,
): Promise<readonly Finding[]> {
  if (url === null)
    return real
      ? [nobodyOutside]
      : [ok("heartbeat", "HEARTBEAT_URL is not set, nor needed on the emulator.")];
  const { host } = new URL(url);
  try {
    await reach(new URL(url));
    return [ok("heartbeat", `${host} can be reached by the watchdog.`)];
  } catch (err) {
    return [
      broken("heartbeatAway", `${host} cannot be reached: ${reasonOf(err)}`, {
        means:
          "It hears nothing of us: it pages for nothing now, or is never heard when all is gone.",
        mend: "Correct HEARTBEAT_URL, or let this machine out to it.",
      }),
    ];
  }
}

const nobodyOutside = look("heartbeatMissing", "HEARTBEAT_URL is not set.", {
  means: "When the whole machine is gone, nobody is told.",
  mend: "Have somebody outside wait for a request every 2 s, such as healthchecks.io, and set its address.",
});

async function reach({ protocol, hostname, port }: URL): Promise<void> {
  const host = hostname.replaceAll(/^\[|\]$/g, "");
  const secure = protocol === "https:";
  const to = { host, port: Number(port) || (secure ? 443 : 80) };
  const socket: Socket = secure ? connectSecurely({ ...to, servername: host }) : connectPlain(to);
  const signal = AbortSignal.timeout(WITHIN_MS);
  try {
    await once(socket, secure ? "secureConnect" : "connect", { signal });
  } finally {
    socket.destroy();
  }
}
