import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { handle } from "../../src/engine/handle.ts";
import type { Composed } from "../../src/line.ts";
import { freePort } from "../support/free-port.ts";
import { startBareCarrier } from "./bare-carrier.ts";
import { openBoard } from "./console-board.ts";
import { openClient, type Client, type Happened, type Person } from "./console-client.ts";
import { firstLoad } from "./console-load.ts";
import { quantiles, type Found, type Measure } from "./measures.ts";
import type { Options } from "./options.ts";
import { startApi, startConnected } from "./part.ts";
import { composeHere, onStage, say, settingsOf, type Stage } from "./stage.ts";
import { byHand, followWatches, openWatches, type Watch } from "./watches.ts";

const MOST_MS = 250;
const MOST_KB = 300;
const RESPONDERS = 14;
const SUPERVISORS = 6;
const CHECK_IN_EVERY_MS = 120_000;
const HAPPENS_EVERY_MS = 100;
const SETTLE_MS = 3_000;
/** Every third thing happens to somebody whose responder has their page open. */
const THEIRS = 3;

/**
 * From something happening in a session to somebody seeing it, with 200 sessions open and twenty consoles: fourteen call pages and
 * five boards as the console's own requests, and one board in a real browser, up to the frame that is painted. And what a browser
 * fetches to open the call page for the first time. The floor of each time is what its server takes to answer at all.
 */
export async function benchConsole({ quick }: Options): Promise<Found> {
  const sessions = quick ? 20 : 200;
  const seconds = quick ? 5 : 30;
  buildConsole();
  const measures = await onStage((stage) => measured(stage, sessions, seconds));
  return {
    measures,
    beside: "the same server's smallest answer (`/health/live`), asked meanwhile",
    about: { sessions, consoles: RESPONDERS + SUPERVISORS, "changes a second": 10, seconds },
    notes: [
      "Counted from before the change was given to the database. All consoles, the browser among them, run on the machine that is measured.",
    ],
  };
}

/** As `npm start` does. */
function buildConsole(): void {
  const project = path.join(import.meta.dirname, "../..");
  const env = { ...process.env, npm_lifecycle_event: "start" };
  execFileSync(process.execPath, ["src/ready.mjs"], { cwd: project, env });
}

async function measured(stage: Stage, sessions: number, seconds: number): Promise<Measure[]> {
  const carrier = await startBareCarrier(Date.now);
  const wanted = { backend: "Redis", carrierUrl: carrier.url, port: await freePort() } as const;
  const env = settingsOf(stage, wanted);
  const url = env["PUBLIC_URL"] ?? "";
  const composed = await composeHere(stage, wanted);
  const people = await hire(composed);
  const staff = people.responders.map(({ id }) => id);
  const opened = { count: sessions, everyMs: CHECK_IN_EVERY_MS, staff };
  const { watches } = await openWatches(composed, opened);
  const api = await startApi(stage, env);
  const worker = await startConnected(stage, "worker", "worker", env);
  const answering = { everyMs: CHECK_IN_EVERY_MS, answer: byHand(composed) };
  const followed = followWatches(composed, watches, answering);
  const clients: Client[] = [];
  try {
    say("  signing in");
    const [browsing, ...boards] = people.supervisors;
    if (browsing === undefined) throw new Error("Nobody supervises");
    for (const [index, person] of people.responders.entries())
      clients.push(await openClient(url, person, watches[index]?.id ?? null));
    for (const person of boards) clients.push(await openClient(url, person, null));
    const board = await openBoard(url, browsing, sessions);
    await pause(SETTLE_MS);
    const floor = answersOf(url);
    const happened = await happens(composed, watches, seconds);
    await pause(SETTLE_MS);
    const seen = await board.seen(happened);
    const bytes = await firstLoad(url, people.responders[0], watches[0]?.id ?? "");
    return [
      ...told("a board in a browser, painted", seen, await floor()),
      ...told("a board, by its requests", seenOn(clients, "board", happened), await floor()),
      ...told("a call page, by its requests", seenOn(clients, "call", happened), await floor()),
      kilobytes("as rehearsed, with the emulator's softphone", bytes.emulator),
      kilobytes("with the carrier's softphone", bytes.carrier),
    ];
  } finally {
    followed.stop();
    for (const client of clients) client.close();
    await worker.stop();
    await api.stop();
    await composed.close();
    carrier.close();
  }
}

