import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";

/** Twilio's own package that carries the description of its API; all else in it, 147 MB, we do without. */
const PACKAGE = "@twilio/cli-core@8.3.2";
const INTEGRITY =
  "sha512-qRTAZS15i/nseKHu2zZIb1BD78WFRVOWM65iC9JqjZdNpz5KQaiEI1klsLcWDi1pwXH9JG6pbFXJrIiYRJw/dw==";
const INSIDE = "package/src/services/twilio-api/twilio_api_v2010.json";
const CACHE = "node_modules/.cache/oracle";
const KEPT = path.join(CACHE, "twilio_api_v2010-8.3.2.json");
const LONGEST_MS = 60_000;

/**
 * Twilio's OpenAPI file, as text: fetched by npm the first time, then kept. Where npm cannot have it (no network), why
 * not. Throws when what npm brings is not the file we know.
 */
export function openApiFile(): { text: string } | { missing: string } {
  if (existsSync(KEPT)) return { text: readFileSync(KEPT, "utf8") };
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(path.join(CACHE, "fetching-"));
  try {
    const missing = fetchInto(folder);
    if (missing !== null) return { missing };
    renameSync(unpackedIn(folder), KEPT);
    return { text: readFileSync(KEPT, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fetchInto(folder: string): string | null {
  const args = ["pack", PACKAGE, "--pack-destination", folder, "--fetch-retries=0", "--silent"];
  try {
    execFileSync("npm", args, { timeout: LONGEST_MS, stdio: ["ignore", "ignore", "pipe"] });
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return `npm cannot fetch ${PACKAGE}: ${said}`;
  }
}

function unpackedIn(folder: string): string {
  const [archive = ""] = readdirSync(folder);
  const packed = path.join(folder, archive);
  const hash = createHash("sha512").update(readFileSync(packed)).digest("base64");
  if (`sha512-${hash}` !== INTEGRITY) throw new Error(`${PACKAGE} is not the package we know`);
  execFileSync("tar", ["-xzf", packed, "-C", folder, INSIDE], { timeout: LONGEST_MS });
  return path.join(folder, INSIDE);
}
