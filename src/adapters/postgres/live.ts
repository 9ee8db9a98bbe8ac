import { Client } from "pg";
import type { Live, Log } from "../../engine/ports.ts";

/** Hears the id of a session that changed; null: some may have been missed, look at everything again. */
export type Hear = (sessionId: string | null) => void;

export type LiveUpdates = Live & {
  /** Returns how to stop. */
  subscribe(hear: Hear): () => void;
  close(): Promise<void>;
};

const CHANNEL = "sessions_changed";
const NOTIFY = "SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload";
const AGAIN_MS = 1_000;
/** A connection that has died without a word is found by asking. */
const STILL_THERE_MS = 15_000;
const ANSWER_MS = 3_000;

/**
 * Tells consoles, in whichever process, that a session moved on. Best effort, over one connection of its own that comes back by
 * itself: nothing the line promises rests on it, and it never throws.
 */
export function createLive(connectionString: string, log: Log): LiveUpdates {
  const hearers = new Set<Hear>();
  const untold = new Set<string>();
  let telling = false;
  const tellAll: Hear = (sessionId) => {
    for (const hear of hearers) hear(sessionId);
  };
  /** What changes while some are told is told after them, all at once; without a connection it waits for one. */
  const tellUntold = async (): Promise<void> => {
    if (telling) return;
    telling = true;
    while (untold.size > 0) {
      const sessionIds = [...untold];
      untold.clear();
      if (await connection.notify(sessionIds)) continue;
      for (const sessionId of sessionIds) untold.add(sessionId);
      break;
    }
    telling = false;
  };
  const connection = stayConnected(connectionString, log, {
    heard: tellAll,
    connected() {
      tellAll(null);
      void tellUntold();
    },
  });
  return {
    changed(sessionId) {
      untold.add(sessionId);
      void tellUntold();
    },
    subscribe(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    close: () => connection.close(),
  };
}

type Connection = {
  /** False: there is no connection now, or it broke on the way. Never throws. */
  notify(payloads: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
};

type Listener = { readonly heard: Hear; readonly connected: () => void };

function stayConnected(connectionString: string, log: Log, listener: Listener): Connection {
  let client: Client | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const comeBack = (lost: Client, err: unknown): void => {
    if (closed) return;
    log.warn({ err }, "Live updates have no connection; they come back by themselves");
    lost.end().catch(() => log.info({}, "That connection was gone already"));
    clearTimeout(timer);
    timer = setTimeout(() => void (connecting = connect()), AGAIN_MS);
  };
  const lose = (lost: Client, err: unknown): void => {
    if (client !== lost) return;
    client = null;
    comeBack(lost, err);
  };
  const ask = oneAtATime(lose);
  const connect = async (): Promise<void> => {
    const one = clientOf(connectionString, listener.heard, lose);
    try {
      await one.connect();
      await one.query(`LISTEN ${CHANNEL}`);
    } catch (err) {
      return comeBack(one, err);
    }
    if (closed) return one.end();
    client = one;
    timer = setInterval(() => void ask(one, "SELECT 1", []), STILL_THERE_MS);
    listener.connected();
  };
  let connecting = connect();

  return {
    async notify(payloads) {
      if (client === null) return false;
      return ask(client, NOTIFY, [CHANNEL, payloads]);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await connecting;
      await client?.end();
    },
  };
}

/** A connection is asked one thing after another. False: it is lost. */
function oneAtATime(lost: Lost) {
  let last: Promise<unknown> = Promise.resolve();
  return (one: Client, statement: string, values: readonly unknown[]): Promise<boolean> => {
    const answer = last.then(async () => {
      try {
        await one.query(statement, [...values]);
        return true;
      } catch (err) {
        lost(one, err);
        return false;
      }
    });
    last = answer;
    return answer;
  };
}

type Lost = (one: Client, err: unknown) => void;

function clientOf(connectionString: string, heard: Hear, lost: Lost): Client {
  const one = new Client({
    connectionString,
    keepAlive: true,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  });
  one.on("error", (err) => lost(one, err));
  one.on("end", () => lost(one, null));
  one.on("notification", ({ payload }) => heard(payload ?? null));
  return one;
}
