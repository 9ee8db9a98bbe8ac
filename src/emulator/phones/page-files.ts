import { readFileSync, readdirSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";
import { notFound } from "../rest/errors.ts";

const FOLDER = path.join(import.meta.dirname, "..", "phone");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".ts": "text/javascript; charset=utf-8",
};

/** Its own files; and any sound, for an application has its callers hear what it likes. */
const POLICY = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["data:"],
  "connect-src": ["'self'"],
  "media-src": ["*"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
};

/** The telephone's page at `/phone`. Browsers get its TypeScript without the types: there is no build. */
export async function pageFiles(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    frameguard: { action: "deny" },
    hsts: false,
  });
  const names = new Set(readdirSync(FOLDER));
  app.get("/phone", (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(textOf("telephone.html")),
  );
  app.get("/", (_request, reply) => reply.redirect("/phone"));
  app.get<{ Params: { name: string } }>("/phone/:name", (request, reply) => {
    const { name } = request.params;
    const type = TYPES[path.extname(name)];
    if (!names.has(name) || type === undefined) throw notFound(request.url);
    return reply.type(type).header("Cache-Control", "no-cache").send(textOf(name));
  });
}

function textOf(name: string): string {
  const text = readFileSync(path.join(FOLDER, name), "utf8");
  return name.endsWith(".ts") ? stripTypeScriptTypes(text) : text;
}
