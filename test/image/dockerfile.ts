import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What a Dockerfile makes, without a container: folders instead of layers, and somebody who is not root instead of `node`. */
export type Image = {
  /** Stands for `/`. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly isRoot: boolean;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
};

export type Outside = {
  /** The folder of the Dockerfile. */
  readonly context: string;
  readonly scratch: string;
  /** Whom `node` stands for. */
  readonly uid: number;
  readonly say: (line: string) => void;
};

type Instruction = { readonly word: string; readonly rest: string };

/** Performs every instruction, in order. Throws at one that fails, or that nothing is known of. */
export function buildOutside(outside: Outside): Image {
  const stages = new Map<string, Image>();
  let stage: Image | null = null;
  let name = "";
  for (const { word, rest } of instructionsIn(path.join(outside.context, "Dockerfile"))) {
    outside.say(`${word} ${rest}`);
    if (word === "FROM") {
      name = / AS (\w+)$/.exec(rest)?.[1] ?? "last";
      stage = begin(outside, name, rest);
    } else if (stage === null) {
      throw new Error(`${word} comes before FROM`);
    } else {
      stage = performed({ word, rest }, stage, { outside, stages });
    }
    stages.set(name, stage);
  }
  if (stage === null) throw new Error("The Dockerfile is empty");
  return stage;
}

function instructionsIn(file: string): Instruction[] {
  const lines = readFileSync(file, "utf8").replaceAll(/\\\n/g, " ").split("\n");
  return lines
    .filter((line) => !/^\s*(?:#|$)/.test(line))
    .map((line) => {
      const [, word = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
      return { word, rest };
    });
}

function begin({ scratch }: Outside, name: string, from: string): Image {
  if (!from.startsWith("node:24-slim")) throw new Error(`Nothing here stands for ${from}`);
  if (!process.version.startsWith("v24.")) throw new Error("Run this on Node 24");
  const root = path.join(scratch, name);
  mkdirSync(root);
  return { root, workdir: root, env: {}, isRoot: true, entrypoint: [], cmd: [] };
}

type Around = { readonly outside: Outside; readonly stages: ReadonlyMap<string, Image> };

function performed({ word, rest }: Instruction, stage: Image, around: Around): Image {
  switch (word) {
    case "WORKDIR": {
      const workdir = path.join(stage.root, rest);
      mkdirSync(workdir, { recursive: true });
      return { ...stage, workdir };
    }
    case "COPY":
      copy(rest.split(" "), stage, around);
      return stage;
    case "RUN":
      run(rest, stage, around.outside);
      return stage;
    case "ENV": {
      const [key = "", value = ""] = rest.split("=");
      return { ...stage, env: { ...stage.env, [key]: value } };
    }
    case "USER":
      return { ...stage, isRoot: false };
    case "ENTRYPOINT":
      return { ...stage, entrypoint: wordsIn(rest) };
    case "CMD":
      return { ...stage, cmd: wordsIn(rest) };
    // It tells people something; nothing is done by it.
    case "EXPOSE":
      return stage;
    default:
      throw new Error(`Nothing is known here of ${word}`);
  }
}

/** `["node", "src/main.ts"]` */
function wordsIn(json: string): string[] {
  const words: unknown = JSON.parse(json);
  if (!Array.isArray(words)) throw new Error(`${json} is no list`);
  return words.map(String);
}

function copy(words: readonly string[], stage: Image, { outside, stages }: Around): void {
  const from = words[0]?.startsWith("--from=") === true ? words[0].slice("--from=".length) : null;
  const paths = from === null ? words : words.slice(1);
  const target = path.join(stage.workdir, paths.at(-1) ?? "");
  const ignored = from === null ? ignoredIn(outside.context) : [];
  const base = from === null ? outside.context : (stages.get(from)?.root ?? "");
  for (const source of paths.slice(0, -1)) {
    const whole = path.join(base, source);
    const into = target.endsWith("/") && from === null ? path.join(target, source) : target;
    cpSync(whole, into, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !ignored.includes(path.relative(outside.context, file)),
    });
  }
}

function ignoredIn(context: string): readonly string[] {
  const lines = readFileSync(path.join(context, ".dockerignore"), "utf8").split("\n");
  const names = lines.filter((line) => line !== "" && !line.startsWith("#"));
  if (names.some((name) => /[*?!]/.test(name))) throw new Error("A pattern in .dockerignore");
  return names;
}

/** Paths that begin at the image's root begin in its folder; `node:node` is whoever stands for it. */
function run(command: string, { root, workdir, env }: Image, { uid }: Outside): void {
  const changed = command
    .replaceAll(/(?<=^|\s)\/(?=\w)/g, `${root}/`)
    .replaceAll("node:node", `${uid}:${uid}`);
  const { status } = spawnSync("sh", ["-euc", changed], {
    cwd: workdir,
    env: { ...outsideEnv(), ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
}

/** As in an image: nothing of whoever runs this, but where programs are, and how npm reaches its registry. */
export function outsideEnv(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(?:HOME|https?_proxy|no_proxy|npm_config_(?:registry|cafile)|NODE_EXTRA_CA_CERTS)$/i.test(
      name,
    ),
  );
  return {
    ...Object.fromEntries(kept.map(([name, value]) => [name, value ?? ""])),
    PATH: `${path.dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
  };
}
