import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance } from "fastify";
import { Problem } from "./problems.ts";

const CHANGES_NOTHING: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * No other site's page gets anything done with somebody's sign-in. The cookies are same-site strict already; this holds where a browser
 * thinks otherwise of what one site is, such as another name under the same domain.
 */
export function refuseOtherSites(app: FastifyInstance, publicUrl: string): void {
  const { origin } = new URL(publicUrl);
  app.addHook("onRequest", async ({ method, headers }) => {
    if (!CHANGES_NOTHING.has(method) && !isFromHere(headers, origin)) {
      throw new Problem("notFromHere");
    }
  });
}

/**
 * A browser says where it was asked, and no page can make it say otherwise; one of before 2023, or without TLS, names the origin alone. A
 * program of ours says neither, and carries nobody's cookies by accident.
 */
function isFromHere(headers: IncomingHttpHeaders, ours: string): boolean {
  const { origin, "sec-fetch-site": site } = headers;
  if (site !== undefined) return site === "same-origin" || site === "none";
  return origin === undefined || origin === ours;
}
