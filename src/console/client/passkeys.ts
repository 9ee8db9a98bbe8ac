import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { WISH_WITHIN_MS, type Outcome } from "./client.ts";
import { ask } from "./line.ts";
import { read } from "./queries.ts";

const AT = "/api/auth/passkey";
const anything = z.unknown();
const challenging = (given: unknown) =>
  z.looseObject({ challenge: z.string() }).safeParse(given).success;
const toMake = z.custom<PublicKeyCredentialCreationOptionsJSON>(challenging);
const toShow = z.custom<PublicKeyCredentialRequestOptionsJSON>(challenging);

/** Browsers of the last two years have them; and nobody has them at an address that is a number. */
export const passkeysWork = (): boolean =>
  "PublicKeyCredential" in globalThis && "parseCreationOptionsFromJSON" in PublicKeyCredential;

export const passkeysQuery = queryOptions({
  queryKey: ["factors", "passkeys"],
  queryFn: () =>
    read(
      `${AT}/list-user-passkeys`,
      z.array(
        z.object({
          id: z.string(),
          name: z.string().nullish(),
          createdAt: z.coerce.date().nullish(),
        }),
      ),
    ),
});

export async function signInWithPasskey(): Promise<Outcome<unknown>> {
  const asked = await get("generate-authenticate-options", toShow);
  if (!asked.ok) return asked;
  const shown = await onDevice(() =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.value),
    }),
  );
  return shown.ok ? post("verify-authentication", { response: shown.value }) : shown;
}

export async function addPasskey(name: string): Promise<Outcome<unknown>> {
  const asked = await get("generate-register-options", toMake);
  if (!asked.ok) return asked;
  const made = await onDevice(() =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.value),
    }),
  );
  if (!made.ok) return made;
  const named = name.trim() === "" ? {} : { name: name.trim() };
  return post("verify-registration", { response: made.value, ...named });
}

export const endPasskey = (id: string) => post("delete-passkey", { id });

const get = <S extends z.ZodType>(path: string, answer: S) =>
  ask({ method: "GET", path: `${AT}/${path}`, answer, withinMs: WISH_WITHIN_MS });

const post = (path: string, body: object) =>
  ask({ method: "POST", path: `${AT}/${path}`, body, answer: anything, withinMs: WISH_WITHIN_MS });

/** The browser asks whoever is there, for as long as they take. What they refuse is said in a word of ours. */
async function onDevice(ask: () => Promise<Credential | null>): Promise<Outcome<object>> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return { ok: true, value: credential.toJSON() };
    return refused("passkeyNotUsed");
  } catch (err) {
    if (!(err instanceof DOMException)) throw err;
    return refused(CODES[err.name] ?? "passkeyNotUsed");
  }
}

const CODES: Readonly<Record<string, string>> = {
  InvalidStateError: "passkeyThere",
  SecurityError: "passkeyNotHere",
};

const refused = (code: string): Outcome<never> => ({
  ok: false,
  trouble: { kind: "refused", code, wrong: [] },
});
