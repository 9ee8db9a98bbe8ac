import type { FastifyInstance } from "fastify";
import type { CarrierRoutes } from "./carrier.ts";
import { guardCarrier } from "./guard.ts";
import { messageRoutes } from "./messages.ts";
import { measureWebhooks } from "./metrics.ts";
import { pageRoutes } from "./pages.ts";
import { recordingRoutes, recordingStatusRoutes } from "./recordings.ts";
import { staffCallRoutes } from "./staff-calls.ts";
import { soundRoutes } from "./sounds.ts";
import { syntheticRoutes } from "./synthetic.ts";
import { statusRoutes } from "./status.ts";
import { practiceRoutes } from "./training-practice.ts";
import { voiceRoutes } from "./voice.ts";

/** All that Twilio calls. The tones are public; everything else must be signed. */
export async function carrierRoutes(app: FastifyInstance, routes: CarrierRoutes): Promise<void> {
  measureWebhooks(app, routes.line.metrics);
  soundRoutes(app);
  recordingRoutes(app, routes);
  await app.register(async (signed) => {
    guardCarrier(signed, { ...routes, log: routes.line.log });
    voiceRoutes(signed, routes);
    statusRoutes(signed, routes.line);
    recordingStatusRoutes(signed, routes.line);
    messageRoutes(signed, routes);
    pageRoutes(signed, routes);
    staffCallRoutes(signed, routes);
    syntheticRoutes(signed, routes);
    practiceRoutes(signed, routes);
  });
}
