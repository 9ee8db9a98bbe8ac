import { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiOnPostgres, PASSWORD, signedIn } from "../support/api.ts";
import { appCode, passkeyOn } from "../support/authenticator.ts";
import { newcomers, tokenIn } from "../support/newcomers.ts";

const ORIGIN = "https://line.example.org";

let api: Awaited<ReturnType<typeof apiOnPostgres>>;
let dana: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  api = await apiOnPostgres();
  dana = await signedIn(api.app, "dana@rehearsal.example");
});
afterAll(() => api[Symbol.asyncDispose]());

const { accept, invited, browser, lastOf } = newcomers({ api: () => api, dana: () => dana });

describe("a supervisor", () => {
  test("with a password alone sets up an app, and does nothing else before", async () => {
    const who = await invited(["supervisor"]);
    const noor = browser();
    expect((await noor.signIn(who.email)).status).toBe(200);
    for (const url of ["/api/me", "/api/sessions", "/api/staff", "/api/audit"]) {
      expect((await noor.get(url)).body).toMatchObject({ code: "secondFactorNeeded", status: 403 });
    }
    const made = await noor.post("/api/auth/two-factor/enable", { password: PASSWORD });
    const uri = String(made.body["totpURI"]);
    const kept = JSON.stringify(await api.db.secondFactor.findMany());
    expect(kept).not.toContain(new URL(uri).searchParams.get("secret"));
    expect((await noor.get("/api/staff")).status).toBe(403);
    const wrong = await noor.post("/api/auth/two-factor/verify-totp", { code: "000000" });
    expect(wrong.status).toBe(401);
    const right = await noor.post("/api/auth/two-factor/verify-totp", { code: appCode(uri) });
    expect(right.status).toBe(200);
    expect((await noor.get("/api/staff")).status).toBe(200);
    expect(await lastOf(who.id)).toMatchObject({ kind: "secondFactorSet", who: who.id });

    const later = browser();
    expect((await later.signIn(who.email)).body).toMatchObject({ twoFactorRedirect: true });
    expect((await later.get("/api/me")).status).toBe(401);
    await later.post("/api/auth/two-factor/verify-totp", { code: appCode(uri) });
    expect((await later.get("/api/staff")).status).toBe(200);
    expect(await lastOf(who.id)).toMatchObject({ kind: "signedIn", data: { proof: "totp" } });
  });

  test("without their telephone uses a recovery code, each once", async () => {
    const who = await invited(["coordinator"]);
    const noor = browser();
    await noor.signIn(who.email);
    const made = await noor.post("/api/auth/two-factor/enable", { password: PASSWORD });
    await noor.post("/api/auth/two-factor/verify-totp", {
      code: appCode(String(made.body["totpURI"])),
    });
    const [code = ""] = z.array(z.string()).parse(made.body["backupCodes"]);
    const withCode = async () => {
      const other = browser();
      await other.signIn(who.email);
      await other.post("/api/auth/two-factor/verify-backup-code", { code });
      return other;
    };
    expect((await (await withCode()).get("/api/shifts/rules")).status).toBe(200);
    expect(await lastOf(who.id)).toMatchObject({ kind: "signedIn", data: { proof: "recovery" } });
    expect((await (await withCode()).get("/api/me")).status).toBe(401);
  });

  test("signs in with a passkey; with the password alone they then add nothing", async () => {
    const who = await invited(["supervisor"]);
    const noor = browser();
    await noor.signIn(who.email);
    const device = passkeyOn(ORIGIN);
    const asked = await noor.get("/api/auth/passkey/generate-register-options");
    const response = device.create(String(asked.body["challenge"]));
    const added = await noor.post("/api/auth/passkey/verify-registration", { response });
    expect(added).toMatchObject({ status: 200, body: { userId: who.id } });

    const thief = browser();
    await thief.signIn(who.email);
    const enable = await thief.post("/api/auth/two-factor/enable", { password: PASSWORD });
    expect(enable.body).toMatchObject({ code: "secondFactorNeeded" });
    expect((await thief.get("/api/auth/passkey/generate-register-options")).status).toBe(403);
    expect((await thief.get("/api/staff")).status).toBe(403);

    const later = browser();
    const challenge = await later.get("/api/auth/passkey/generate-authenticate-options");
    const shown = device.get(String(challenge.body["challenge"]));
    const into = await later.post("/api/auth/passkey/verify-authentication", { response: shown });
    expect(into.status).toBe(200);
    expect((await later.get("/api/staff")).status).toBe(200);
    expect(await lastOf(who.id)).toMatchObject({ kind: "signedIn", data: { proof: "passkey" } });
    const again = await later.post("/api/auth/passkey/verify-authentication", { response: shown });
    expect(again.status).toBe(400);
  });

  test("adds a passkey, and whoever has their password cannot finish an app they began before", async () => {
    const who = await invited(["supervisor"]);
    const [thief, own, elsewhere] = [browser(), browser(), browser()];
    for (const one of [thief, own, elsewhere]) await one.signIn(who.email);
    const begun = await thief.post("/api/auth/two-factor/enable", { password: PASSWORD });
    const asked = await own.get("/api/auth/passkey/generate-register-options");
    const response = passkeyOn(ORIGIN).create(String(asked.body["challenge"]));
    const added = await own.post("/api/auth/passkey/verify-registration", { response });
    expect(added.status).toBe(200);
    const code = appCode(String(begun.body["totpURI"]));
    const finish = await thief.post("/api/auth/two-factor/verify-totp", { code });
    expect(finish.status).toBe(401);
    expect((await thief.get("/api/staff")).status).toBe(401);
    expect((await elsewhere.get("/api/staff")).status).toBe(401);
    expect(await api.db.secondFactor.count({ where: { userId: who.id } })).toBe(0);
    expect((await own.get("/api/me/sign-ins")).body).toMatchObject({ code: "secondFactorNeeded" });
  });

  test("who signed in with a password before there was a factor finishes no app beside it", async () => {
    const who = await invited(["supervisor"]);
    const thief = browser();
    await thief.signIn(who.email);
    const begun = await thief.post("/api/auth/two-factor/enable", { password: PASSWORD });
    await api.db.passkey.create({
      data: {
        id: crypto.randomUUID(),
        userId: who.id,
        publicKey: "",
        credentialID: crypto.randomUUID(),
        counter: 0,
        deviceType: "singleDevice",
        backedUp: false,
      },
    });
    const code = appCode(String(begun.body["totpURI"]));
    const finish = await thief.post("/api/auth/two-factor/verify-totp", { code });
    expect(finish).toMatchObject({ status: 403, body: { code: "secondFactorNeeded" } });
    expect((await thief.get("/api/staff")).status).toBe(403);
  });

  test("not with a key on a device that does not ask who holds it", async () => {
    const who = await invited(["supervisor"]);
    const noor = browser();
    await noor.signIn(who.email);
    const asked = await noor.get("/api/auth/passkey/generate-register-options");
    const response = passkeyOn(ORIGIN, false).create(String(asked.body["challenge"]));
    const added = await noor.post("/api/auth/passkey/verify-registration", { response });
    expect(added.status).toBe(401);
    expect(await api.db.passkey.count({ where: { userId: who.id } })).toBe(0);
  });

  test("who lost everything gets a link from another; what they had is gone", async () => {
    const who = await invited(["responder"]);
    const noor = browser();
    await noor.signIn(who.email);
    const made = await noor.post("/api/auth/two-factor/enable", { password: PASSWORD });
    await noor.post("/api/auth/two-factor/verify-totp", {
      code: appCode(String(made.body["totpURI"])),
    });
    const reset = await dana.post(`/api/staff/${who.id}/reset`);
    expect((await accept(tokenIn(reset.body["url"]), "another good password")).body).toEqual({
      staffId: who.id,
      email: who.email,
    });
    expect((await noor.get("/api/me")).status).toBe(401);
    expect((await browser().signIn(who.email)).status).toBe(401);
    const back = browser();
    await back.signIn(who.email, "another good password");
    expect((await back.get("/api/me")).body).toMatchObject({ id: who.id, roles: ["responder"] });
  });
});