async function hire({ signIn, database, roster, line }: Composed) {
  const hired = async (id: string, role: "responder" | "supervisor"): Promise<Person> => {
    const email = `${id}@rehearsal.example`;
    const password = randomBytes(18).toString("base64url");
    const person = { id, name: id, email, roles: [role], languages: ["en" as const] };
    await signIn.createStaff({ ...person, via: "softphone" }, password);
    // Of the rehearsal line: nobody needs a second factor there.
    await database.db.staff.update({ where: { id }, data: { seeded: true } });
    return { id, email, password };
  };
  const names = (what: string, many: number) =>
    Array.from({ length: many }, (_, index) => `${what}${index + 1}`);
  const responders: Person[] = [];
  for (const id of names("responder", RESPONDERS)) {
    responders.push(await hired(id, "responder"));
    await roster.goOnShift(id, "line", line.clock.now());
  }
  const supervisors: Person[] = [];
  for (const id of names("supervisor", SUPERVISORS))
    supervisors.push(await hired(id, "supervisor"));
  return { responders, supervisors };
}

/** The language of a call changes, ten times a second, here and there. */
async function happens(
  { line }: Composed,
  watches: readonly Watch[],
  seconds: number,
): Promise<readonly Happened[]> {
  say(`  ${seconds} s of changes`);
  const happened: Happened[] = [];
  const french = new Set<string>();
  const began = performance.now();
  for (let count = 0; count < (seconds * 1_000) / HAPPENS_EVERY_MS; count += 1) {
    await pause(Math.max(0, began + count * HAPPENS_EVERY_MS - performance.now()));
    const theirs = count % THEIRS === 0;
    const watch = watches[theirs ? (count / THEIRS) % RESPONDERS : count % watches.length];
    if (watch === undefined) continue;
    const { id, staffId } = watch;
    const language = french.delete(id) ? "en" : "fr";
    if (language === "fr") french.add(id);
    const at = Date.now();
    const said = { kind: "languageSet", by: staffId, language } as const;
    const input = { ...said, id: `${id}:language:${count}`, at: line.clock.now() };
    const { session } = await handle(line, id, input);
    happened.push({ id, at, version: session.version, language });
  }
  return happened;
}

/** How long each took to be seen, by each console that is to see it; Infinity: never. */
function seenOn(
  clients: readonly Client[],
  kind: Client["kind"],
  happened: readonly Happened[],
): readonly number[] {
  return clients
    .filter((client) => client.kind === kind)
    .flatMap(({ sights, sessionId }) =>
      happened
        .filter(({ id }) => sessionId === null || id === sessionId)
        .map(({ id, version, at }) => {
          const seen = sights.get(id)?.find((sight) => sight.version >= version);
          return (seen?.at ?? Infinity) - at;
        }),
    );
}

function told(what: string, late: readonly number[], floor: readonly number[]): Measure[] {
  const [ours, bare] = [quantiles(late), quantiles(floor)];
  return [
    { what: `${what}: p50 ms`, value: ours.p50, floor: bare.p50 },
    { what: `${what}: p95 ms`, value: ours.p95, floor: bare.p95, must: { atMost: MOST_MS } },
    { what: `${what}: the latest, ms`, value: ours.max, floor: bare.max },
  ];
}

const kilobytes = (how: string, bytes: number): Measure => ({
  what: `the call page's first load ${how}, kB gzipped`,
  value: bytes / 1_000,
  must: { atMost: MOST_KB },
});

/** Asks for the least there is to ask for, ten times a second, until its answers are asked for. */
function answersOf(url: string): () => Promise<readonly number[]> {
  const took: number[] = [];
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      const from = performance.now();
      const answer = await fetch(`${url}/health/live`).catch(() => null);
      await answer?.text();
      took.push(answer === null ? Infinity : performance.now() - from);
      await pause(HAPPENS_EVERY_MS);
    }
  })();
  return async () => {
    over.abort();
    await asking;
    return took;
  };
}
