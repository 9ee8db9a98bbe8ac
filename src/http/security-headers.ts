import helmet, { type FastifyHelmetOptions } from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

type Policy = Readonly<Record<string, readonly string[]>>;

/** A page says itself what it needs on top; for all else a browser loads nothing, frames nothing and sends nothing. */
const NOTHING: Policy = {
  "default-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
};

/** The route option of a page that needs these, and nothing else. */
export const onlyFrom = (needs: Policy): { helmet: FastifyHelmetOptions } => ({
  helmet: { contentSecurityPolicy: policyOf(needs) },
});

const policyOf = (needs: Policy) => ({
  useDefaults: false,
  directives: Object.fromEntries(
    Object.entries({ ...NOTHING, ...needs }).map(([name, sources]) => [name, [...sources]]),
  ),
});

/** The console's softphone needs the microphone, and nobody anything else. */
const PERMISSIONS = [
  "microphone=(self)",
  "camera=()",
  "geolocation=()",
  "display-capture=()",
  "payment=()",
  "usb=()",
].join(", ");

const YEAR_S = 365 * 24 * 3_600;

/** What every answer tells a browser. Each route after this one has it; a page adds what it needs with `onlyFrom`. */
export async function guardBrowsers(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: policyOf({}),
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
    // The emulator's telephone plays the line's sounds, from another port of the same machine.
    crossOriginResourcePolicy: { policy: "same-site" },
    // Of this name alone: what else whoever runs the line has under it is theirs.
    hsts: publicUrl.startsWith("https://") ? { maxAge: YEAR_S, includeSubDomains: false } : false,
  });
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("permissions-policy", PERMISSIONS);
  });
}
