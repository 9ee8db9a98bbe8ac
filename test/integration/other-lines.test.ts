import { randomUUID } from "node:crypto";
import { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDeskCsv } from "../../src/adapters/csv/desks.ts";
import type { KeptLine } from "../../src/adapters/postgres/other-lines.ts";
import { rehearsalOtherLines } from "../../src/adapters/postgres/seed-other-lines.ts";
import { STAFF_ROLES } from "../../src/domain/permissions.ts";
import { handle } from "../../src/engine/handle.ts";
import { accepts, apiOnPostgres, callArrives } from "../support/api.ts";

type Api = Awaited<ReturnType<typeof apiOnPostgres>>;
let api: Api;

const ROLES = z.enum(STAFF_ROLES);

beforeAll(async () => {
  api = await apiOnPostgres();
  // Whoever says "robin responder" is signed in as that.
  api.signIn.staffOf = async (headers) => {
    const [id = "", role] = (headers.get("authorization") ?? "").split(" ");
    const { data } = ROLES.safeParse(role);
    return data === undefined
      ? null
      : { id, roles: [data], signInId: "here", proof: "totp", exempt: false };
  };
});
afterAll(() => api[Symbol.asyncDispose]());

const NUMBER = "+15555550177";
const crisis: Omit<KeptLine, "id" | "verifiedAt"> & { verified: boolean } = {
  name: "A crisis line",
  whatFor: "suicide",
  province: null,
  languages: ["en"],
  hours: null,
  timeZone: "America/Toronto",
  takesBy: "key",
  number: NUMBER,
  verified: true,
  rehearsal: false,
};

const as = (id: string, role: string) => ({
  authorization: `${id} ${role}`,
  "idempotency-key": randomUUID(),
});
const robinDoes = (id: string) => (name: string, payload: object) =>
  api.app.inject({
    method: "POST",
    url: `/api/sessions/${id}/${name}`,
    payload,
    headers: as("robin", "responder"),
  });
const put = (id: string, body: object, headers = as("dana", "supervisor")) =>
  api.app.inject({ method: "PUT", url: `/api/other-lines/${id}`, payload: body, headers });

test("a line is kept with its number sealed: no list says it, and the database holds it nowhere", async () => {
  expect((await put("crisis", crisis)).statusCode).toBe(200);
  const listed = await api.app.inject({
    url: "/api/other-lines",
    headers: as("robin", "responder"),
  });
  const { lines } = listed.json<{ lines: { id: string; verifiedAt: number }[] }>();
  expect(lines.find(({ id }) => id === "crisis")?.verifiedAt).toBe(api.line.clock.now());
  expect(listed.body).not.toContain("5555550177");
  const [row] = await api.db.$queryRaw<{ row: string }[]>`
    SELECT row_to_json(o)::text AS row FROM other_lines o WHERE id = 'crisis'`;
  expect(row?.row).not.toContain("5555550177");
  expect(await api.line.otherLines.line("crisis", false)).toMatchObject({ number: NUMBER });
});

test("changed without its number, it keeps the one it has; verified once, it stays as old as it was", async () => {
  const before = await api.line.otherLines.line("crisis", false);
  const change = { ...crisis, name: "Another name", number: null, verified: false };
  expect((await put("crisis", change)).statusCode).toBe(200);
  const after = await api.line.otherLines.line("crisis", false);
  expect(after).toMatchObject({ name: "Another name", number: NUMBER });
  expect(after?.verifiedAt).toBe(before?.verifiedAt);
});

test.each(["988", "911", "+1911", "+19115550100", "555-0100", "+441632960100", "+15555550"])(
  "%s is no number for a line",
  async (number) => {
    const refused = await put("short", { ...crisis, number });
    expect(refused.statusCode).toBe(400);
    expect(refused.json()).toMatchObject({ errors: [{ where: "body/number" }] });
  },
);

test("a new line needs its number; no number is on both sides of the wall; and no line crosses it", async () => {
  expect((await put("new", { ...crisis, number: null })).json()).toMatchObject({
    code: "lineWrong",
  });
  const [seeded] = rehearsalOtherLines(api.line.clock.now());
  const shared = await put("shared", { ...crisis, number: seeded?.number });
  expect(shared.json()).toMatchObject({ code: "lineWrong" });
  const turned = await put("crisis", { ...crisis, rehearsal: true });
  expect(turned.json()).toMatchObject({ code: "lineWrong" });
  await expect(
    api.db.$executeRaw`UPDATE other_lines SET rehearsal = true WHERE id = 'crisis'`,
  ).rejects.toThrow(/fixed when it is made/);
});

test("whoever only answers calls changes none; what is changed is in the audit", async () => {
  const responder = await put("crisis", crisis, as("robin", "responder"));
  expect(responder.statusCode).toBe(403);
  expect((await put("crisis", crisis, as("maude", "coordinator"))).statusCode).toBe(200);
  const kept = await api.db.auditRecord.findMany({ where: { about: "crisis" } });
  expect(kept.map(({ kind, who }) => [kind, who])).toContainEqual(["otherLineSaved", "maude"]);
});

