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
  /** Changed while there was no connection. */
  const untold = new Set<string>();
  const tellAll: Hear = (sessionId) => {
    for (const hear of hearers) hear(sessionId);
  };
  const connection = stayConnected(connectionString, log, {
    heard: tellAll,
    connected() {
      tellAll(null);
      const late = [...untold];
      untold.clear();
      for (const sessionId of late) tell(sessionId);
    },
  });
  const tell = (sessionId: string): void => {
    if (!connection.send(sessionId, () => untold.add(sessionId))) untold.add(sessionId);
  };
  return {
    changed: tell,
    subscribe(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    close: () => connection.close(),
  };
}

type Connection = {
  /** False: there is no connection now. `failed` is called when it broke on the way. */
  send(sessionId: string, failed: () => void): boolean;
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
    timer = setInterval(() => ask(one, "SELECT 1", [], lose), STILL_THERE_MS);
    listener.connected();
  };
  let connecting = connect();

  return {
    send(sessionId, failed) {
      const to = client;
      if (to === null) return false;
      ask(to, "SELECT pg_notify($1, $2)", [CHANNEL, sessionId], (lost, err) => {
        failed();
        lose(lost, err);
      });
      return true;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await connecting;
      await client?.end();
    },
  };
}

type Lost = (one: Client, err: unknown) => void;

function ask(one: Client, statement: string, values: readonly string[], lost: Lost): void {
  one.query(statement, [...values]).catch((err: unknown) => lost(one, err));
}

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
