import { expect, test } from "vitest";
import { destroyedAt } from "../../../src/adapters/keyring/names.ts";
import { madeOn, promisedContact } from "../../../src/domain/referrals/duties.ts";
import {
  mayOpen,
  promiseRefused,
  seesNow,
  type PromisedContact,
} from "../../../src/domain/referrals/referral.ts";
import { keyClassOf } from "../../../src/domain/retention.ts";

const NOW = Date.UTC(2026, 10, 22, 19);
const DAY = 24 * 3_600_000;
const promised: PromisedContact = { dutyId: "d", staffId: "robin", by: "call", dueAt: NOW + DAY };
const referral = { navigatorId: "amara", promised: null, until: NOW + 40 * DAY };
const navigator = (staffId: string, until = NOW + DAY) => ({
  staffId,
  isNavigator: true,
  navigator: { staffId, organisation: "a clinic", until },
});
const ours = (staffId: string) => ({ staffId, isNavigator: false, navigator: null });

test("a navigator sees what is handed to them, until their role ends; without a day they see nothing", () => {
  expect(mayOpen(navigator("amara"), referral, NOW)).toBe(true);
  expect(mayOpen(navigator("other"), referral, NOW)).toBe(false);
  expect(mayOpen(navigator("amara", NOW), referral, NOW)).toBe(false);
  expect(mayOpen({ ...navigator("amara"), navigator: null }, referral, NOW)).toBe(false);
  expect([seesNow(null, NOW), seesNow({ until: NOW + 1 }, NOW)]).toEqual([false, true]);
});

test("one of ours sees only what they promised, and no longer than it is owed", () => {
  expect(mayOpen(ours("robin"), { ...referral, promised }, NOW)).toBe(true);
  expect(mayOpen(ours("jo"), { ...referral, promised }, NOW)).toBe(false);
  expect(mayOpen(ours("robin"), referral, NOW)).toBe(false);
  // A role that ended does not come back by a promise.
  const before = { ...referral, promised: { ...promised, staffId: "amara" } };
  expect(mayOpen(navigator("amara", NOW), before, NOW)).toBe(false);
});

test("one promise at a time, for oneself or the navigator who has it, between now and the erasure", () => {
  const asked = { staffId: "robin", dueAt: NOW + DAY };
  const by = { by: "robin", now: NOW };
  expect(promiseRefused(referral, asked, by)).toBeNull();
  expect(promiseRefused(referral, { ...asked, staffId: "amara" }, by)).toBeNull();
  expect(promiseRefused(referral, { ...asked, staffId: "jo" }, by)).toBe("promiseNotTheirs");
  expect(promiseRefused({ ...referral, promised }, asked, by)).toBe("promiseStands");
  expect(promiseRefused(referral, { ...asked, dueAt: NOW }, by)).toBe("promiseWrong");
  expect(promiseRefused(referral, { ...asked, dueAt: referral.until }, by)).toBe("promiseWrong");
});

test("its duty is its maker's, and says of the call no more than the day", () => {
  const made = { staffId: "robin", referralId: "r", by: "text", rehearsal: false } as const;
  expect(promisedContact(made, NOW + DAY, "wish")).toMatchObject({
    duty: { kind: "promisedContact", ...made },
    subject: { kind: "person", id: "robin" },
    dueAt: NOW + DAY,
  });
  expect(madeOn(NOW)).toBe(Date.UTC(2026, 10, 22));
});

test("referrals are under keys of their own months, which outlast them and then are destroyed", () => {
  expect(keyClassOf("referral:1")).toBe("referral");
  const gone = destroyedAt("referral.2026-11.1f0c9a7e", "America/Toronto") ?? 0;
  const lastDay = Date.UTC(2026, 11, 31) + DAY;
  expect(gone).toBeGreaterThan(lastDay + 31 * DAY);
  expect(gone).toBeLessThan(Date.UTC(2027, 2, 15));
});
