import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { InputBody } from "../../src/domain/session/inputs.ts";
import { handle } from "../../src/engine/handle.ts";
import { boardAnswer, reachAnswer } from "../../src/http/contract-board.ts";
import { session as sessionSchema } from "../../src/http/contract.ts";
import { accepts, apiOnPostgres, callArrives, signedIn } from "../support/api.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
type SignedIn = Awaited<ReturnType<typeof signedIn>>;
let api: Api;
let dana: SignedIn;
let robin: SignedIn;
let id = "";

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
  robin = await signedIn(api.app, "robin@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(async () => {
  await api.db.$executeRaw`TRUNCATE claims`;
  await api.db.session.updateMany({ data: { closedAt: new Date(api.time.now) } });
  id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
});

const at = (name: string) => `/api/sessions/${id}/${name}`;
const give = (input: InputBody, session = id) =>
  handle(api.line, session, { ...input, id: uuid(), at: api.time.now });
const softphone = { via: "softphone" } as const;
const comesIn = () =>
  give({
    kind: "legAccepted",
    legId: "in-1",
    role: "supervisor",
    staffId: "dana",
    via: "softphone",
  });

test("the board is every open session, as each stands; a responder is not shown it", async () => {
  const other = await callArrives(api.line);
  const { sessions } = boardAnswer.parse((await dana.get("/api/board")).body);
  expect(sessions.map((one) => [one.id, one.phase])).toEqual([
    [id, "accompanied"],
    [other, "waiting"],
  ]);
  expect((await robin.get("/api/board")).status).toBe(403);
  expect((await robin.get("/api/board/reach")).status).toBe(403);
});

test("whom a ring reaches: those on shift, and what there is against it", async () => {
  await robin.post("/api/shifts", { circle: "line" });
  api.time.now += 20_000;
  const { people } = reachAnswer.parse((await dana.get("/api/board/reach")).body);
  expect(people.find(({ staffId }) => staffId === "robin")).toMatchObject({ why: "noHeartbeat" });
});

test("a supervisor listens, takes over, and is the responder everybody sees", async () => {
  const { body } = await dana.post(at("listen"), { how: "listen", ...softphone });
  expect(sessionSchema.parse(body).listeners).toEqual([
    { staffId: "dana", how: "listen", isIn: false },
  ]);
  const owed = await api.db.duty.findMany({ where: { sessionId: id, kind: "callListener" } });
  expect(owed).toMatchObject([{ gate: 6, data: { staffId: "dana", via: "softphone" } }]);
  await comesIn();
  const seen = sessionSchema.parse((await robin.get(`/api/sessions/${id}`)).body);
  expect(seen.listeners).toEqual([{ staffId: "dana", how: "listen", isIn: true }]);
  const taken = sessionSchema.parse((await dana.post(at("take-over"), softphone)).body);
  expect(taken.company).toMatchObject({ state: "with", responderId: "dana" });
  expect(taken.listeners).toEqual([]);
  expect((await robin.post(at("goodbye"), {})).status).toBe(403);
});

test("asked twice with one key, they are rung once", async () => {
  const key = uuid();
  await dana.post(at("listen"), { how: "listen", ...softphone }, key);
  const again = await dana.post(at("listen"), { how: "listen", ...softphone }, key);
  expect(again.status).toBe(200);
  expect(await api.db.duty.count({ where: { sessionId: id, kind: "callListener" } })).toBe(1);
});

test("whoever is in one call is not had for another, and is told so", async () => {
  await dana.post(at("listen"), { how: "talk", ...softphone });
  await comesIn();
  const other = await callArrives(api.line);
  await accepts(api.line, other, "jo");
  const refused = await dana.post(`/api/sessions/${other}/listen`, { how: "listen", ...softphone });
  expect([refused.status, refused.body["code"]]).toEqual([409, "notFree"]);
});

test("handed over by name: somebody free is rung, and nobody who is off or busy", async () => {
  await api.roster.goOnShift("jo", "line", api.time.now);
  const { body } = await dana.post(at("hand-over"), { to: "jo" });
  expect(sessionSchema.parse(body).company).toMatchObject({
    state: "with",
    responderId: "robin",
    ringing: ["jo"],
    cover: true,
  });
  const nobody = await dana.post(at("hand-over"), { to: "nobody" });
  expect(nobody.body["code"]).toBe("notFree");
  await api.roster.takeBreak("jo", api.time.now);
  await give({ kind: "legEnded", legId: "x", role: "responder", party: "jo", how: "noAnswer" });
  expect((await dana.post(at("hand-over"), { to: "jo" })).body["code"]).toBe("notFree");
  expect((await robin.post(at("hand-over"), { to: "jo" })).status).toBe(403);
});
