import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import autocannon from "autocannon";
import twilio from "twilio";

import { readConfig } from "../../src/config.ts";
import { freePort } from "../support/free-port.ts";
import { startBareCarrier } from "./bare-carrier.ts";
import type { Found } from "./measures.ts";
import type { Options } from "./options.ts";
import { startApi } from "./part.ts";
import { composeHere, onStage, rowsOf, say, settingsOf, type Stage } from "./stage.ts";
import { keyOf, openWatches, type Watch } from "./watches.ts";

const CONNECTIONS = 20;
const SESSIONS = 500;
const WARM_S = 3;
/** Of what the database can do through the same program. */
const AT_LEAST = 0.8;

/**
 * A caller's key that answers a check-in, signed as the carrier signs: how many of them one web server takes in a second. The
 * floor is a bare Fastify route that runs the very statement such a key comes to, through the same Prisma and pool, and does
 * nothing else.
 */
export async function benchWebhook({ quick }: Options): Promise<Found> {
  const seconds = quick ? 3 : 12;
  return onStage(async (stage) => {
    const port = await freePort();
    const carrier = await startBareCarrier(Date.now);
    const wanted = { backend: "Redis", carrierUrl: carrier.url, port } as const;
    const composed = await composeHere(stage, wanted);
    const { watches } = await openWatches(composed, {
      count: SESSIONS,
      everyMs: 120_000,
      withLegs: true,
    });
    await composed.close();
    const env = settingsOf(stage, wanted);
    const authToken = readConfig(env).secrets.twilio.authToken;
    const api = await startApi(stage, env);
    const kept = () => keptIn(stage);
    const ours = await measured({ port, watches, authToken, seconds, name: "our webhook", kept });
    await api.stop();
    const bare = await startBare(stage, watches);
    const floor = await measured({
      port: bare.port,
      watches,
      authToken,
      seconds,
      name: "the bare route",
      kept,
    });
    bare.stop();
    carrier.close();
    return found(ours, floor, seconds);
  });
}

type Result = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly transactions: number;
  /** Answered, and not taken in. */
  readonly lost: number;
};

function found(ours: Result, floor: Result, seconds: number): Found {
  return {
    measures: [
      {
        what: "webhooks a second, one web server",
        value: ours.perSecond,
        floor: floor.perSecond,
        must: { atLeast: AT_LEAST * floor.perSecond },
      },
      { what: "share of the floor", value: ours.perSecond / floor.perSecond },
      { what: "a webhook, p50 ms", value: ours.p50, floor: floor.p50 },
      { what: "a webhook, p99 ms", value: ours.p99, floor: floor.p99 },
      {
        what: "transactions of Postgres for each",
        value: ours.transactions,
        floor: floor.transactions,
      },
      { what: "webhooks not taken in", value: ours.lost, must: { equal: 0 } },
    ],
    beside: "a bare Fastify route with the same statement, asked by the same client",
    about: { connections: CONNECTIONS, sessions: SESSIONS, seconds },
  };
}

type Asked = {
  readonly port: number;
  readonly watches: readonly Watch[];
  readonly authToken: string;
  readonly seconds: number;
  readonly name: string;
  readonly kept: () => Promise<{ answers: number; transactions: number }>;
};

/** Requests without a pause on every connection, of each session in turn. */
async function measured(asked: Asked): Promise<Result> {
  const { seconds, name, kept } = asked;
  say(`  ${name}: ${seconds} s`);
  await shoot(asked, WARM_S);
  const before = await kept();
  const { requests, latency, duration, non2xx, errors } = await shoot(asked, seconds);
  const after = await kept();
  const answered = requests.total;
  return {
    perSecond: answered / duration,
    p50: latency.p50,
    p99: latency.p99,
    transactions: (after.transactions - before.transactions) / answered,
    // What was under way at the end may have been taken in and not been answered.
    lost: non2xx + errors + Math.max(0, answered - (after.answers - before.answers)),
  };
}

let asking = 0;

function shoot({ port, watches, authToken }: Asked, duration: number): Promise<autocannon.Result> {
  const url = `http://127.0.0.1:${port}`;
  const next = (request: autocannon.Request): autocannon.Request => {
    asking += 1;
    const watch = watches[asking % watches.length];
    if (watch === undefined) throw new Error("Nobody is watched");
    const at = `/twilio/legs/${watch.legId}?ask=auto&at=${asking}&turn=1`;
    const form = keyOf(watch, "+15555550150");
    const signature = twilio.getExpectedTwilioSignature(authToken, `${url}${at}`, form);
    return {
      ...request,
      method: "POST",
      path: at,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": signature,
      },
      body: new URLSearchParams(form).toString(),
    };
  };
  return autocannon({
    url,
    connections: CONNECTIONS,
    duration,
    requests: [{ setupRequest: next }],
  });
}

async function keptIn(stage: Stage): Promise<{ answers: number; transactions: number }> {
  // What connections have counted is told a moment later.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const [row] = await rowsOf<{ answers: number; transactions: number }>(
    stage,
    `SELECT (SELECT count(*) FROM session_events WHERE kind = 'checkInKept')::int AS answers,
      xact_commit::int AS transactions FROM pg_stat_database WHERE datname = current_database()`,
  );
  if (row === undefined) throw new Error("Postgres does not count");
  return row;
}

async function startBare(stage: Stage, watches: readonly Watch[]) {
  const program = path.join(import.meta.dirname, "bare-webhook.ts");
  const child = fork(program, [stage.postgres], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  child.send({ ids: watches.map(({ id }) => id) });
  const [{ port }] = await once(child, "message");
  return { port: Number(port), stop: () => child.disconnect() };
}
