import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { WISH_WITHIN_MS } from "./client.ts";
import { ask } from "./line.ts";
import { read, Refused } from "./queries.ts";

const anything = z.unknown();

const post = <S extends z.ZodType>(path: string, body: object, answer: S) =>
  ask({
    method: "POST",
    path: `/api/auth/two-factor/${path}`,
    body,
    answer,
    withinMs: WISH_WITHIN_MS,
  });

/** The second step of signing in, or the last of setting up an app. */
export const showCode = (code: string) => post("verify-totp", { code }, anything);
export const showRecoveryCode = (code: string) => post("verify-backup-code", { code }, anything);

/** Begins an authenticator app. It counts once a code of it was shown. */
export const beginApp = (password: string) =>
  post("enable", { password }, z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }));

export const endApp = (password: string) => post("disable", { password }, anything);

/** The codes before these are over. */
export const newRecoveryCodes = (password: string) =>
  post("generate-backup-codes", { password }, z.object({ backupCodes: z.array(z.string()) }));

const signedIn = z.object({ user: z.object({ twoFactorEnabled: z.boolean().nullish() }) });

/** Whether they have an authenticator app. */
export const appQuery = queryOptions({
  queryKey: ["factors", "app"],
  queryFn: async () => {
    const { user } = await read("/api/auth/get-session", signedIn);
    return user.twoFactorEnabled === true;
  },
});

/** The secret in an app's address, in fours, for whoever types it. */
export function secretIn(totpUri: string): string {
  const secret = new URL(totpUri).searchParams.get("secret") ?? "";
  return (secret.match(/.{1,4}/g) ?? []).join(" ");
}

/** The line says so, and nothing else does: what did not arrive tells nothing of a second factor. */
export const mustShowFactor = (error: Error | null): boolean =>
  error instanceof Refused &&
  error.trouble.kind === "refused" &&
  error.trouble.code === "secondFactorNeeded";
