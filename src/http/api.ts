import swagger from "@fastify/swagger";
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "@fastify/type-provider-zod";
import type { FastifyInstance } from "fastify";
import { actionRoutes } from "./actions.ts";
import { auditRoutes } from "./audit.ts";
import { briefRoutes } from "./brief.ts";
import { calendarRoutes, ownCalendarRoutes } from "./calendar.ts";
import type { Console } from "./console.ts";
import { coveragePageRoutes } from "./coverage-pages.ts";
import { deskRoutes } from "./desks.ts";
import { dutyRoutes } from "./duties.ts";
import { invitationRoutes } from "./invitations.ts";
import { holdRoutes } from "./holds.ts";
import { liveRoutes } from "./live.ts";
import { ownPhoneRoutes } from "./own-phone.ts";
import { measureRoutes } from "./measures.ts";
import { planRoutes } from "./plan.ts";
import { presenceRoutes } from "./presence.ts";
import { profileRoutes } from "./profiles.ts";
import { exemptRoutes, notToMeRoutes, restrictionRoutes } from "./restrictions.ts";
import { scheduleRoutes } from "./schedule.ts";
import { sessionRoutes } from "./sessions.ts";
import { shiftRoutes } from "./shifts.ts";
import { keepRules } from "./rules.ts";
import { signInRoutes } from "./sign-in.ts";
import { softphoneRoutes } from "./softphone.ts";
import { staffRoutes } from "./staff.ts";
import { coverageRoutes, swapRoutes } from "./swaps.ts";

/** Where the line is, to the world: its address, and its own telephone numbers. */
type Published = { readonly publicUrl: string; readonly ours: readonly string[] };

/** The console's API. Registered under `/api`. */
export async function apiRoutes(
  scope: FastifyInstance,
  { publicUrl, ours, ...parts }: Console & Published,
): Promise<void> {
  scope.removeContentTypeParser("text/plain");
  scope.setValidatorCompiler(validatorCompiler);
  scope.setSerializerCompiler(serializerCompiler);
  await scope.register(swagger, { openapi: DOCUMENT, transform: withAct });
  scope.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": request.id,
    });
  });
  const app = scope.withTypeProvider<ZodTypeProvider>();
  keepRules(app, parts);
  const document = { schema: { description: "This document" }, config: { act: "open" } } as const;
  app.get("/openapi.json", document, () => scope.swagger());
  signInRoutes(app, parts, publicUrl);
  calendarRoutes(app, parts);
  await app.register(async (inner) => {
    const known = inner.withTypeProvider<ZodTypeProvider>();
    shiftRoutes(known, parts);
    presenceRoutes(known, parts);
    softphoneRoutes(known, parts);
    scheduleRoutes(known, parts);
    swapRoutes(known, parts);
    coverageRoutes(known, parts);
    coveragePageRoutes(known, parts);
    ownCalendarRoutes(known, parts, publicUrl);
    ownPhoneRoutes(known, parts, ours);
    sessionRoutes(known, parts);
    planRoutes(known, parts);
    profileRoutes(known, parts);
    briefRoutes(known, parts);
    actionRoutes(known, parts);
    dutyRoutes(known, parts);
    restrictionRoutes(known, parts);
    exemptRoutes(known, parts);
    notToMeRoutes(known, parts);
    measureRoutes(known, parts);
    deskRoutes(known, parts);
    holdRoutes(known, parts);
    staffRoutes(known, parts);
    invitationRoutes(known, parts, publicUrl);
    auditRoutes(known, parts);
    liveRoutes(inner, parts);
  });
}

/** Each route says in the document whose it is. */
const withAct: typeof jsonSchemaTransform = (given) => {
  const { schema, url } = jsonSchemaTransform(given);
  return { schema: { ...schema, "x-act": given.route.config?.act }, url };
};

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
