import Fastify from "fastify";
import { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAudit } from "../../src/adapters/postgres/audit.ts";
import { createTraining } from "../../src/adapters/postgres/training.ts";
import type { LineAct, SessionAct, StaffRole } from "../../src/domain/permissions.ts";
import { keepRules } from "../../src/http/rules.ts";
import { accepts, apiOnPostgres, callArrives } from "../support/api.ts";
import { exampleOf, type Schema } from "../support/example-of.ts";
import { fakeApi } from "../support/fake-api.ts";

/** Whoever asks: by role, and for a session by what they have to do with it. */
const PEOPLE = {
  nobody: null,
  supervisor: { id: "dana", roles: ["supervisor"] },
  holder: { id: "robin", roles: ["responder"] },
  responder: { id: "jo", roles: ["responder"] },
  coordinator: { id: "maude", roles: ["coordinator"] },
  auditor: { id: "luc", roles: ["auditor"] },
  trainee: { id: "casey", roles: ["trainee"] },
  navigator: { id: "amara", roles: ["navigator"] },
  roleless: { id: "casey", roles: [] },
} as const satisfies Record<string, { id: string; roles: readonly StaffRole[] } | null>;
type Person = keyof typeof PEOPLE;

const answering = ["supervisor", "holder", "responder"] as const;
const all = [...answering, "coordinator", "auditor", "trainee", "navigator", "roleless"] as const;

/** Written here once more, and by hand: whoever changes who may do what changes it twice, knowingly. */
const LINE: Readonly<Record<LineAct | "signedIn" | "enrol" | "open", readonly Person[]>> = {
  answerCalls: answering,
  haveSoftphone: [...answering, "trainee"],
  haveOwnPhone: [...answering, "navigator"],
  supervise: ["supervisor"],
  seeEverySession: ["supervisor"],
  reviewCalls: ["supervisor"],
  seeDuties: ["supervisor"],
  endDuties: ["supervisor"],
  seeDesks: [...answering, "coordinator", "trainee"],
  keepDesks: ["supervisor", "coordinator"],
  seeServices: [...answering, "coordinator"],
  keepServices: ["supervisor", "coordinator"],
  seeShifts: [...answering, "coordinator", "trainee"],
  keepShifts: ["supervisor", "coordinator"],
  askRestrictions: answering,
  keepRestrictions: ["supervisor"],
  seeMeasures: [...answering, "coordinator"],
  seeEverybodysRings: ["supervisor"],
  keepStaff: ["supervisor"],
  keepTraining: ["supervisor"],
  readAudit: ["supervisor", "auditor"],
  keepHolds: ["supervisor"],
  seeProtocol: [...answering, "coordinator", "auditor", "trainee"],
  keepProtocol: ["supervisor"],
  seeKnowing: [...answering, "coordinator", "trainee"],
  keepKnowing: ["supervisor"],
  exportResearch: ["supervisor", "auditor"],
  lookAfterOneself: [...answering, "trainee"],
  lookAfterOthers: ["supervisor"],
  seeCards: [...answering, "coordinator", "auditor", "trainee"],
  seeReferrals: [...answering, "navigator"],
  keepReferrals: ["supervisor"],
  signedIn: all,
  enrol: all,
  open: [...all, "nobody"],
};
const SUPERVISORS_ONLY: ReadonlySet<string> = new Set<SessionAct>([
  "listenedIn",
  "tookOver",
  "handedOver",
  "restrictionLifted",
  "dutyWaived",
  "followUpEnded",
]);

/** Whose a route is beyond its act: only who was in the call asks for a restriction, or not to have that caller again. */
const CLOSER: Readonly<Record<string, readonly Person[]>> = {
  "POST /api/sessions/{id}/restrictions": ["holder"],
  "POST /api/sessions/{id}/not-to-me": ["holder"],
};

/** Everybody of ours who may ever answer a call asks for the list, and is shown what is theirs. */
const ASKED_OF_NO_SESSION = new Set(["GET /api/sessions", "GET /api/live"]);

const METHODS = z.enum(["GET", "POST", "PUT", "DELETE"]);

type Operation = {
  readonly "x-act"?: string;
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    required?: boolean;
    schema: Schema;
  }[];
};
type Route = {
  readonly name: string;
  readonly method: z.infer<typeof METHODS>;
  readonly url: string;
  readonly operation: Operation;
};

const { app: described } = await fakeApi();
const document = (await described.inject("/api/openapi.json")).json<{
  paths: Record<string, Record<string, Operation>>;
}>();
await described.close();

