import { z } from "zod";
import { WISH_WITHIN_MS, type Client } from "./client.ts";

const anything = z.unknown();
/** A password alone signs nobody in who has an authenticator app: their code comes next. */
const signInAnswer = z.object({ twoFactorRedirect: z.boolean().optional() });

type Proof = { readonly email: string; readonly password: string };

export const signedIn = (ask: Client, body: Proof) =>
  ask({
    method: "POST",
    path: "/api/auth/sign-in/email",
    body,
    answer: signInAnswer,
    withinMs: WISH_WITHIN_MS,
  });

export const signedOut = (ask: Client) =>
  ask({
    method: "POST",
    path: "/api/auth/sign-out",
    body: {},
    answer: anything,
    withinMs: WISH_WITHIN_MS,
  });
