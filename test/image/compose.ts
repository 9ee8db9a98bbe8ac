import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { z } from "zod";

/** What docker-compose.yml says of a part of the line, as Debian's docker-compose understands it. */
const Service = z.object({
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.coerce.string()).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  image: z.string(),
  read_only: z.boolean().default(false),
  stop_grace_period: z.string().optional(),
});
export type Service = z.infer<typeof Service>;
const Compose = z.object({ services: z.record(z.string(), Service) });

/** `docker-compose config`, in a folder with these settings as its `.env`. Throws where it finds fault. */
export function composed(
  context: string,
  scratch: string,
  settings: Readonly<Record<string, string>>,
): Readonly<Record<string, Service>> {
  const folder = path.join(scratch, "compose");
  mkdirSync(folder);
  copyFileSync(path.join(context, "docker-compose.yml"), path.join(folder, "docker-compose.yml"));
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(path.join(folder, ".env"), lines.join(""));
  const yaml = output("docker-compose", ["config"], folder);
  const toJson = "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))";
  return Compose.parse(JSON.parse(output("python3", ["-c", toJson], folder, yaml))).services;
}

function output(program: string, words: readonly string[], cwd: string, input = ""): string {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd, input, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${words[0]} ended with ${status}: ${stderr}`);
  return stdout;
}
