import { expect, test } from "vitest";
import { deafness, standings, PRESENCE, type Seen } from "../../src/domain/presence.ts";

const noon = Date.UTC(2026, 10, 22, 17);
const well = { at: noon, registered: true, microphone: true };

const seen = (staffId: string, given: Partial<Seen> = {}): Seen => ({
  staffId,
  circle: "line",
  via: "softphone",
  state: "here",
  cameAt: noon - 3_600_000,
  heard: well,
  missed: false,
  ...given,
});

const standingOf = (people: readonly Seen[], staffId: string, at = noon) =>
  standings(people, at).get(staffId);

test("a console heard within fifteen seconds can be rung; at fifteen it counts as silent", () => {
  const jo = seen("jo");
  expect(deafness(jo, noon + PRESENCE.staleMs - 1)).toBeNull();
  expect(deafness(jo, noon + 15_000)).toBe("noHeartbeat");
});

test("who never opened a console is not reached, but for the first moments of their shift", () => {
  const jo = seen("jo", { heard: null, cameAt: noon });
  expect(deafness(jo, noon + 14_999)).toBeNull();
  expect(deafness(jo, noon + 15_000)).toBe("noHeartbeat");
});

test("a device that says it is deaf is believed at once", () => {
  expect(deafness(seen("jo", { heard: { ...well, registered: false } }), noon)).toBe(
    "notRegistered",
  );
  expect(deafness(seen("jo", { heard: { ...well, microphone: false } }), noon)).toBe(
    "noMicrophone",
  );
});

test("a plain phone needs no heartbeat, and can miss a ring like any other", () => {
  expect(deafness(seen("casey", { via: "phone", heard: null }), noon)).toBeNull();
  expect(deafness(seen("casey", { via: "phone", missed: true }), noon)).toBe("ringMissed");
});

test("whoever let a ring go by is after the others", () => {
  const people = [seen("jo", { missed: true }), seen("robin")];
  expect(standingOf(people, "jo")).toMatchObject({ reachable: false, why: "ringMissed" });
  expect(standingOf(people, "robin")).toMatchObject({ reachable: true, why: null });
});

test("the last of a circle stays reachable, and is told what is wrong all the same", () => {
  const people = [
    seen("jo", { missed: true }),
    seen("robin", { state: "resting" }),
    seen("oce", { circle: "on-call" }),
  ];
  expect(standingOf(people, "jo")).toEqual({
    reachable: true,
    why: "ringMissed",
    deaf: "ringMissed",
  });
  expect(standingOf(people, "robin")).toMatchObject({ reachable: false, why: "resting" });
});

test("where everybody looks deaf, everybody is still rung", () => {
  const people = [seen("jo", { heard: null }), seen("robin", { missed: true })];
  expect(people.map(({ staffId }) => standingOf(people, staffId)?.reachable)).toEqual([true, true]);
});

test("whoever is on a break is away, however well their device", () => {
  const people = [seen("jo", { state: "break" })];
  expect(standingOf(people, "jo")).toMatchObject({ reachable: false, why: "onBreak" });
});
