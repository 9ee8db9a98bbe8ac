// Asks the registry whether anything the line runs on has a known hole (`npm audit`). Ends with 1 where there is one that matters.
// Where it could not ask, it says so and ends with 0: a check without a network is still a check of everything else.
import { spawnSync } from "node:child_process";

const ASK_WITHIN_MS = 8_000;
const MATTERS = new Set(["high", "critical"]);

const asked = spawnSync("npm", ["audit", "--omit=dev", "--json", "--fetch-retries=0"], {
  encoding: "utf8",
  timeout: ASK_WITHIN_MS,
});
const report = reportIn(asked.stdout ?? "");
if (report === null) {
  console.log(
    `Dependencies were NOT audited: ${why(asked)}. Run \`npm run audit-dependencies\` where the registry can be asked.`,
  );
} else {
  const found = Object.values(report.vulnerabilities).filter(({ severity }) =>
    MATTERS.has(severity),
  );
  for (const { name, severity, range, fixAvailable } of found) {
    const fix = fixAvailable ? "a fix is there: npm audit fix" : "no fix yet";
    console.error(`${name} ${range}: ${severity}; ${fix}`);
  }
  const { prod } = report.metadata.dependencies;
  console.log(`Dependencies audited: ${prod}, with ${found.length} known hole(s) that matter.`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

/** Null: that is no report. */
function reportIn(text) {
  try {
    const said = JSON.parse(text);
    return said.vulnerabilities && said.metadata ? said : null;
  } catch {
    return null; // npm said something else, or nothing
  }
}

function why({ error, stdout, stderr, signal }) {
  if (error?.code === "ENOENT") return "there is no npm";
  if (signal !== null || error?.code === "ETIMEDOUT") return "the registry did not answer in time";
  const said = /"(?:summary|message)":\s*"([^"]+)"/.exec(stdout ?? "")?.[1];
  return said ?? (stderr ?? "").trim().split("\n").at(-1) ?? "npm gave no reason";
}