const routes: readonly Route[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: METHODS.parse(method.toUpperCase()),
    url: path,
    operation,
  })),
);

const isOfLine = (act: string): act is keyof typeof LINE => Object.hasOwn(LINE, act);
const isPerson = (word: string): word is Person => Object.hasOwn(PEOPLE, word);

function mayPass({ name, operation }: Route): readonly Person[] {
  const act = operation["x-act"] ?? "";
  const closer = CLOSER[name];
  if (closer !== undefined) return closer;
  if (isOfLine(act)) return LINE[act];
  if (SUPERVISORS_ONLY.has(act)) return ["supervisor"];
  if (act === "referCaller") return ["holder"];
  return ASKED_OF_NO_SESSION.has(name) ? answering : ["supervisor", "holder"];
}

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
let api: Api;
let sessionId = "";

beforeAll(async () => {
  api = await apiOnPostgres();
  api.signIn.staffOf = async (headers) => {
    const who = headers.get("authorization") ?? "";
    const known = isPerson(who) ? PEOPLE[who] : null;
    return known === null ? null : { ...known, signInId: "here", proof: "totp", exempt: false };
  };
  sessionId = await robinsSession();
});
afterAll(() => api[Symbol.asyncDispose]());

async function robinsSession(): Promise<string> {
  await api.db.$executeRaw`TRUNCATE claims`;
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  return id;
}

let asked = 0;
/** A window ends after it begins. */
const QUERY: Readonly<Record<string, unknown>> = { to: 86_400_000 };

async function ask({ method, url, operation }: Route, person: Person) {
  const query = (operation.parameters ?? []).filter((one) => one.in === "query" && one.required);
  const search = new URLSearchParams();
  for (const { name, schema } of query) search.set(name, String(QUERY[name] ?? exampleOf(schema)));
  const address = url
    .replace("/sessions/{id}", `/sessions/${sessionId}`)
    .replace("{n}", "1")
    .replace("{id}", url.includes("/staff/") ? "nobody" : "0199c000-0000-7000-8000-00000000000f")
    .replace(/\{\w+\}/, "0199c000-0000-7000-8000-00000000000f");
  const body = operation.requestBody?.content["application/json"]?.schema;
  const answer = await api.app.inject({
    method,
    url: `${address}?${search.toString()}`,
    headers: {
      ...(body && { "content-type": "application/json" }),
      authorization: person,
      "idempotency-key": `k${(asked += 1)}`,
    },
    ...(body && { payload: JSON.stringify(exampleOf(body)) }),
  });
  return answer.statusCode;
}

test("every route says whose it is, in words this table knows", () => {
  expect(routes.length).toBeGreaterThan(60);
  expect(routes.filter(({ operation }) => operation["x-act"] === undefined)).toEqual([]);
});

test("a route without a rule cannot be", () => {
  const app = Fastify();
  const { line, signIn } = api;
  const training = createTraining(api.db);
  keepRules(app, { line, signIn, training, audit: createAudit(api.db) });
  expect(() => app.get("/anything", () => "seen")).toThrow(/does not say whose it is/);
});

const closed = routes.filter((route) => !mayPass(route).includes("nobody"));
test.each(closed)("$name is refused to whoever is not signed in", async (route) => {
  expect(await ask(route, "nobody")).toBe(401);
});

const everybody = Object.keys(PEOPLE).filter(isPerson);
const refusedTo = (route: Route) =>
  everybody.filter((person) => person !== "nobody" && !mayPass(route).includes(person));
test.each(routes.filter((route) => refusedTo(route).length > 0))(
  "$name is refused to all whose it is not",
  async (route) => {
    for (const person of refusedTo(route))
      expect([person, await ask(route, person)]).toEqual([person, 403]);
  },
);

// better-auth asks for its own cookie, and a live stream does not end: these are met in access.test.ts and unit/http-api/live.
const answered = routes.filter(({ url }) => !url.startsWith("/api/auth/") && url !== "/api/live");
test.each(answered)("$name is done for those whose it is", async (route) => {
  const { method, url } = route;
  for (const person of mayPass(route)) {
    if (method !== "GET" && url.includes("/sessions/{id}")) sessionId = await robinsSession();
    const status = await ask(route, person);
    const known = method === "GET" && !/\{(?!id\})|(?<!sessions\/)\{id\}|staff|token/.test(url);
    // What is asked for by an id that nobody has is not found: that, too, only who may ask is told.
    const expected = known ? [200, 409] : [200, 400, 404, 409, 410, 422, 429];
    expect([person, status, expected.includes(status)]).toEqual([person, status, true]);
  }
});
