import { spawnSync } from "node:child_process";

import { outsideEnv, type Image } from "./dockerfile.ts";
import { asSomebody } from "./part.ts";

/**
 * Stands for a read-only root: nothing of the image can be written to by whoever runs it, but the folder that a volume is mounted
 * over. Throws where something can.
 */
export function unwritable({ root }: Image, uid: number): void {
  const data = `${root}/data`;
  const words = [root, "-path", data, "-prune", "-o", "-writable", "-not", "-type", "l", "-print"];
  const { status, stdout } = spawnSync("find", words, {
    env: outsideEnv(),
    encoding: "utf8",
    ...asSomebody(false, uid),
  });
  if (status !== 0) throw new Error(`find ended with ${status}`);
  if (stdout !== "") throw new Error(`Can be written to: ${stdout.slice(0, 200)}`);
}
