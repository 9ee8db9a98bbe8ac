import type { FastifyInstance } from "fastify";
import { sounds } from "../adapters/twilio/sounds.ts";

/** The tones before an ask, the same for everybody: the carrier may keep them. */
export function soundRoutes(app: FastifyInstance): void {
  for (const [name, wav] of Object.entries(sounds)) {
    app.get(`/twilio/sounds/${name}.wav`, (_request, reply) =>
      reply.type("audio/wav").header("cache-control", "public, max-age=86400").send(wav),
    );
  }
}
