import type { PresenceBook } from "../adapters/postgres/presence-duties.ts";
import type { Texts } from "../adapters/postgres/texts.ts";
import type { Urls } from "../adapters/twilio/urls.ts";
import type { Arrivals } from "../engine/arrive.ts";
import type { Line } from "../engine/ports.ts";
import type { Pages } from "./pages.ts";

/** Everything the carrier's routes are made of. */
export type CarrierRoutes = {
  readonly line: Line;
  readonly arrivals: Arrivals;
  readonly urls: Urls;
  readonly publicUrl: string;
  /** The carrier's current token and, while it is being replaced, the previous one. */
  readonly authTokens: readonly string[];
  readonly announcementKey: string;
  /** Hears of requests that came signed, and not by the carrier. */
  readonly refused: (accountSid: string) => void;
  readonly pages: Pages;
  readonly texts: Texts;
  readonly presenceBook: Pick<PresenceBook, "covers" | "takeTestRing">;
};
