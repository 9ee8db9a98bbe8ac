import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import type { Softphones } from "../adapters/twilio/softphones.ts";
import { onlyFrom } from "./security-headers.ts";

/** Where `npm start` puts the built console. */
export const CONSOLE_FILES = path.join(import.meta.dirname, "..", "..", "dist", "console");

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const FOREVER = "public, max-age=31536000, immutable";
const NOT_BUILT =
  "The console is not built. Start the line with `npm start`, or build it with `node src/ready.mjs`, then start again.\n";

/**
 * The web console under `/console/`, read once into memory. What is named by its contents may be kept for ever; the page that names
 * them is asked for each time. Nothing in it is inline, and the policy allows nothing inline.
 */
export function consoleFiles(
  app: FastifyInstance,
  { folder = CONSOLE_FILES, softphones }: { folder?: string; softphones: Softphones },
): void {
  app.get("/", (_request, reply) => reply.redirect("/console/"));
  app.get("/console", (_request, reply) => reply.redirect("/console/"));

  const page = path.join(folder, "index.html");
  const html = existsSync(page) ? readFileSync(page, "utf8") : null;
  app.get("/console/*", onlyFrom(needsOf(softphones)), (_request, reply) => {
    if (html === null) return reply.code(503).type("text/plain; charset=utf-8").send(NOT_BUILT);
    return reply.header("cache-control", "no-cache").type("text/html; charset=utf-8").send(html);
  });

  for (const name of globSync("assets/*", { cwd: folder })) {
    const type = TYPES[path.extname(name)];
    if (type === undefined) continue;
    const file = readFileSync(path.join(folder, name));
    app.get(`/console/${name}`, (_request, reply) =>
      reply.header("cache-control", FOREVER).type(type).send(file),
    );
  }
  // What an older page still asks for is gone, and is not that page.
  app.get("/console/assets/*", (_request, reply) => reply.callNotFound());
}

/** The carrier's addresses: facts of its SDK. */
const TWILIO = {
  connect: ["wss://*.twilio.com", "https://*.twilio.com"],
  media: ["https://sdk.twilio.com"],
};

/** Its own files, and its softphone's other end. Nothing inline: what somebody slips into a page does not run. */
function needsOf(softphones: Softphones): Readonly<Record<string, readonly string[]>> {
  const { connect, media } =
    softphones.kind === "twilio"
      ? TWILIO
      : { connect: [new URL(softphones.url).origin], media: [] };
  return {
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "worker-src": ["'self'"],
    "connect-src": ["'self'", ...connect],
    "media-src": ["'self'", "blob:", ...media],
    "form-action": ["'self'"],
  };
}