test("the rehearsal wall: the database refuses a leg of a rehearsal to a real line, and the table gives neither side the other", async () => {
  const sessionId = await callArrives(api.line);
  const leg = (party: string) => api.db.$executeRaw`
    INSERT INTO legs (id, session_id, role, party, attempt, rehearsal, requested_at)
    VALUES (${randomUUID()}, ${sessionId}::uuid, 'third', ${party}, 1, true, '2026-11-22T03:00:00Z')`;
  await expect(leg("crisis")).rejects.toThrow(/only to rehearsal lines/);
  await expect(leg("nobody")).rejects.toThrow(/only to rehearsal lines/);
  await expect(leg("rehearsal_suicide_en")).resolves.toBe(1);
  await expect(leg("dana")).resolves.toBe(1);
  expect(await api.line.otherLines.line("rehearsal_suicide_en", false)).toBeNull();
  expect(await api.line.otherLines.line("crisis", true)).toBeNull();
});

test("offered in a call: this side's lines, what suits it first, and the suicide line by one press once it is marked", async () => {
  await api.db.$executeRaw`TRUNCATE claims`;
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  const headers = as("robin", "responder");
  const offered = () => api.app.inject({ url: `/api/sessions/${id}/transfer-lines`, headers });
  type Offered = { lines: { id: string }[]; suicideLineId: string | null };
  const plain = (await offered()).json<Offered>();
  expect(plain.lines.map((one) => one.id).toSorted()).toEqual(
    rehearsalOtherLines(0)
      .map((one) => one.id)
      .toSorted(),
  );
  expect(plain.suicideLineId).toBeNull();
  const did = robinDoes(id);
  await did("concerns", { concern: "selfHarm" });
  const worried = (await offered()).json<Offered>();
  expect(worried.suicideLineId).toBe("rehearsal_suicide_en");
  expect(worried.lines[0]?.id).toBe("rehearsal_suicide_en");

  const to = { kind: "line", lineId: "rehearsal_suicide_en" };
  expect((await did("transfer", { to })).statusCode).toBe(400);
  const unknown = { to: { kind: "line", lineId: "crisis" }, consented: true };
  expect((await did("transfer", unknown)).json()).toMatchObject({ code: "lineUnknown" });
  const asked = await did("transfer", { to, consented: true });
  expect(asked.json()).toMatchObject({ transfer: { state: "ringing", to, by: "robin" } });
  expect((await did("transfer-leave", {})).json()).toMatchObject({ code: "noTransfer" });
  expect((await did("transfer-end", {})).json()).toMatchObject({ transfer: { state: "ended" } });
  const none = await api.app.inject({
    url: `/api/sessions/${id}/transfer-lines`,
    headers: as("jo", "responder"),
  });
  expect(none.statusCode).toBe(403);
});

test("whoever has left a caller with somebody else still writes how it ended", async () => {
  await api.db.$executeRaw`TRUNCATE claims`;
  const id = await callArrives(api.line);
  await accepts(api.line, id, "robin");
  const did = robinDoes(id);
  await did("transfer", { to: { kind: "line", lineId: "rehearsal_youth" }, consented: true });
  const at = api.line.clock.now();
  const took = { role: "third", staffId: "rehearsal_youth", via: "phone" } as const;
  await handle(api.line, id, {
    kind: "legAccepted",
    legId: `${id}:third`,
    ...took,
    id: "took",
    at,
  });
  expect((await did("transfer-leave", {})).statusCode).toBe(200);
  const seen = await api.app.inject({
    url: `/api/sessions/${id}`,
    headers: as("robin", "responder"),
  });
  expect(seen.json()).toMatchObject({ phase: "accompanied", transfer: { state: "theirs" } });
  const ended = { role: "caller", party: null, how: "completed" } as const;
  const session = await api.line.store.load(id);
  const legId = session?.caller.legId ?? "";
  await handle(api.line, id, { kind: "legEnded", legId, ...ended, id: "ended", at });
  expect((await did("outcome", { outcome: "notAUseCall" })).statusCode).toBe(200);
});

test("no line has one of our own numbers, nor one of this side that of a desk on the other", async () => {
  const own = await put("loops", { ...crisis, number: "+15555550100" });
  expect(own.json()).toMatchObject({ code: "lineWrong", errors: [{ where: "body/number" }] });
  const headers = as("maude", "coordinator");
  const { body } = await api.app.inject({ url: "/api/desks/export", headers });
  const desk = readDeskCsv(body).desks.find((one) => one.desk.rehearsal)?.desk;
  const shared = await put("wall", { ...crisis, number: desk?.number });
  expect(shared.json()).toMatchObject({ code: "lineWrong", errors: [{ where: "body/number" }] });
});
