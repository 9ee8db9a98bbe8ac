import swagger from "@fastify/swagger";
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "@fastify/type-provider-zod";
import type { FastifyInstance } from "fastify";
import { actionRoutes } from "./actions.ts";
import { debriefRoutes, ownDebriefRoutes } from "./after-debriefs.ts";
import { loadRoutes, ownEntryRoutes } from "./after-own.ts";
import { peerRoutes, supervisionRoutes } from "./after-peers.ts";
import { auditRoutes } from "./audit.ts";
import { briefRoutes } from "./brief.ts";
import { boardRoutes } from "./board.ts";
import { callLogExportRoutes } from "./call-log-export.ts";
import { callLogRoutes } from "./call-log.ts";
import { calendarRoutes, ownCalendarRoutes } from "./calendar.ts";
import type { Pace } from "../adapters/pace.ts";
import type { ApiApp, Console } from "./console.ts";
import { coveragePageRoutes } from "./coverage-pages.ts";
import { deskRoutes } from "./desks.ts";
import { dutyRoutes } from "./duties.ts";
import { invitationRoutes } from "./invitations.ts";
import { holdRoutes } from "./holds.ts";
import { knowingRoutes, signingRoutes } from "./knowing.ts";
import { warningRoutes } from "./knowing-warnings.ts";
import { liveRoutes } from "./live.ts";
import { ownPhoneRoutes } from "./own-phone.ts";
import { measureRoutes } from "./measures.ts";
import { qualityRoutes } from "./quality.ts";
import { peopleRoutes } from "./people.ts";
import { placeSealRoutes } from "./place-seal.ts";
import { noteRoutes } from "./notes.ts";
import { planRoutes } from "./plan.ts";
import { presenceRoutes } from "./presence.ts";
import { profileRoutes } from "./profiles.ts";
import { protocolRoutes } from "./protocols.ts";
import { callReferralRoutes } from "./referrals-call.ts";
import { ownReferralRoutes, referralRoutes } from "./referrals.ts";
import { researchRoutes } from "./reports.ts";
import { exemptRoutes, notToMeRoutes, restrictionRoutes } from "./restrictions.ts";
import { reviewRoutes } from "./reviews.ts";
import { scheduleRoutes } from "./schedule.ts";
import { servicesRoutes } from "./services.ts";
import { sessionRoutes } from "./sessions.ts";
import { shiftRoutes } from "./shifts.ts";
import { keepRules } from "./rules.ts";
import { refuseUnwritable } from "./security-letters.ts";
import { refuseOtherSites } from "./security-origin.ts";
import { keepPace } from "./security-pace.ts";
import { signInRoutes } from "./sign-in.ts";
import { softphoneRoutes } from "./softphone.ts";
import { staffRoutes } from "./staff.ts";
import { traineeRoutes } from "./trainees.ts";
import { otherLineRoutes } from "./other-lines.ts";
import { othersRoutes, transferRoutes } from "./transfer.ts";
import { coverageRoutes, swapRoutes } from "./swaps.ts";
import { ownTrainingRoutes } from "./training-own.ts";
import { trainingRoutes } from "./training.ts";

/** Where the line is, to the world: its address, and its own telephone numbers; and how much it is asked. */
type Published = {
  readonly publicUrl: string;
  readonly ours: readonly string[];
  readonly pace: Pace;
};

/** The console's API. Registered under `/api`. */
export async function apiRoutes(
  scope: FastifyInstance,
  { publicUrl, ours, pace, ...parts }: Console & Published,
): Promise<void> {
  scope.removeContentTypeParser("text/plain");
  scope.setValidatorCompiler(validatorCompiler);
  scope.setSerializerCompiler(serializerCompiler);
  await scope.register(swagger, { openapi: DOCUMENT, transform: withAct });
  scope.addHook("onRequest", async (request, reply) => {
    reply.headers({ "cache-control": "no-store", "x-request-id": request.id });
  });
  refuseOtherSites(scope, publicUrl);
  const app = scope.withTypeProvider<ZodTypeProvider>();
  keepRules(app, parts);
  keepPace(scope, { pace, clock: parts.line.clock });
  refuseUnwritable(scope);
  const document = { schema: { description: "This document" }, config: { act: "open" } } as const;
  app.get("/openapi.json", document, () => scope.swagger());
  signInRoutes(app, parts, publicUrl);
  calendarRoutes(app, parts);
  await app.register(async (inner) => {
    const known = inner.withTypeProvider<ZodTypeProvider>();
    shiftsAndPhones(known, parts, { publicUrl, ours });
    calls(known, parts);
    lookingAfter(known, parts);
    house(known, parts, { publicUrl, ours });
    liveRoutes(inner, parts);
  });
}

/** When people are there, and how they are rung. */
function shiftsAndPhones(
  app: ApiApp,
  parts: Console,
  { publicUrl, ours }: Pick<Published, "publicUrl" | "ours">,
): void {
  shiftRoutes(app, parts);
  presenceRoutes(app, parts);
  softphoneRoutes(app, parts);
  scheduleRoutes(app, parts);
  swapRoutes(app, parts);
  coverageRoutes(app, parts);
  coveragePageRoutes(app, parts);
  ownCalendarRoutes(app, parts, publicUrl);
  ownPhoneRoutes(app, parts, ours);
}

/** Everything about sessions: now, and afterwards. */
function calls(app: ApiApp, parts: Console): void {
  sessionRoutes(app, parts);
  callLogRoutes(app, parts);
  callLogExportRoutes(app, parts);
  reviewRoutes(app, parts);
  noteRoutes(app, parts);
  boardRoutes(app, parts);
  planRoutes(app, parts);
  placeSealRoutes(app, parts);
  traineeRoutes(app, parts);
  transferRoutes(app, parts);
  othersRoutes(app, parts);
  profileRoutes(app, parts);
  briefRoutes(app, parts);
  actionRoutes(app, parts);
  dutyRoutes(app, parts);
  restrictionRoutes(app, parts);
  exemptRoutes(app, parts);
  notToMeRoutes(app, parts);
}

/** After calls: how people are looked after, and look after each other; and what callers wish beyond the call. */
function lookingAfter(app: ApiApp, parts: Console): void {
  ownDebriefRoutes(app, parts);
  debriefRoutes(app, parts);
  ownEntryRoutes(app, parts);
  loadRoutes(app, parts);
  peerRoutes(app, parts);
  supervisionRoutes(app, parts);
  callReferralRoutes(app, parts);
  ownReferralRoutes(app, parts);
  referralRoutes(app, parts);
}

/** What is kept and counted, and who is who. */
function house(
  app: ApiApp,
  parts: Console,
  { publicUrl, ours }: Pick<Published, "publicUrl" | "ours">,
): void {
  measureRoutes(app, parts);
  qualityRoutes(app, parts);
  researchRoutes(app, parts);
  deskRoutes(app, parts);
  otherLineRoutes(app, parts, ours);
  servicesRoutes(app, parts);
  holdRoutes(app, parts);
  protocolRoutes(app, parts);
  knowingRoutes(app, parts);
  signingRoutes(app, parts);
  warningRoutes(app, parts);
  staffRoutes(app, parts);
  peopleRoutes(app, parts);
  trainingRoutes(app, parts);
  ownTrainingRoutes(app, parts);
  invitationRoutes(app, parts, publicUrl);
  auditRoutes(app, parts);
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
