import type { Address, Method } from "../call.ts";
import { badRequest } from "./errors.ts";

/** A form body or query as parsed: a name given twice is a list. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

export function one(form: Form, name: string): string | null {
  const value = form[name];
  if (value === undefined) return null;
  return typeof value === "string" ? value : (value.at(-1) ?? null);
}

export function many(form: Form, name: string): readonly string[] {
  const value = form[name];
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

export function flag(form: Form, name: string): boolean | null {
  const value = one(form, name);
  return value === null ? null : value.toLowerCase() === "true";
}

/** Seconds given in the form, as ms. */
export function seconds(form: Form, name: string, fallbackMs: number): number {
  const value = one(form, name);
  if (value === null) return fallbackMs;
  if (!/^\d{1,9}$/.test(value)) throw badRequest(20001, `${name} must be a number of seconds`);
  return Number(value) * 1000;
}

/** An address and the method to ask it with; 21205 when it is not absolute. */
export function address(
  form: Form,
  { url, method }: { url: string; method: string },
): Address | null {
  const given = one(form, url);
  if (given === null || given === "") return null;
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) {
    throw badRequest(21205, `${url} is not a valid URL: ${given}`);
  }
  return { url: given, method: methodIn(form, method) ?? "POST" };
}

/** GET or POST; 21209 for anything else, null when nothing is said. */
export function methodIn(form: Form, name: string): Method | null {
  const given = one(form, name)?.toUpperCase() ?? "";
  if (given === "") return null;
  if (given === "GET" || given === "POST") return given;
  throw badRequest(21209, `${name} must be GET or POST: ${given}`);
}
