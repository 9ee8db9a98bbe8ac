import { afterAll, beforeAll, expect, test } from "vitest";

import { createProtocols } from "../../src/adapters/postgres/protocols.ts";
import { standard } from "../../src/domain/session/policy.ts";
import { arrive } from "../../src/engine/arrive.ts";
import { apiOnPostgres, PASSWORD, signedIn } from "../support/api.ts";
import { quietLog } from "../support/quiet-log.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
let api: Api;
let dana: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  api = await apiOnPostgres();
  await api.signIn.setPassword("maude", PASSWORD);
  dana = await signedIn(api.app, "dana@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

const PUBLIC = "+15555550100";
const decided = {
  signedBy: "Dr. N. Okafor, medical lead",
  reason: "Two reviews found that 45 s is soon enough to ask again",
};

/** What a caller's session goes by, from ring to close. */
async function numbersOfACall(callSid: string) {
  const protocols = createProtocols(api.db, quietLog);
  const numbers = [{ number: PUBLIC, role: "public", language: "en" }] as const;
  const arrivals = {
    numbers,
    protocol: (rehearsal: boolean) => protocols.forSession(rehearsal),
    openDispatches: async () => [],
  };
  const { session } = await arrive(api.line, arrivals, {
    callSid,
    from: "+15555550131",
    to: PUBLIC,
  });
  return { id: session.id, protocol: session.protocol };
}

test("a published change is for sessions that open after it; who, when and why stay with it", async () => {
  const before = await numbersOfACall("CA-before");
  api.time.now += 60_000;
  expect(before.protocol).toEqual(standard);
  const wish = { from: "standard-1", numbers: { aloneMs: 75_000, closeMs: 40_000 }, ...decided };
  const published = await dana.post("/api/protocols", wish, "publish-1");
  expect(published).toMatchObject({ status: 200, body: { id: "standard-2" } });
  // Sent again with its key, it is there once.
  expect(await dana.post("/api/protocols", wish, "publish-1")).toMatchObject({ status: 200 });

  const after = await numbersOfACall("CA-after");
  expect(after.protocol).toMatchObject({ id: "standard-2", numbers: { aloneMs: 75_000 } });
  const open = await api.line.store.load(before.id);
  expect(open?.protocol).toEqual(standard);

  const robin = await signedIn(api.app, "robin@rehearsal.example");
  const { body } = await robin.get("/api/protocols");
  expect(body).toMatchObject({
    inForce: { id: "standard-2", numbers: { aloneMs: 75_000, graceMs: 60_000 } },
    versions: [
      {
        id: "standard-2",
        publishedBy: "dana",
        ...decided,
        publishedAt: api.time.now,
        changes: [
          { name: "aloneMs", from: 90_000, to: 75_000 },
          { name: "closeMs", from: 45_000, to: 40_000 },
        ],
      },
      { id: "standard-1", publishedBy: null, reason: null, changes: [] },
    ],
  });
  const [record] = await api.db.auditRecord.findMany({ where: { kind: "protocolPublished" } });
  expect(record).toMatchObject({
    who: "dana",
    about: "standard-2",
    data: { replaces: "standard-1", aloneMs: "90000 > 75000", closeMs: "45000 > 40000" },
  });
  expect(await api.db.auditRecord.count({ where: { kind: "protocolPublished" } })).toBe(1);
});

test("of two who change the same version the second is told, and nothing of theirs is published", async () => {
  const inForce = await newest();
  const wish = { from: inForce, numbers: { wordEveryMs: 10_000 }, ...decided };
  expect((await dana.post("/api/protocols", wish)).status).toBe(200);
  const late = { from: inForce, numbers: { wordEveryMs: 15_000 }, ...decided };
  const refused = await dana.post("/api/protocols", late);
  expect(refused).toMatchObject({ status: 409, body: { code: "protocolMoved" } });
  const unknown = await dana.post("/api/protocols", { ...late, from: "nothing-9" });
  expect(unknown).toMatchObject({ status: 409, body: { code: "protocolMoved" } });
  expect((await numbersOfACall("CA-second")).protocol.numbers.wordEveryMs).toBe(10_000);
});

test("what is out of bounds, goes together with nothing, or has no reason is refused, and the field is named", async () => {
  const from = await newest();
  const wrong = async (more: object) => {
    const answer = await dana.post("/api/protocols", { from, numbers: {}, ...decided, ...more });
    return [answer.status, answer.body["code"], answer.body["errors"]];
  };
  const graceMs = { where: "body/numbers/graceMs", what: "must be 40 to 120 s, in whole seconds" };
  expect(await wrong({ numbers: { graceMs: 600_000 } })).toEqual([400, "requestWrong", [graceMs]]);
  expect(await wrong({ numbers: { graceMs: 60_500 } })).toEqual([400, "requestWrong", [graceMs]]);
  expect(await wrong({ numbers: { askThirdMs: 55_000 } })).toEqual([
    422,
    "protocolWrong",
    [{ where: "body/numbers/graceMs", what: "must be at least 10 s more than askThirdMs" }],
  ]);
  expect(await wrong({ numbers: { graceMs: 60_000 } })).toEqual([422, "protocolSame", undefined]);
  expect(await wrong({ numbers: { someMs: 60_000 } })).toMatchObject([
    400,
    "requestWrong",
    [{ where: "body/numbers", what: expect.stringContaining("someMs") }],
  ]);
  expect(await wrong({ numbers: { graceMs: 70_000 }, reason: "because" })).toMatchObject([
    400,
    "requestWrong",
    [{ where: "body/reason" }],
  ]);
  expect(await wrong({ numbers: { graceMs: 70_000 }, signedBy: " " })).toMatchObject([
    400,
    "requestWrong",
    [{ where: "body/signedBy" }],
  ]);
  expect(await newest()).toBe(from);
});

test("a responder sees the numbers, and changes none", async () => {
  const maude = await signedIn(api.app, "maude@rehearsal.example");
  expect((await maude.get("/api/protocols")).status).toBe(200);
  const wish = { from: await newest(), numbers: { graceMs: 70_000 }, ...decided };
  const refused = await maude.post("/api/protocols", wish);
  expect(refused).toMatchObject({ status: 403, body: { code: "notAllowed" } });
});

test("what is published stays as it is, also for whoever has the database", async () => {
  const change = api.db.protocol.update({
    where: { id: "standard-1" },
    data: { signedBy: "Somebody else" },
  });
  await expect(change).rejects.toThrow(/is published and stays as it is/);
});

test("everybody reads what the line promises, in both languages, with the numbers in force and what changed", async () => {
  const page = async (url: string) => {
    const answer = await api.app.inject({ method: "GET", url });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    return answer.body;
  };
  const english = await page("/promises");
  expect(english).toContain('<html lang="en">');
  expect(english).toContain("then every 75 seconds. If you sound drowsy or slow: every 40 seconds");
  expect(english).toContain("Decided by Dr. N. Okafor, medical lead.");
  expect(english).toContain("(before: 90 seconds)");
  // Why, and who of ours, is the line's own.
  expect(english).not.toContain("soon enough to ask again");
  expect(english).not.toContain("Dana");
  const french = await page("/promesses");
  expect(french).toContain('<html lang="fr">');
  expect(french).toMatch(/puis toutes les 75\ssecondes\./);
  expect(french).toContain('href="/promises"');
});

const newest = async (): Promise<string> => {
  const row = await api.db.protocol.findFirst({
    where: { rehearsalOnly: false },
    orderBy: { publishedAt: "desc" },
  });
  return row?.id ?? "";
};
