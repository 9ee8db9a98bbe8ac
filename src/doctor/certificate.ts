import { once } from "node:events";
import { connect } from "node:tls";

import { broken, look, ok, type Finding } from "./finding.ts";

const WITHIN_MS = 5_000;
const DAY_MS = 24 * 3_600_000;
const LOOK_DAYS = 14;
const BROKEN_DAYS = 2;

/** Until when Twilio believes PUBLIC_URL. One that is over already is found where a webhook is sent. Throws where nobody answers. */
export async function certificateFindings(
  publicUrl: string,
  now: number,
): Promise<readonly Finding[]> {
  const { protocol, hostname, port } = new URL(publicUrl);
  if (protocol !== "https:") return [];
  const socket = connect({
    host: hostname.replaceAll(/^\[|\]$/g, ""),
    port: Number(port) || 443,
    servername: hostname,
    rejectUnauthorized: false,
  });
  try {
    await once(socket, "secureConnect", { signal: AbortSignal.timeout(WITHIN_MS) });
    const endsAt = Date.parse(socket.getPeerCertificate().valid_to);
    return [certificateFinding(Math.floor((endsAt - now) / DAY_MS))];
  } finally {
    socket.destroy();
  }
}

export function certificateFinding(days: number): Finding {
  const found = `The certificate of PUBLIC_URL holds for ${days} more days.`;
  if (days >= LOOK_DAYS) return ok("certificate", found);
  const rest = {
    means: "The moment it ends, Twilio refuses to speak to the line: no call is answered by us.",
    mend: "Renew it, and find out why it did not renew itself: certbot renew --dry-run, or the proxy's log.",
  };
  return days >= BROKEN_DAYS
    ? look("certificateEnding", found, rest)
    : broken("certificateEnding", found, rest);
}
