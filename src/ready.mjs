// Makes a fresh clone ready to run, with nothing but Node 20.19 or newer and npm: installs the
// dependencies when they do not match package-lock.json, and generates the database client when it
// does not match prisma/schema.prisma. Does nothing, quickly, when all is in place.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const at = (...parts) => join(root, ...parts);
const node24 = at("node_modules", ".bin", "node");
const installedStamp = at("node_modules", ".installed-from");
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

install();
generate();
