import { broken, counted, look, ok, type Finding } from "./finding.ts";

export type VaultAsked = {
  /** Keys that are kept and do not open, and stores of keys that do not answer. */
  readonly shut: readonly string[];
  /** Kinds that have no key yet. */
  readonly unmade: readonly string[];
  /** Master keys that sealed something, and that were not given. */
  readonly unknownMasters: readonly string[];
  /** Keys that sealed something whose time is not over, and that are not kept where we look. */
  readonly missing: readonly string[];
  readonly keys: number;
};

const MASTERS =
  "Put the master key that is missing behind the others in VAULT_KEYS; see docs/runbook.md, Keys.";

/** Whether what is sealed opens: where callers are, and the numbers of desks and of our own people. */
export function vaultFindings(asked: VaultAsked): readonly Finding[] {
  const { shut, unmade, unknownMasters, missing, keys } = asked;
  const findings: Finding[] = [];
  const closed = [...new Set([...shut, ...unknownMasters])];
  if (closed.length > 0) {
    findings.push(
      broken(
        "vaultKeyMissing",
        `${counted(closed.length, "key")} cannot be opened or reached: ${some(closed)}.`,
        {
          means:
            "Places, and numbers of desks and people, that they seal cannot be read: no brief, no ring.",
          mend: MASTERS,
        },
      ),
    );
  }
  if (missing.length > 0) {
    findings.push(
      broken(
        "dayKeysElsewhere",
        `Keys that sealed tonight's places are not here: ${some(missing)}.`,
        {
          means:
            "This process looks in another DATA_DIR than the one that sealed them: those places cannot be read.",
          mend: "Give every process the same DATA_DIR, or the same VAULT_KEY_COMMAND, and restart it.",
        },
      ),
    );
  }
  if (unmade.length > 0 && findings.length === 0) {
    findings.push(
      look(
        "vaultKeysUnmade",
        `${counted(unmade.length, "kind")} of keys not made yet: ${some(unmade)}.`,
        {
          means:
            "As it should be before the line's first start. Beside a running line: this is not its DATA_DIR.",
          mend: "Start the line, or give this command the line's DATA_DIR.",
        },
      ),
    );
  }
  return findings.length > 0
    ? findings
    : [ok("vault", `${counted(keys, "key")} of the vault open.`)];
}

const SHOWN = 4;
const some = (names: readonly string[]): string =>
  names.slice(0, SHOWN).join(", ") + (names.length > SHOWN ? ", …" : "");
