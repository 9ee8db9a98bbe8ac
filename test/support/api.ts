import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { v7 as uuid } from "uuid";
import { createMetrics } from "../../src/adapters/metrics.ts";
import { paceHere } from "../../src/adapters/pace.ts";
import { accessParts } from "../../src/adapters/postgres/access-parts.ts";
import { afterParts } from "../../src/adapters/postgres/after-parts.ts";
import { openDatabase } from "../../src/adapters/postgres/client.ts";
import { callLogParts } from "../../src/adapters/postgres/call-log-parts.ts";
import { createConsoleReads } from "../../src/adapters/postgres/console-reads.ts";
import { createCoveragePages } from "../../src/adapters/postgres/coverage-pages.ts";
import { createDeskDirectory } from "../../src/adapters/postgres/desk-directory.ts";
import { createDesks } from "../../src/adapters/postgres/desks.ts";
import { createHeartbeats } from "../../src/adapters/postgres/heartbeats.ts";
import { createHolds } from "../../src/adapters/postgres/holds.ts";
import { createLegs } from "../../src/adapters/postgres/legs.ts";
import { createLineEvents } from "../../src/adapters/postgres/line-events.ts";
import { createLive } from "../../src/adapters/postgres/live.ts";
import { pendingMigrations } from "../../src/adapters/postgres/migrate.ts";
import { createMeasures } from "../../src/adapters/postgres/measures.ts";
import { createSharing } from "../../src/adapters/postgres/sharing.ts";
import { createRestraints } from "../../src/adapters/postgres/restraints.ts";
import { createRestrictions } from "../../src/adapters/postgres/restrictions.ts";
import { createPlans } from "../../src/adapters/postgres/plans.ts";
import { createRecordings } from "../../src/adapters/postgres/recordings.ts";
import { createOtherLineBook, createOtherLines } from "../../src/adapters/postgres/other-lines.ts";
import { createOwnPhones } from "../../src/adapters/postgres/own-phones.ts";
import { presenceParts } from "../../src/adapters/postgres/presence-duties.ts";
import { referralParts } from "../../src/adapters/postgres/referrals-parts.ts";
import { createKnownTexts } from "../../src/adapters/postgres/knowing.ts";
import { createWarnings } from "../../src/adapters/postgres/knowing-warnings.ts";
import { createProtocols } from "../../src/adapters/postgres/protocols.ts";
import { createReads } from "../../src/adapters/postgres/reads.ts";
import { createRoster } from "../../src/adapters/postgres/roster.ts";
import { seedRehearsalLine } from "../../src/adapters/postgres/seed.ts";
import { createListingDirectory } from "../../src/adapters/postgres/services.ts";
import { createSessionPages } from "../../src/adapters/postgres/session-pages.ts";
import { createSignIn } from "../../src/adapters/postgres/sign-in.ts";
import { createShiftsAhead, shiftParts } from "../../src/adapters/postgres/shift-parts.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { shiftCalendar } from "../../src/adapters/shift-calendar.ts";
import { createTexts } from "../../src/adapters/postgres/texts.ts";
import { createPractice } from "../../src/adapters/postgres/training-practice.ts";
import { createTrainingPort } from "../../src/adapters/postgres/training-port.ts";
import { createWatchdogReads } from "../../src/adapters/postgres/watchdog-reads.ts";
import { urls } from "../../src/adapters/twilio/urls.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { handle } from "../../src/engine/handle.ts";
import type { Line } from "../../src/engine/ports.ts";
import { build } from "../../src/http/server.ts";
import { testDatabase } from "./database.ts";
import { fakeLine } from "./fake-line.ts";
import { noon, testVault } from "./line-database.ts";

const PUBLIC_URL = "https://line.example.org";
export const PASSWORD = "correct horse battery";

