import { mkdir, open, readFile } from "node:fs/promises";
import path from "node:path";

/**
 * The sessions whose places were erased, in a file that is only ever added to, outside the database: a restored copy is held
 * against it before the line opens. Ids and times alone; a line cut short by a power cut is passed over.
 */
export type ErasureList = {
  add(sessionIds: readonly string[], at: number): Promise<void>;
  /** Each with when. */
  all(): Promise<ReadonlyMap<string, number>>;
};

const LINE = /^(?<at>\d+) (?<sessionId>[0-9a-f-]{36})$/;

export function erasureList(folder: string): ErasureList {
  const file = path.join(folder, "erasures.log");
  return {
    async add(sessionIds, at) {
      if (sessionIds.length === 0) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const list = await open(file, "a", 0o600);
      try {
        // A line of its own also after one that was cut short.
        await list.appendFile(`\n${sessionIds.map((id) => `${at} ${id}\n`).join("")}`);
        await list.sync();
      } finally {
        await list.close();
      }
    },

    async all() {
      const lines = (await read(file)).split("\n").map((line) => LINE.exec(line)?.groups);
      return new Map(lines.flatMap((one) => (one === undefined ? [] : [entryOf(one)])));
    },
  };
}

const entryOf = ({ at = "", sessionId = "" }: Record<string, string>): [string, number] => [
  sessionId,
  Number(at),
];

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (err) {
    if (err instanceof Error && "code" in err && err.code === "ENOENT") return "";
    throw err;
  }
}
