// Makes a fresh clone ready to run, with nothing but Node 20.19 or newer and npm: installs the
// dependencies when they do not match package-lock.json, generates the database client when it does not
// match prisma/schema.prisma, and builds the web console where somebody will look at it and it is not
// of these sources. Does nothing, quickly, when all is in place.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const at = (...parts) => join(root, ...parts);
const node24 = at("node_modules", ".bin", "node");
const installedStamp = at("node_modules", ".installed-from");
const builtStamp = at("dist", "console", ".built-from");
const generatedStamp = at("src", "generated", ".generated-from");

const read = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");
const hash = (...texts) => createHash("sha256").update(texts.join("\0")).digest("hex");

function stop(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

/** Whether npm's own record of node_modules names the same packages as package-lock.json. */
function npmRecordMatches(lock) {
  const record = read(at("node_modules", ".package-lock.json"));
  if (record === "") return false;
  const installed = JSON.parse(record).packages;
  const wanted = Object.entries(JSON.parse(lock).packages).filter(([path]) => path !== "");
  return wanted.every(([path, { version, integrity, optional, peer }]) => {
    const found = installed[path];
    if (!found) return Boolean(optional || peer);
    return found.version === version && found.integrity === integrity;
  });
}

function install() {
  const lock = read(at("package-lock.json"));
  if (read(installedStamp) === hash(lock) && existsSync(node24)) return;
  if (!npmRecordMatches(lock) || !existsSync(node24)) npmCi();
  checkNode();
  writeFileSync(installedStamp, hash(lock));
}

function npmCi() {
  console.log("Installing what the line needs, from npm. The first time takes about a minute.");
  // Under `npm start` our own node_modules/.bin leads the PATH; npm must not run on the very Node
  // that it is about to replace.
  const ours = at("node_modules") + sep;
  const path = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((p) => !`${p}${sep}`.startsWith(ours));
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: path.join(delimiter) },
  });
  if (error)
    stop(`npm could not be started (${error.message}). Install npm 10 or newer and try again.`);
  if (status !== 0)
    stop("npm could not install the line's dependencies; the reason is above. Then try again.");
}

function checkNode() {
  const { stdout, status } = spawnSync(node24, ["--version"], { encoding: "utf8" });
  const major = Number(/^v(\d+)\./.exec(stdout ?? "")?.[1] ?? 0);
  if (status === 0 && major >= 24) return;
  stop(
    [
      major > 0
        ? `The line runs on Node 24 or newer, but node_modules/.bin/node is ${stdout.trim()}.`
        : "The line runs on Node 24 or newer, which npm should have put into node_modules/.bin/node; it is not there, or does not run.",
      "Delete the node_modules folder and run this command again. If that does not help, allow the",
      "install script of the npm package `node` (npm config get ignore-scripts must say false).",
    ].join("\n"),
  );
}

function generate() {
  const wanted = hash(
    read(at("prisma", "schema.prisma")),
    read(at("prisma.config.ts")),
    read(at("node_modules", "prisma", "package.json")),
  );
  if (read(generatedStamp) === wanted && existsSync(at("src", "generated", "prisma", "client.ts")))
    return;
  const prisma = at("node_modules", "prisma", "build", "index.js");
  const { status, stdout, stderr } = spawnSync(node24, [prisma, "generate"], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      // Never run by `generate`, but it would be downloaded; any file that exists will do.
      PRISMA_SCHEMA_ENGINE_BINARY: node24,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (status !== 0) stop(`The database client could not be generated:\n${stdout}${stderr}`);
  mkdirSync(at("src", "generated"), { recursive: true });
  writeFileSync(generatedStamp, wanted);
}

/** What the console is made of: its own sources, and what it shares with the line. */
function consoleSources() {
  const shared = ["src/console", "src/domain", "src/http"].flatMap((folder) =>
    readdirSync(at(folder), { recursive: true, withFileTypes: true })
      .filter(({ name }) => folder !== "src/http" || name.startsWith("contract"))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name)),
  );
  return [
    ...shared.toSorted((a, b) => a.localeCompare(b)),
    at("vite.config.ts"),
    at("package-lock.json"),
  ];
}

/** Rehearsals, benches and the like open no browser. A console that cannot be built stops nobody's line. */
function buildConsole() {
  const script = process.env["npm_lifecycle_event"] ?? "start";
  if (!["start", "test"].includes(script)) return;
  const wanted = hash(...consoleSources().map(read));
  if (read(builtStamp) === wanted) return;
  const vite = at("node_modules", "vite", "bin", "vite.js");
  const fresh = at("dist", `console-${process.pid}`);
  const told = ["build", "--logLevel", "warn", "--outDir", fresh];
  const { status, stdout, stderr } = spawnSync(node24, [vite, ...told], {
    cwd: root,
    encoding: "utf8",
    // Under a test runner it would be React's slow build for developers, and stay for `npm start`.
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) {
    console.error(
      `\nThe console could not be built; the line runs without a new one:\n${stdout}${stderr}`,
    );
    return;
  }
  // Whoever starts beside us finds a whole one, the old or the new.
  writeFileSync(join(fresh, ".built-from"), wanted);
  rmSync(at("dist", "console"), { recursive: true, force: true });
  renameSync(fresh, at("dist", "console"));
}

install();
generate();
buildConsole();
