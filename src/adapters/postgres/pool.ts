import { Pool, type PoolClient, type PoolConfig } from "pg";

/** Longer than anybody waits for an answer; what is still waiting then is given up. */
const TURN_WITHIN_MS = 10_000;

type Done = (
  err: Error | undefined,
  client: PoolClient | undefined,
  release: (err?: Error | boolean) => void,
) => void;

/**
 * A pool whose connections are taken in turn. Of its own, pg's pool counts the wait for a free connection as connecting: with more work
 * than it can do within that time, all of it fails when it is nearly done, is tried again, and fails again. Here the time to connect
 * is for connecting alone, and whoever waits is served in the order they came.
 */
export class PoolInTurn extends Pool {
  readonly #atOnce: number;
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(config: PoolConfig & { readonly max: number }) {
    super(config);
    this.#atOnce = config.max;
    this.on("release", () => this.#free());
  }

  override connect(): Promise<PoolClient>;
  override connect(done: Done): void;
  override connect(done?: Done): Promise<PoolClient> | undefined {
    if (done !== undefined) {
      this.#take(done);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      this.#take((err, client) => {
        if (client === undefined) reject(err ?? new Error("No connection"));
        else resolve(client);
      });
    });
  }

  #take(done: Done): void {
    const connect = (): void => {
      super.connect((err, client, release) => {
        if (client === undefined) this.#free();
        done(err, client, release);
      });
    };
    if (this.#taken < this.#atOnce) {
      this.#taken += 1;
      connect();
      return;
    }
    const turn = (): void => {
      clearTimeout(timer);
      connect();
    };
    const timer = setTimeout(() => {
      this.#waiting.delete(turn);
      done(new Error(`No connection was free in ${TURN_WITHIN_MS} ms`), undefined, () => undefined);
    }, TURN_WITHIN_MS);
    this.#waiting.add(turn);
  }

  /** The next in line takes the place that is free. */
  #free(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#taken -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
