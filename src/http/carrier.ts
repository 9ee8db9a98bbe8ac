import type { Urls } from "../adapters/twilio/urls.ts";
import type { Arrivals } from "../engine/arrive.ts";
import type { Line } from "../engine/ports.ts";

/** Everything the carrier's routes are made of. */
export type CarrierRoutes = {
  readonly line: Line;
  readonly arrivals: Arrivals;
  readonly urls: Urls;
  readonly publicUrl: string;
  /** The carrier's current token and, while it is being replaced, the previous one. */
  readonly authTokens: readonly string[];
  readonly announcementKey: string;
};
