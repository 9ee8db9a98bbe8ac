export class ProcessGone extends Error {
  override name = "ProcessGone";
}

/** A fault of the simulation's making. */
export class StoreFailed extends Error {
  override name = "StoreFailed";
}

/** One process of the line, for as long as it lives. */
export type Life = {
  readonly name: string;
  alive: boolean;
  /** How far its clock is from the others'. */
  skewMs: number;
  readonly waiting: Set<(reason: Error) => void>;
  /** Takes everything it had in memory with it. */
  dies(forMs: number, everybody: boolean): void;
};

export const never = <T>(): Promise<T> => new Promise(() => undefined);

/** A dead process neither goes on nor hears what came of anything. */
export async function whileAlive<T>(process: Life, work: Promise<T>): Promise<T> {
  try {
    const result = await work;
    return process.alive ? result : await never<T>();
  } catch (err) {
    if (!process.alive) return never<T>();
    throw err;
  }
}