/** The API on a real Postgres, with the rehearsal line's people. Nothing is performed: no worker runs, no phone rings. */
export async function apiOnPostgres() {
  const database = await testDatabase();
  const opened = openDatabase(database.url, (err) => console.error(err), 4);
  const { db } = opened;
  const log = pino({ level: "silent" });
  const vault = testVault();
  const time = { now: noon };
  const clock: Line["clock"] = { now: () => time.now, until: () => Promise.resolve() };
  await seedRehearsalLine(db, vault, noon);
  const callPages = createSessionPages(db, PUBLIC_URL);
  const authToken = secret();
  const roster = createRoster(db, vault);
  const presence = presenceParts(db, roster);
  const live = createLive(database.url, log);
  const own = createConsoleReads(db);
  const signIn = createSignIn(db, {
    secret: secret(),
    publicUrl: PUBLIC_URL,
    lineName: "the line",
    emulated: true,
    clock,
    log,
  });
  const shiftsKept = { calendar: shiftCalendar, timeZone: fakeLine().line.voice.timeZone };
  const plans = createPlans(db, vault, randomBytes(32));
  const line: Line = {
    ...fakeLine().line,
    shiftsAhead: createShiftsAhead(db, shiftsKept),
    training: {
      ...createTrainingPort(db, shiftsKept.timeZone),
      practice: { ...createPractice(db, "+15555550150"), ring: async () => undefined },
    },
    clock,
    roster,
    live,
    log,
    store: createStore(db),
    legs: createLegs(db),
    plans,
    restraints: createRestraints(db, plans),
    recordings: { ...fakeLine().line.recordings, ...createRecordings(db, vault) },
    desks: createDesks(db, vault),
    otherLines: createOtherLines(db, vault),
    lineEvents: createLineEvents(db),
    ids: { uuid },
  };
  const protocols = createProtocols(db, log);
  const shifts = shiftParts(db, { ...shiftsKept, alarms: line.alarms });
  const app = await build({
    console: {
      ...shifts,
      protocols,
      knowing: { texts: createKnownTexts(db), warnings: createWarnings(db) },
      line,
      roster,
      own,
      live,
      signIn,
      ...accessParts(db, secret()),
      reads: createReads(db),
      presences: presence.presences,
      directory: createDeskDirectory(db, vault),
      otherLineBook: createOtherLineBook(db, vault),
      listings: createListingDirectory(db),
      ownPhones: createOwnPhones(db, vault),
      softphones: { kind: "emulator", url: "http://127.0.0.1:3001" },
      callPages,
      holds: createHolds(db, vault),
      restrictions: createRestrictions(db, line.plans),
      measures: createMeasures(db, line.voice.timeZone),
      ...callLogParts(db, vault),
      after: afterParts(db, vault, plans),
      referring: referralParts(db, vault),
      sharing: createSharing(db, { timeZone: line.voice.timeZone, isPublic: true }),
      coverage: createCoveragePages(db),
    },
    carrier: {
      line,
      arrivals: {
        numbers: [{ number: "+15555550100", role: "public", language: "en" }],
        protocol: (rehearsal) => protocols.forSession(rehearsal),
        openDispatches: async () => [],
      },
      urls: urls(PUBLIC_URL, `${PUBLIC_URL}/fallback`),
      publicUrl: PUBLIC_URL,
      authTokens: [authToken],
      announcementKey: secret(),
      refused: () => undefined,
      pages: createWatchdogReads(db, vault),
      texts: createTexts(db),
      presenceBook: presence.presenceBook,
    },
    health: {
      clock,
      log,
      metrics: createMetrics(),
      heartbeats: createHeartbeats(db),
      counts: (at) => own.counts(at),
      pendingMigrations: () => pendingMigrations(database.url),
      vaultShut: () => [],
    },
    publicUrl: PUBLIC_URL,
    pace: paceHere(),
    securityContact: null,
    log,
  });
  for (const id of ["robin", "jo", "dana"]) await signIn.setPassword(id, PASSWORD);
  return {
    app,
    line,
    db,
    roster,
    signIn,
    callPages,
    time,
    live,
    /** Whoever has this is the carrier. */
    authToken,
    async [Symbol.asyncDispose]() {
      await app.close();
      await live.close();
      await opened.close();
      await database.drop();
    },
  };
}

const secret = (): string => randomBytes(32).toString("hex");

type Body = Record<string, unknown>;

/** Somebody at their console: signed in, with the cookie kept. */
export async function signedIn(app: FastifyInstance, email: string, password = PASSWORD) {
  const answer = await app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    payload: { email, password },
  });
  const cookies = Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]));
  const ask = async (method: "GET" | "POST" | "PUT" | "DELETE", url: string, more: object = {}) => {
    const answer = await app.inject({ method, url, cookies, ...more });
    return { status: answer.statusCode, body: answer.json<Body>(), headers: answer.headers };
  };
  return {
    status: answer.statusCode,
    setCookie: answer.cookies,
    cookies,
    get: (url: string) => ask("GET", url),
    del: (url: string) => ask("DELETE", url),
    /** A wish: with a key of its own, or `key` to say it again. */
    post: (url: string, payload?: object, key: string = uuid()) =>
      ask("POST", url, { headers: { "idempotency-key": key }, ...(payload && { payload }) }),
    put: (url: string, payload: object, key: string = uuid()) =>
      ask("PUT", url, { headers: { "idempotency-key": key }, payload }),
    raw: ask,
  };
}

/** A plan as a form sends it: a place in Ontario, and an ambulance. */
export const aPlan = {
  callerName: "Sparrow",
  place: "exact",
  address: "1 Fictional Lane",
  municipality: "Nowhere",
  province: "ON",
  wayIn: "Blue door",
  othersThere: null,
  callerNumber: null,
  naloxone: "yes",
  people: 1,
  trusted: null,
  help: "ambulance",
  trustedFirst: false,
  mayText: false,
  numberGiven: false,
};

/** A rehearsal call that arrived just now. */
export async function callArrives(
  line: Line,
  given: { readonly sealsPlace?: true } = {},
): Promise<string> {
  const sessionId = uuid();
  await handle(line, sessionId, {
    kind: "callArrived",
    id: `${sessionId}:arrived`,
    at: line.clock.now(),
    legId: sessionId,
    language: "en",
    protocol: standard,
    rehearsal: true,
    numberKnown: true,
    ...given,
  });
  return sessionId;
}

/** A responder's softphone took the call. */
export async function accepts(line: Line, sessionId: string, staffId: string): Promise<void> {
  await handle(line, sessionId, {
    kind: "legAccepted",
    id: uuid(),
    at: line.clock.now(),
    legId: uuid(),
    role: "responder",
    staffId,
    via: "softphone",
  });
}
