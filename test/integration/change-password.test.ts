import { afterAll, beforeAll, expect, test } from "vitest";
import { apiOnPostgres, PASSWORD, signedIn } from "../support/api.ts";
import { noon } from "../support/line-database.ts";
import { newcomers } from "../support/newcomers.ts";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let dana: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

const { invited, browser, lastOf } = newcomers({ api: () => api, dana: () => dana });

const NEW = "a better horse, and a longer one";
const path = "/api/auth/change-password";

async function somebody() {
  const who = await invited(["responder"]);
  const [here, there] = [browser(), browser()];
  await here.signIn(who.email);
  await there.signIn(who.email);
  return { who, here, there };
}

test("with the old password: this sign-in stays, every other ends, and the old one opens nothing", async () => {
  const { who, here, there } = await somebody();
  expect((await here.post(path, { password: PASSWORD, newPassword: NEW })).status).toBe(200);
  expect((await here.get("/api/me")).status).toBe(200);
  expect((await there.get("/api/me")).status).toBe(401);
  expect((await there.signIn(who.email)).status).toBe(401);
  expect((await there.signIn(who.email, NEW)).status).toBe(200);
});

test("it is in the audit, without either", async () => {
  const { who, here } = await somebody();
  await here.post(path, { password: PASSWORD, newPassword: NEW });
  const record = await lastOf(who.id);
  expect(record).toMatchObject({ kind: "passwordChanged", who: who.id, data: { ended: "1" } });
  expect(JSON.stringify(record?.data)).not.toMatch(/horse/);
});

test("not without the old one, not signed in, and not for one too short", async () => {
  const { here, there } = await somebody();
  const wrong = await here.post(path, { password: "not this one", newPassword: NEW });
  expect(wrong).toMatchObject({ status: 422, body: { code: "passwordWrong" } });
  expect((await there.get("/api/me")).status).toBe(200);
  expect((await here.post(path, { password: PASSWORD, newPassword: "short" })).status).toBe(400);
  expect((await browser().post(path, { password: PASSWORD, newPassword: NEW })).status).toBe(401);
});

test("whoever guesses it at somebody's open console is slowed", async () => {
  const { here } = await somebody();
  const guess = async () => (await here.post(path, { password: "guess", newPassword: NEW })).status;
  const answers: number[] = [];
  for (let n = 0; n < 11; n += 1) answers.push(await guess());
  expect(answers).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
  api.time.now = noon + 61_000;
  const right = await here.post(path, { password: PASSWORD, newPassword: NEW });
  api.time.now = noon;
  expect(right.status).toBe(200);
});

test("who has a second factor shows it first: a password may be in the wrong hands", async () => {
  const { who, here } = await somebody();
  await api.db.signIn.updateMany({ where: { userId: who.id }, data: { proof: "password" } });
  await api.db.passkey.create({
    data: {
      id: `key-${who.id}`,
      userId: who.id,
      publicKey: "k",
      credentialID: `credential-${who.id}`,
      counter: 0,
      deviceType: "singleDevice",
      backedUp: false,
      createdAt: new Date(noon),
    },
  });
  const change = { password: PASSWORD, newPassword: NEW };
  expect((await here.post(path, change)).body).toMatchObject({ code: "secondFactorNeeded" });
  await api.db.signIn.updateMany({ where: { userId: who.id }, data: { proof: "passkey" } });
  expect((await here.post(path, change)).status).toBe(200);
  expect(await api.db.signIn.findMany({ where: { userId: who.id } })).toMatchObject([
    { proof: "passkey" },
  ]);
});
