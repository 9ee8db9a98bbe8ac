import swagger from "@fastify/swagger";
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "@fastify/type-provider-zod";
import type { FastifyInstance } from "fastify";
import { actionRoutes } from "./actions.ts";
import { briefRoutes } from "./brief.ts";
import { calendarRoutes, ownCalendarRoutes } from "./calendar.ts";
import type { Console } from "./console.ts";
import { deskRoutes } from "./desks.ts";
import { dutyRoutes } from "./duties.ts";
import { liveRoutes } from "./live.ts";
import { planRoutes } from "./plan.ts";
import { scheduleRoutes } from "./schedule.ts";
import { sessionRoutes } from "./sessions.ts";
import { shiftRoutes } from "./shifts.ts";
import { requireSignIn, signInRoutes } from "./sign-in.ts";
import { coverageRoutes, swapRoutes } from "./swaps.ts";

/** The console's API. Registered under `/api`. */
export async function apiRoutes(
  scope: FastifyInstance,
  { publicUrl, ...parts }: Console & { readonly publicUrl: string },
): Promise<void> {
  scope.removeContentTypeParser("text/plain");
  scope.setValidatorCompiler(validatorCompiler);
  scope.setSerializerCompiler(serializerCompiler);
  await scope.register(swagger, { openapi: DOCUMENT, transform: jsonSchemaTransform });
  scope.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": request.id,
    });
  });
  const app = scope.withTypeProvider<ZodTypeProvider>();
  app.get("/openapi.json", { schema: { description: "This document" } }, () => scope.swagger());
  signInRoutes(app, parts, publicUrl);
  calendarRoutes(app, parts);
  await app.register(async (inner) => {
    const known = inner.withTypeProvider<ZodTypeProvider>();
    requireSignIn(known, parts);
    shiftRoutes(known, parts);
    scheduleRoutes(known, parts);
    swapRoutes(known, parts);
    coverageRoutes(known, parts);
    ownCalendarRoutes(known, parts, publicUrl);
    sessionRoutes(known, parts);
    planRoutes(known, parts);
    briefRoutes(known, parts);
    actionRoutes(known, parts);
    dutyRoutes(known, parts);
    deskRoutes(known, parts);
    liveRoutes(inner, parts);
  });
}

const DOCUMENT = {
  openapi: "3.1.0",
  info: {
    title: "The line: console API",
    version: "1",
    description:
      "What responders and supervisors do from a browser. Sign in with email and password, keep the cookie. Every POST and PUT " +
      "outside /api/auth carries an Idempotency-Key, new for each wish of a person. Problems are RFC 9457.",
  },
} as const;
