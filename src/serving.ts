import { pendingMigrations } from "./adapters/postgres/migrate.ts";
import type { AppLog } from "./adapters/log.ts";
import { paceHere, sharedPace, type Pace } from "./adapters/pace.ts";
import { API } from "./adapters/postgres/heartbeats.ts";
import { createKnownTexts } from "./adapters/postgres/knowing.ts";
import { createWarnings } from "./adapters/postgres/knowing-warnings.ts";
import { createProtocols, type Protocols } from "./adapters/postgres/protocols.ts";
import { createListingDirectory } from "./adapters/postgres/services.ts";
import { createTexts } from "./adapters/postgres/texts.ts";
import type { Settings } from "./config.ts";
import { helpIsOut, type Session } from "./domain/session/session.ts";
import type { Arrivals } from "./engine/arrive.ts";
import { serveMetrics, type Scraped } from "./http/metrics.ts";
import { countRefusals } from "./http/refusals.ts";
import { build, type ServerParts } from "./http/server.ts";
import type { Composed } from "./line.ts";

/** Opens the line's web server: what the carrier calls, and the console's API. Returns how to close it. */
export async function serve(
  settings: Settings,
  composed: Composed,
  log: AppLog,
): Promise<{ close(): Promise<void> }> {
  const { host, port } = settings.config.http;
  const pace = paceOf(settings, log);
  const app = await build({ ...partsOf(settings, composed), pace, log });
  await app.listen({ host, port });
  const alive = setInterval(() => sayAlive(composed), ALIVE_EVERY_MS);
  return {
    async close() {
      clearInterval(alive);
      await app.close();
      pace.close();
    },
  };
}

const paceOf = ({ secrets: { redisUrl } }: Settings, log: AppLog): Pace =>
  redisUrl === null ? paceHere() : sharedPace(redisUrl, log);

const ALIVE_EVERY_MS = 1_000;

/** Consoles can be heard. Without this sign nobody's silence means anything (worker/presence.ts). */
function sayAlive({ heartbeats, line }: Composed): void {
  heartbeats
    .beat(API, line.clock.now())
    .catch((err: unknown) =>
      line.log.warn({ err }, "The web server could not show that it is there"),
    );
}

function partsOf(settings: Settings, composed: Composed): Omit<ServerParts, "log" | "pace"> {
  const { database, line } = composed;
  const protocols = createProtocols(database.db, line.log);
  const { http, outside } = settings.config;
  return {
    publicUrl: http.publicUrl,
    securityContact: outside.securityContact,
    console: consoleOf(composed, protocols),
    carrier: carrierOf(settings, composed, protocols),
    health: {
      ...scrapedOf(composed),
      pendingMigrations: () => pendingMigrations(database.url),
      vaultShut: () => composed.vault.shut(),
    },
  };
}

/** What anybody is told who asks a process of ours for its metrics. */
export const scrapedOf = ({ line, metrics, heartbeats, consoleReads }: Composed): Scraped => ({
  clock: line.clock,
  log: line.log,
  metrics,
  heartbeats,
  counts: (at) => consoleReads.counts(at),
});

/**
 * A process says what it counted: on the line's own port where it has the web server, else on `METRICS_PORT`, where there is one.
 * A port that is taken keeps no part of the line from its work.
 */
export async function tellMetrics(
  role: "api" | "all" | "worker" | "watchdog",
  { config: { http, metricsPort: port } }: Settings,
  composed: Composed,
): Promise<{ close(): Promise<void> }> {
  const nothing = { close: () => Promise.resolve() };
  composed.metrics.ofProcess();
  if (role === "api" || role === "all" || port === null) return nothing;
  try {
    return await serveMetrics(scrapedOf(composed), { host: http.host, port });
  } catch (err) {
    composed.line.log.error({ err, port }, "The metrics are not told: METRICS_PORT cannot be had");
    return nothing;
  }
}

function consoleOf(composed: Composed, protocols: Protocols): ServerParts["console"] {
  const { line, reads, roster, live, signIn, consoleReads, directory } = composed;
  const { shifts, shiftReads, feeds } = composed;
  const { db } = composed.database;
  return {
    line,
    reads,
    roster,
    live,
    signIn,
    ...composed.access,
    directory,
    listings: createListingDirectory(db),
    shifts,
    shiftReads,
    feeds,
    coverage: composed.coverage,
    ownPhones: composed.ownPhones,
    presences: composed.presences,
    softphones: composed.softphones,
    callPages: composed.callPages,
    restrictions: composed.restrictions,
    ...composed.counting,
    callLog: composed.callLog,
    reviews: composed.reviews,
    notes: composed.notes,
    after: composed.after,
    referring: composed.referring,
    otherLineBook: composed.otherLineBook,
    holds: composed.holds,
    protocols,
    knowing: { texts: createKnownTexts(db), warnings: createWarnings(db) },
    own: consoleReads,
  };
}

function carrierOf(
  { config, secrets }: Settings,
  composed: Composed,
  protocols: Protocols,
): ServerParts["carrier"] {
  const { line, heartbeats, database, watchdogReads } = composed;
  const { accountSid, authToken, previousAuthToken } = secrets.twilio;
  const { publicUrl } = config.http;
  return {
    line,
    arrivals: arrivalsOf(config, composed, protocols),
    urls: composed.urls,
    publicUrl,
    authTokens: previousAuthToken === null ? [authToken] : [authToken, previousAuthToken],
    announcementKey: composed.announcementKey,
    refused: countRefusals({ ...line, heartbeats, accountSid }),
    pages: watchdogReads,
    texts: createTexts(database.db),
    presenceBook: composed.presenceBook,
  };
}

/** Only the number dialled makes a rehearsal, and only rehearsals are brisk. */
function arrivalsOf(
  { numbers, sealsPlaces, saysListeners }: Settings["config"],
  { reads }: Composed,
  protocols: Protocols,
): Arrivals {
  return {
    numbers,
    sealsPlaces,
    saysListeners,
    protocol: (rehearsal) => protocols.forSession(rehearsal),
    async openDispatches() {
      const open = await reads.openSessions();
      return open.filter(concernsADesk).map(({ id }) => id);
    },
  };
}

/** A desk may ring us about it: it was asked for help, or told that help was called off. */
const concernsADesk = (session: Session): boolean =>
  helpIsOut(session) || session.help.state === "stoodDown";
