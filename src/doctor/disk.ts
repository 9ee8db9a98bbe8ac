import { statfs } from "node:fs/promises";

import { broken, look, ok, type Finding } from "./finding.ts";

const LOOK_MB = 2_048;
const BROKEN_MB = 256;

/** Room where the keys of each day, the list of erasures and the built-in database are. Throws where there is no such folder. */
export async function diskFindings(folder: string): Promise<readonly Finding[]> {
  const { bavail, bsize } = await statfs(folder);
  return [diskFinding(Math.floor((bavail * bsize) / 1_048_576))];
}

export function diskFinding(freeMb: number): Finding {
  const found = `${(freeMb / 1_024).toFixed(1)} GB are free where DATA_DIR is.`;
  if (freeMb >= LOOK_MB) return ok("disk", found);
  const rest = {
    means: "When it is full no key of the day can be kept, and the built-in database stops.",
    mend: "Make room: df -h; docker system df; journalctl --vacuum-size=500M",
  };
  return freeMb >= BROKEN_MB ? look("diskFilling", found, rest) : broken("diskFull", found, rest);
}
