import { accountRoutes } from "./account-routes.ts";
import { callRoutes } from "./call-routes.ts";
import { conferenceRoutes } from "./conference-routes.ts";
import type { Rest } from "./endpoint.ts";
import { messageRoutes } from "./message-routes.ts";
import { numberRoutes } from "./number-routes.ts";
import { recordingRoutes } from "./recording-routes.ts";

/** The parts of the 2010-04-01 API that the line uses, and their neighbours. */
export function restRoutes(app: Rest["app"], exchange: Rest["exchange"]): void {
  const rest = { app, exchange };
  accountRoutes(rest);
  callRoutes(rest);
  conferenceRoutes(rest);
  messageRoutes(rest);
  numberRoutes(rest);
  recordingRoutes(rest);
}
