import { expect, test } from "vitest";

import { stored } from "../../../src/adapters/postgres/stored.ts";
import { foldedAnew, isWhole } from "../../../src/domain/session/earlier.ts";
import type { Event } from "../../../src/domain/session/events.ts";
import { standard } from "../../../src/domain/session/policy.ts";
import { after, given } from "../../support/given.ts";
import { accompanied, confirms } from "../../support/steps.ts";

const today = () => given(...accompanied, after(10), confirms());

/** As it comes back from a row. */
type Parts = { [name: string]: Parts };
const plain = (value: unknown): Parts => stored<Parts>(JSON.parse(JSON.stringify(value)));

test("a session as today's release stores it is whole, and folding it anew changes nothing", () => {
  const { session, events } = today();
  expect(isWhole(plain(session))).toBe(true);
  expect(foldedAnew(session.id, events)).toEqual(session);
});

test("one that lacks anything that rules read is not, however deep it is", () => {
  const { session } = today();
  for (const path of ["deadlines", "story", "help.besides", "company.missed", "spoken.take"]) {
    const row = plain(session);
    const names = path.split(".");
    const last = names.pop() ?? "";
    const place = names.reduce((part, name) => part[name] ?? {}, row);
    expect(place).toHaveProperty(last);
    delete place[last];
    expect(isWhole(row), path).toBe(false);
  }
  const { followUpMs: _, ...numbers } = standard.numbers;
  expect(isWhole({ ...plain(session), protocol: { ...standard, numbers } })).toBe(false);
});

test("events of a release that knew less say what was meant", () => {
  const { session, events } = today();
  const { followUpMs: _, ...numbers } = standard.numbers;
  const rung = { kind: "responderRung", staffId: "bea", via: "phone", until: 1, ownLanguage: true };
  const older = events.map((event) =>
    event.kind === "callArrived" ? { ...event, protocol: { ...standard, numbers } } : event,
  );
  const anew = foldedAnew(session.id, stored<Event[]>(plain([...older, { ...rung, at: 1 }])));
  expect(anew?.protocol.numbers.followUpMs).toBe(standard.numbers.followUpMs);
  expect(anew?.company.ringing).toEqual([
    { staffId: "bea", via: "phone", until: 1, languages: ["en"] },
  ]);
  expect(anew?.deadlines).toBe(session.deadlines);
});

test("what does not begin with a call is nothing", () => {
  expect(foldedAnew("any", [])).toBeNull();
});
