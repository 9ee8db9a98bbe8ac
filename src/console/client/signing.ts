import { z } from "zod";
import { WISH_WITHIN_MS, type Client } from "./client.ts";

const anything = z.unknown();

type Proof = { readonly email: string; readonly password: string };

export const signedIn = (ask: Client, body: Proof) =>
  ask({
    method: "POST",
    path: "/api/auth/sign-in/email",
    body,
    answer: anything,
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
