import type { FastifyInstance } from "fastify";
import { Problem } from "./problems.ts";

/** No keyboard writes these, and no table takes them: a letter that is none, and half of one. Refused here, before a statement fails. */
export function refuseUnwritable(app: FastifyInstance): void {
  app.addHook("preValidation", async ({ body, params, query }) => {
    if ([body, params, query].some(holdsUnwritable)) throw new Problem("requestWrong");
  });
}

function holdsUnwritable(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed();
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).flat().some(holdsUnwritable);
}
