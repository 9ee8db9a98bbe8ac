import { z } from "zod";
import type { SignedIn } from "../adapters/postgres/sign-in.ts";
import type { AuditKind } from "../domain/audit.ts";
import type { Console } from "./console.ts";

export type AuthPath =
  | "/sign-in/email"
  | "/sign-out"
  | "/get-session"
  | "/two-factor/enable"
  | "/two-factor/verify-totp"
  | "/two-factor/verify-backup-code"
  | "/two-factor/generate-backup-codes"
  | "/two-factor/disable"
  | "/passkey/generate-register-options"
  | "/passkey/verify-registration"
  | "/passkey/generate-authenticate-options"
  | "/passkey/verify-authentication"
  | "/passkey/list-user-passkeys"
  | "/passkey/delete-passkey";

type Done = {
  readonly path: AuthPath;
  /** Who was signed in when they asked. */
  readonly before: SignedIn | null;
  /** What they are answered. */
  readonly text: string;
};

/** Who signed in or out, and who changed how they prove that it is them. */
export async function noteSignIn({ audit, line }: Console, done: Done): Promise<void> {
  const kind = kindOf(done);
  if (kind === null) return;
  const who = kind === "signedIn" ? whoIn(done.text) : (done.before?.id ?? null);
  // A password alone, where a second factor is still to come, signs nobody in.
  if (who === null) return;
  const data = kind === "signedIn" ? { proof: PROOF_BY[done.path] ?? "password" } : {};
  await audit.append({ kind, who, about: who, data, at: line.clock.now() });
}

function kindOf({ path, before }: Done): AuditKind | null {
  switch (path) {
    case "/sign-in/email":
    case "/passkey/verify-authentication":
      return "signedIn";
    case "/two-factor/verify-totp":
      return before === null ? "signedIn" : "secondFactorSet";
    case "/two-factor/verify-backup-code":
      return before === null ? "signedIn" : null;
    case "/two-factor/generate-backup-codes":
      return "recoveryCodesMade";
    case "/two-factor/disable":
      return "secondFactorEnded";
    case "/passkey/verify-registration":
      return "passkeyAdded";
    case "/passkey/delete-passkey":
      return "passkeyEnded";
    case "/sign-out":
      return "signedOut";
    case "/get-session":
    case "/two-factor/enable":
    case "/passkey/generate-register-options":
    case "/passkey/generate-authenticate-options":
    case "/passkey/list-user-passkeys":
      return null;
  }
}

const PROOF_BY: Partial<Record<AuthPath, string>> = {
  "/two-factor/verify-totp": "totp",
  "/two-factor/verify-backup-code": "recovery",
  "/passkey/verify-authentication": "passkey",
};

const answer = z.object({ user: z.object({ id: z.string() }) });
const whoIn = (text: string): string | null =>
  answer.safeParse(JSON.parse(text)).data?.user.id ?? null;
