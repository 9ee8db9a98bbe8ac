import { beforeAll, expect, test } from "vitest";
import { fakeApi } from "../../support/fake-api.ts";

type Operation = {
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
};
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

let document: Document;

beforeAll(async () => {
  const { app } = await fakeApi();
  document = (await app.inject("/api/openapi.json")).json();
});

const named = (operation: Operation, where: string) =>
  (operation.parameters ?? []).filter((one) => one.in === where).map(({ name }) => name);

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

test("it lists every route of the console's API, and nothing of the carrier's", () => {
  const onSession =
    "using-now quiet away doses interval help help-reason trusted goodbye caller-heard no-desk-told ask-place read-back open-place introduce-trainee dismiss-trainee redial questions concerns language keys-only kind " +
    "cover leave desk-took join-desk call-caller desk-told arrival-trouble help-arrived stand-down close outcome check-ins/{n} ask-code erase-kept keep lift-restriction not-to-me restrictions listen take-over hand-over transfer transfer-end transfer-leave offer-call-back";
  const listed = operations().map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  expect(listed.toSorted()).toEqual(
    [
      "GET /api/openapi.json",
      "GET /api/measures",
      "GET /api/measures/week",
      "GET /api/call-log/counted",
      "GET /api/reports/research",
      "GET /api/reports/research.csv",
      "GET /api/restrictions",
      "POST /api/restrictions/{id}/approve",
      "POST /api/restrictions/{id}/lift",
      "GET /api/restrictions/exempt",
      "POST /api/restrictions/exempt",
      "DELETE /api/restrictions/exempt/{id}",
      "GET /api/me/debriefs",
      "POST /api/me/debriefs",
      "POST /api/me/debriefs/{id}/done",
      "POST /api/me/debriefs/{id}/decline",
      "GET /api/debriefs",
      "POST /api/debriefs/{id}/offer",
      "POST /api/debriefs/{id}/done",
      "POST /api/debriefs/{id}/waive",
      "GET /api/me/after",
      "POST /api/me/after",
      "PUT /api/me/after/{id}/shared",
      "DELETE /api/me/after/{id}",
      "GET /api/after/shared",
      "GET /api/me/load",
      "PUT /api/me/load",
      "GET /api/me/peers",
      "PUT /api/me/peers/contact",
      "POST /api/me/peers/turns",
      "DELETE /api/me/peers/turns/{id}",
      "POST /api/me/peers/asks",
      "POST /api/me/peers/asks/{id}/answered",
      "POST /api/me/not-rung",
      "DELETE /api/me/not-rung/{id}",
      "GET /api/navigators",
      "GET /api/me/referrals",
      "GET /api/me/referrals/{id}",
      "POST /api/me/referrals/{id}/met",
      "POST /api/me/referrals/{id}/close",
      "POST /api/me/referrals/{id}/promise",
      "POST /api/me/referrals/{id}/promise-kept",
      "POST /api/me/referrals/{id}/promise-waived",
      "GET /api/referrals",
      "POST /api/referrals/{id}/hand-over",
      "POST /api/referrals/{id}/close",
      "PUT /api/staff/{id}/navigator",
      "GET /api/sessions/{id}/referrals",
      "POST /api/sessions/{id}/referrals",
      "POST /api/sessions/{id}/referral-said",
      "POST /api/sessions/{id}/referral-hand-over",
      "POST /api/sessions/{id}/referral-promise",
      "POST /api/sessions/{id}/referral-withdraw",
      "GET /api/supervision",
      "POST /api/supervision",
      "DELETE /api/supervision/{id}",
      "GET /api/me/not-to-me",
      "DELETE /api/me/not-to-me/{id}",
      "GET /api/protocols",
      "POST /api/protocols",
      "GET /api/knowing/texts",
      "GET /api/knowing/versions",
      "POST /api/knowing/versions",
      "POST /api/knowing/versions/{id}/sign",
      "POST /api/knowing/versions/{id}/take-back",
      "GET /api/knowing/warnings",
      "GET /api/sessions/{id}/warnings",
      "POST /api/knowing/warnings/import",
      "POST /api/knowing/warnings/{id}/end",
      "GET /api/holds",
      "POST /api/holds",
      "POST /api/holds/{id}/confirm",
      "GET /api/demands",
      "POST /api/demands",
      "GET /api/cards/demand",
      "POST /api/auth/sign-in/email",
      "POST /api/auth/sign-out",
      "POST /api/auth/change-password",
      "GET /api/auth/get-session",
      "POST /api/auth/two-factor/enable",
      "POST /api/auth/two-factor/verify-totp",
      "POST /api/auth/two-factor/verify-backup-code",
      "POST /api/auth/two-factor/generate-backup-codes",
      "POST /api/auth/two-factor/disable",
      "GET /api/auth/passkey/generate-register-options",
      "POST /api/auth/passkey/verify-registration",
      "GET /api/auth/passkey/generate-authenticate-options",
      "POST /api/auth/passkey/verify-authentication",
      "GET /api/auth/passkey/list-user-passkeys",
      "POST /api/auth/passkey/delete-passkey",
      "GET /api/me/sign-ins",
      "DELETE /api/me/sign-ins/{signInId}",
      "GET /api/staff",
      "GET /api/trainees",
      "PUT /api/staff/{id}/roles",
      "PUT /api/staff/{id}/training",
      "GET /api/people",
      "GET /api/me/training",
      "POST /api/me/practice",
      "GET /api/training",
      "POST /api/training/kinds",
      "PUT /api/training/kinds/{id}",
      "PUT /api/staff/{id}/work",
      "GET /api/staff/{id}/rehearsals",
      "POST /api/staff/{id}/certificates",
      "DELETE /api/staff/{id}/certificates/{certificateId}",
      "GET /api/me/choices",
      "POST /api/staff/{id}/reset",
      "GET /api/staff/{id}/sign-ins",
      "DELETE /api/staff/{id}/sign-ins",
      "DELETE /api/staff/{id}/sign-ins/{signInId}",
      "GET /api/invitations",
      "POST /api/invitations",
      "DELETE /api/invitations/{id}",
      "POST /api/invitations/accept",
      "GET /api/audit",
      "GET /api/me/softphone",
      "GET /api/me",
      "POST /api/me/back",
      "POST /api/me/break",
      "POST /api/me/heartbeat",
      "POST /api/shifts",
      "DELETE /api/shifts/current",
      "GET /api/shifts",
      "GET /api/shifts/mine",
      "GET /api/shifts/handovers",
      "GET /api/shifts/rules",
      "POST /api/shifts/rules",
      "PUT /api/shifts/rules/{id}",
      "POST /api/shifts/rules/{id}/end",
      "PUT /api/shifts/rules/{id}/days/{day}",
      "DELETE /api/shifts/rules/{id}/days/{day}",
      "GET /api/shifts/swaps",
      "POST /api/shifts/swaps",
      "POST /api/shifts/swaps/{id}/accept",
      "POST /api/shifts/swaps/{id}/decline",
      "POST /api/shifts/swaps/{id}/withdraw",
      "GET /api/shifts/coverage",
      "PUT /api/shifts/minimums",
      "GET /api/coverage/known",
      "PUT /api/coverage/known",
      "GET /api/me/phone",
      "PUT /api/me/phone",
      "POST /api/me/phone/proof",
      "DELETE /api/me/phone",
      "PUT /api/me/reach",
      "PUT /api/me/test-ring",
      "POST /api/me/calendar",
      "DELETE /api/me/calendar",
      "GET /api/calendar/{token}",
      "GET /api/call-log",
      "GET /api/call-log/people",
      "GET /api/call-log/export",
      "GET /api/call-log/filters",
      "POST /api/call-log/filters",
      "DELETE /api/call-log/filters/{id}",
      "GET /api/reviews",
      "GET /api/sessions/{id}/account",
      "POST /api/sessions/{id}/review/told",
      "POST /api/sessions/{id}/review/supported",
      "POST /api/sessions/{id}/review/findings",
      "POST /api/sessions/{id}/review/causes",
      "POST /api/sessions/{id}/review/changes",
      "POST /api/sessions/{id}/review/close",
      "GET /api/sessions/{id}/review",
      "GET /api/reviews/changes",
      "POST /api/reviews/changes/{id}/done",
      "GET /api/quality",
      "GET /api/call-log/quality",
      "GET /api/sessions/{id}/notes",
      "POST /api/sessions/{id}/notes",
      "GET /api/sessions",
      "GET /api/board",
      "GET /api/board/reach",
      "GET /api/sessions/{id}",
      "GET /api/sessions/{id}/keeping",
      "PUT /api/sessions/{id}/preferences",
      "GET /api/sessions/{id}/timeline",
      "GET /api/sessions/{id}/plan",
      "PUT /api/sessions/{id}/plan",
      "GET /api/sessions/{id}/spoken-place",
      ...onSession.split(" ").map((name) => `POST /api/sessions/{id}/${name}`),
      "GET /api/desks",
      "GET /api/desks/coverage",
      "GET /api/desks/export",
      "GET /api/desks/report",
      "GET /api/sessions/{id}/help-times",
      "GET /api/sessions/{id}/brief",
      "POST /api/desks/import",
      "GET /api/other-lines",
      "PUT /api/other-lines/{id}",
      "DELETE /api/other-lines/{id}",
      "GET /api/sessions/{id}/transfer-lines",
      "GET /api/sessions/{id}/others",
      "POST /api/services/find",
      "GET /api/services/{id}",
      "POST /api/services/{id}/assure",
      "GET /api/services/export",
      "POST /api/services/import",
      "GET /api/duties",
      "POST /api/duties/{id}/waive",
      "POST /api/duties/{id}/done",
      "GET /api/live",
    ].toSorted(),
  );
});

test("it is OpenAPI 3.1, with every part of an address and every key declared", () => {
  expect(document.openapi).toBe("3.1.0");
  const undeclared = operations().filter(({ path, method, operation }) => {
    const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const isWish = ["post", "put"].includes(method) && !path.startsWith("/api/auth/");
    const declared = [...named(operation, "path"), ...named(operation, "header")];
    const needed = [...parts, ...(isWish ? ["idempotency-key"] : [])];
    return declared.join() !== needed.join() || Object.keys(operation.responses).length === 0;
  });
  expect(undeclared.map(({ path, method }) => `${method} ${path}`)).toEqual([]);
});

test("what it says of a body is what is asked for", () => {
  const help = document.paths["/api/sessions/{id}/help"]?.["post"];
  expect(help?.requestBody?.content["application/json"]?.schema).toMatchObject({
    type: "object",
    properties: { reason: { enum: expect.arrayContaining(["stoppedAnswering"]) } },
    required: ["reason"],
    additionalProperties: false,
  });
  const answer = help?.responses["200"]?.content?.["application/json"]?.schema;
  expect(answer).toMatchObject({ properties: { watch: {}, help: {}, company: {} } });
  expect(answer).not.toHaveProperty("properties.plan");
});
