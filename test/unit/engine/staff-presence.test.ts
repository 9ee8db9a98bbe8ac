import { expect, test } from "vitest";
import type { Via } from "../../../src/domain/session/people.ts";
import type { Present } from "../../../src/domain/standby.ts";
import { CarrierRefused } from "../../../src/engine/errors.ts";
import type { Line } from "../../../src/engine/ports.ts";
import type { CallToStaff } from "../../../src/engine/ports-presence.ts";
import { keepReachable } from "../../../src/engine/staff-presence.ts";
import { fakeLine } from "../../support/fake-line.ts";

const PHONES: Record<string, { via: Via; phone: string | null }> = {
  jo: { via: "softphone", phone: null },
  oce: { via: "phone", phone: "+15555550151" },
  max: { via: "phone", phone: "+15555550152" },
  sol: { via: "softphone", phone: "+15555550153" },
};

const person = (staffId: string, given: Partial<Present> = {}): Present => ({
  staffId,
  circle: "line",
  free: true,
  state: "here",
  standbyAskedAt: null,
  ...given,
});

/** A line whose people these are; `refuses` are numbers the carrier does not ring. */
function aLine(people: readonly Present[], refuses: readonly string[] = []) {
  const rung: CallToStaff[] = [];
  const texts: { to: string; body: string }[] = [];
  const missed: string[] = [];
  const { line: plain } = fakeLine();
  const line: Line = {
    ...plain,
    phone: { ...plain.phone, text: async (to, _from, body) => void texts.push({ to, body }) },
    roster: {
      ...plain.roster,
      member: async (id) => {
        const known = PHONES[id];
        return known === undefined
          ? null
          : { id, name: `Name of ${id}`, languages: ["en"], ...known };
      },
      missedRing: async (staffId) => void missed.push(staffId),
    },
    presence: {
      people: async () => people,
      testRingTaken: async () => false,
      calledSince: async () => false,
      toTell: async () => ["sol"],
    },
    staffCalls: {
      ring: async (call) => {
        if (refuses.includes(call.to)) throw new CarrierRefused("no", 21215);
        rung.push(call);
      },
    },
  };
  return { line, rung, texts, missed };
}

const resting = person("jo", { free: false, state: "resting" });
const onCall = (staffId: string, layer = 1) => person(staffId, { circle: "on-call", layer });

test("while somebody rests and nobody covers, the next person on call is rung, minute by minute", async () => {
  const people = [resting, onCall("oce", 1), onCall("max", 2)];
  const { line, rung } = aLine(people);
  const at = line.clock.now();
  const first = await keepReachable(line, { kind: "ringForCover", round: 0 });
  expect(rung).toMatchObject([{ to: "+15555550151", about: "cover" }]);
  expect(rung[0]?.press).toContain("Press 1");
  expect(first).toMatchObject({
    how: "done",
    event: { kind: "coverRung", subject: "oce" },
    owes: [{ duty: { kind: "ringForCover", round: 1 }, dueAt: at + 60_000 }],
  });
  await keepReachable(line, { kind: "ringForCover", round: 1 });
  expect(rung.at(-1)?.to).toBe("+15555550152");
});

test("one the carrier does not ring is passed over at once, and the search goes on with nobody to ring", async () => {
  const people = [resting, onCall("oce", 1), onCall("max", 2)];
  const { line, rung } = aLine(people, ["+15555550151"]);
  await keepReachable(line, { kind: "ringForCover", round: 0 });
  expect(rung.map(({ to }) => to)).toEqual(["+15555550152"]);
  const nobody = await keepReachable(aLine([resting]).line, { kind: "ringForCover", round: 4 });
  expect(nobody).toMatchObject({ event: { subject: null }, owes: [{ duty: { round: 5 } }] });
});

test("once somebody covers, or the one who rested is back, nobody is rung for it any more", async () => {
  const { line, rung } = aLine([resting, person("oce")]);
  expect(await keepReachable(line, { kind: "ringForCover", round: 3 })).toEqual({
    how: "overtaken",
    by: "covered",
  });
  expect(rung).toEqual([]);
});

test("a test ring goes where callers' rings go; not taken within a minute it is a missed ring, and both sides hear of it", async () => {
  const { line, rung, texts, missed } = aLine([person("jo")]);
  const startsAt = line.clock.now();
  const acted = await keepReachable(line, { kind: "testRing", staffId: "jo", startsAt });
  expect(rung).toMatchObject([{ to: "client:jo", about: "test" }]);
  expect(acted).toMatchObject({
    owes: [{ duty: { kind: "endTestRing" }, dueAt: startsAt + 60_000 }],
  });
  const over = await keepReachable(line, { kind: "endTestRing", staffId: "jo", rungAt: startsAt });
  expect(missed).toEqual(["jo"]);
  expect(over).toMatchObject({ owes: [{ duty: { to: "jo" } }, { duty: { to: "sol" } }] });
  await keepReachable(line, {
    kind: "tellOfPerson",
    to: "sol",
    staffId: "jo",
    what: "testRingMissed",
  });
  expect(texts).toMatchObject([{ to: "+15555550153" }]);
  expect(texts[0]?.body).toContain("Name of jo");
});

test("whoever has a caller is not rung for a test, and one that was taken was not missed", async () => {
  const { line, rung, missed } = aLine([person("jo", { free: false })]);
  const startsAt = line.clock.now();
  const busy = await keepReachable(line, { kind: "testRing", staffId: "jo", startsAt });
  expect(busy).toEqual({ how: "overtaken", by: "notFree" });
  expect(rung).toEqual([]);
  const taken = { ...line, presence: { ...line.presence, testRingTaken: async () => true } };
  await keepReachable(taken, { kind: "endTestRing", staffId: "jo", rungAt: startsAt });
  expect(missed).toEqual([]);
});

test("somebody on call hears by text that nobody of the line is free", async () => {
  const { line, texts } = aLine([]);
  const acted = await keepReachable(line, { kind: "askStandby", staffId: "oce" });
  expect(texts[0]?.body).toContain("nobody on the line is free");
  expect(acted).toMatchObject({
    event: { kind: "standbyAsked", subject: "oce", data: { sent: "texted" } },
  });
});
