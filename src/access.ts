import { accessParts } from "./adapters/postgres/access-parts.ts";
import type { AuditHead, Checked } from "./adapters/postgres/audit.ts";
import { openDatabase } from "./adapters/postgres/client.ts";
import { askTime } from "./adapters/postgres/time.ts";
import { ConfigError, type Settings } from "./config.ts";
import { rolesWrong, STAFF_ROLES } from "./domain/permissions.ts";
import type { Instant } from "./domain/session/people.ts";
import type { Log } from "./engine/ports.ts";
import { shownOnce } from "./http/invitations.ts";

type Beside = {
  readonly settings: Settings;
  readonly log: Log;
  /** The database, and how to let go of it. */
  readonly database: () => Promise<{ url: string; close: () => Promise<void> }>;
};

/** `audit verify [number:hash …]`: prints what it found, and ends with 1 where a record does not hold. The heads are those the log told of. */
export async function verifyAudit(
  beside: Beside,
  [verb, ...heads]: readonly string[],
): Promise<null> {
  if (verb !== "verify") throw new ConfigError("Say: audit verify, and any heads that were kept.");
  const kept = heads.map(headIn);
  const checked = await withAccess(beside, ({ audit }) => audit.check(kept));
  process.stdout.write(`${auditWords(checked, kept.length)}\n`);
  if (checked.broken !== null) process.exitCode = 1;
  return null;
}

function headIn(word: string): AuditHead {
  const [, seq, hash] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(word) ?? [];
  if (seq === undefined || hash === undefined) {
    throw new ConfigError(`"${word}" is no head of the audit: number:hash, as the log has it.`);
  }
  return { seq: BigInt(seq), hash };
}

export function auditWords({ records, head, broken }: Checked, kept: number): string {
  const whole = `${records} records hold${head === null ? "" : `, up to ${head.seq}:${head.hash}`}`;
  if (broken === null) {
    const against = `, and ${kept === 1 ? "the head" : `all ${kept} heads`} kept elsewhere`;
    return `${whole}${kept === 0 ? ". No head kept elsewhere was named: a tail cut off does not show" : against}.`;
  }
  return `The audit is broken at record ${broken.seq}: ${WORDS[broken.what]}. Before it, ${whole}.`;
}

const WORDS = {
  changed: "what it says is not what was written",
  missing: "records before it are gone",
  unlinked: "it does not follow from the one before",
  cut: "it was there once, and is gone with all that came after",
  rewritten: "it is not the one that was there",
} as const;

/** `invite you@example.org "Your Name" supervisor …`: how the first supervisor of a line comes to be, or one when all are locked out. */
export async function inviteByHand(
  beside: Beside,
  [email, name, ...words]: readonly string[],
): Promise<null> {
  const roles = STAFF_ROLES.filter((role) => words.includes(role));
  const wrong =
    roles.length < words.length ? `roles are ${STAFF_ROLES.join(", ")}` : rolesWrong(roles);
  if (!email?.includes("@") || name === undefined || roles.length === 0 || wrong !== null) {
    throw new ConfigError(`Say: invite you@example.org "Your Name" supervisor (${wrong ?? ""})`);
  }
  const person = { email, name, roles, languages: ["en"], via: "softphone" } as const;
  const made = await withAccess(beside, ({ invitations }, at) =>
    invitations.invite(person, { by: null, at }),
  );
  if (made === "taken") throw new ConfigError(`Somebody has ${email} already.`);
  const { url } = shownOnce(made, beside.settings.config.http.publicUrl);
  process.stdout.write(`For ${name}, once, within 72 hours:\n  ${url}\n`);
  return null;
}

/** On the line's own database, beside the line or without it. */
async function withAccess<T>(
  beside: Beside,
  work: (access: ReturnType<typeof accessParts>, at: Instant) => Promise<T>,
): Promise<T> {
  const { settings, log } = beside;
  const { url, close } = await beside.database();
  const opened = openDatabase(url, (err) => log.warn({ err }, "A connection broke"), 2);
  try {
    return await work(
      accessParts(opened.db, settings.secrets.authSecret),
      await askTime(opened.pool),
    );
  } finally {
    await opened.close();
    await close();
  }
}
