import { expect, test } from "vitest";

import { handle } from "../../../src/engine/handle.ts";
import { erase } from "../../../src/engine/erasing.ts";
import { VaultClosed } from "../../../src/engine/errors.ts";
import { blankPlan } from "../../../src/engine/plans.ts";
import type { Line } from "../../../src/engine/ports.ts";
import type { Profile } from "../../../src/engine/ports-profiles.ts";
import { withoutCode } from "../../../src/engine/profiles.ts";
import { fakeLine } from "../../support/fake-line.ts";
import { given } from "../../support/given.ts";
import { arrived, keyAt } from "../../support/steps.ts";

const SESSION = "0199d0c0-0000-7000-8000-000000000001";
const FROM = "+15555550131";
const CODE = "83029147";

const shut = () => Promise.reject(new VaultClosed("The key is not to be had"));

/** A caller waits who kept where they are; the vault is as the test has it. */
async function callerWaits(replaced: Partial<Line["profiles"]> = {}) {
  const { line: fake, memory } = fakeLine();
  const desks = { ...fake.desks, forPlace: async () => [] };
  const line = { ...fake, desks, profiles: { ...fake.profiles, ...replaced } };
  const at = memory.now;
  const { session } = await handle(line, SESSION, { ...arrived(), id: "arrived", at });
  await line.plans.write(SESSION, { ...blankPlan, callerNumber: FROM, place: "exact" }, at);
  const under = { code: CODE, number: FROM, rehearsal: false };
  const profile = { kept: "passphrase", language: "en", plan: blankPlan, spoken: null } as const;
  await fake.profiles.keep(under, profile, "2027-06-01");
  const press = async (ask: string, digits: string) => {
    const input = keyAt(ask, digits)(given(arrived()));
    return (await withoutCode(line, SESSION, { ...input, id: `key:${ask}`, at })).input;
  };
  return { line, memory, session, press };
}

test("what a caller kept and does not open is not found, and said in the log: their turn goes on", async () => {
  const { press, memory } = await callerWaits({ find: shut });
  expect(await press("code", CODE)).toMatchObject({ kind: "codeKeyed", opened: null });
  expect(memory.logged.join()).toMatch(/cannot be opened or sealed/);
});

test("what cannot be sealed anew for later is found tonight all the same", async () => {
  const { press, memory } = await callerWaits({ renew: shut });
  expect(await press("code", CODE)).toMatchObject({ opened: { kept: "passphrase" } });
  expect(memory.logged.join()).toMatch(/cannot be opened or sealed/);
});

test("what cannot be sealed is not kept: the code is refused", async () => {
  const { press, memory, session } = await callerWaits({ keep: shut });
  const closed = { at: memory.now, by: "ana", outcome: "well" } as const;
  const plan = { ...session.plan, place: "exact" } as const;
  memory.sessions.set(SESSION, { ...session, closed, plan });
  expect(await press("ownCode", "83029145")).toMatchObject({ kind: "ownCodeRefused" });
});

test("what a caller would like to hear of again is kept, and not which referral tonight's was", async () => {
  const kept: Profile[] = [];
  const keep: Line["profiles"]["keep"] = async (_under, profile) => kept.push(profile) > 0;
  const { line, memory, session, press } = await callerWaits({ keep });
  const closed = { at: memory.now, by: "ana", outcome: "well" } as const;
  memory.sessions.set(SESSION, { ...session, closed, plan: { ...session.plan, place: "exact" } });
  const referral = { said: "wanted", again: "the clinic", keep: true, ids: [SESSION] } as const;
  await line.plans.amend(SESSION, (plan) => ({ ...(plan ?? blankPlan), referral }), memory.now);
  await press("ownCode", "83029145");
  expect(kept.map(({ plan }) => plan.referral)).toEqual([{ ...referral, ids: [] }]);
});

test("a key that is no code is handed on without asking the store", async () => {
  const { line, press } = await callerWaits();
  line.store.load = () => Promise.reject(new Error("The store was asked"));
  expect(await press("menu", "1")).toMatchObject({ kind: "keyPressed", digits: "1" });
});

const OWED = {
  id: "d1",
  sessionId: SESSION,
  attempts: 1,
  duty: { kind: "eraseKept", plan: true, dueAt: 0 },
} as const;

test("to erase what they kept stays owed while the plan that names it does not open, and tonight's plan stays with it", async () => {
  const { line, memory, press } = await callerWaits();
  const found = await handle(line, SESSION, await press("code", CODE));
  const act = { kind: "eraseKept", plan: true } as const;
  const opens = { ...line.plans };
  Object.assign(line.plans, { read: async () => null, shut: async () => true });
  await expect(erase(line, found.session, OWED, act)).rejects.toThrow(VaultClosed);
  expect(memory.plans.has(SESSION)).toBe(true);
  Object.assign(line.plans, opens);
  expect(await erase(line, found.session, OWED, act)).toBe("done");
  expect(memory.plans.has(SESSION)).toBe(false);
  expect(
    (await line.profiles.find({ code: CODE, number: FROM, rehearsal: false }, 0)).found,
  ).toBeNull();
});

test("who keyed no code kept nothing: tonight's plan is erased though it does not open", async () => {
  const { line, memory, session } = await callerWaits();
  line.plans.read = async () => null;
  line.plans.shut = async () => true;
  expect(await erase(line, session, OWED, { kind: "eraseKept", plan: true })).toBe("done");
  expect(memory.plans.has(SESSION)).toBe(false);
});
