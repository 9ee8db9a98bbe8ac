import { expect, test } from "vitest";
import { after, givenRoster } from "../../support/given.ts";
import { ana, luc } from "../../support/people.ts";
import { accepts, arrived, ends, loses, planned, usingNow } from "../../support/steps.ts";

const anaToo = { ...ana, hasPhone: true };
const lucToo = { ...luc, languages: ["en"] as const, hasPhone: true };
const missed = (staffId: string, how: "noAnswer" | "failed" = "noAnswer") =>
  ends("responder", `ring-${staffId}`, how, staffId);

test("a softphone that rings in vain is followed by their own phone, at once", () => {
  const line = givenRoster([anaToo], arrived(), after(7));
  expect(line.owed("ringResponder").map(({ via }) => via)).toEqual(["softphone"]);
  line.when(missed("ana", "failed"));
  expect(line.owed("ringResponder").at(-1)).toMatchObject({ staffId: "ana", via: "phone" });
  expect(line.owed("ringResponder").at(-1)?.dueAt).toBe(line.now);
  expect(line.held).toEqual(new Set(["ana"]));
});

test("whoever wants no second call gets none", () => {
  const line = givenRoster([ana], arrived(), after(7), missed("ana"));
  expect(line.owed("ringResponder").map(({ via }) => via)).toEqual(["softphone"]);
});

test("their own phone missed too, it is their own phone again after a while, and never twice at once", () => {
  const line = givenRoster([anaToo], arrived(), after(7), missed("ana"), after(5));
  line.when(ends("responder", "own-ana", "noAnswer", "ana"));
  expect(line.owed("ringResponder").map(({ via }) => via)).toEqual(["softphone", "phone"]);
  line.pass(60);
  const vias = line.owed("ringResponder").map(({ via }) => via);
  expect(vias.length).toBeGreaterThan(2);
  expect(vias.slice(1)).toEqual(vias.slice(1).map(() => "phone"));
});

test("a browser's line that ends twice ends its owner's other ring by no means", () => {
  const rung = givenRoster([anaToo], arrived(), after(7), missed("ana"), missed("ana"));
  expect(rung.session.company.ringing).toMatchObject([{ staffId: "ana", via: "phone" }]);
  expect(rung.happened("ringMissed")).toHaveLength(1);
  const lost = givenRoster([anaToo], arrived(), accepts("ana"), planned(), usingNow);
  lost.when(loses("ana"), loses("ana"));
  expect(lost.session.company.ringing).toMatchObject([{ staffId: "ana", via: "phone" }]);
  expect(lost.happened("ringMissed")).toEqual([]);
  lost.when(ends("responder", "own-ana", "noAnswer", "ana"));
  expect(lost.happened("ringMissed")).toHaveLength(1);
});

test("others are rung all the same while their own phone rings", () => {
  const line = givenRoster([anaToo, lucToo], arrived(), after(2), missed("ana"), after(7));
  expect(line.owed("ringResponder").map(({ staffId, via }) => `${staffId} ${via}`)).toEqual([
    "ana softphone",
    "ana phone",
    "luc softphone",
  ]);
});

test("a responder whose softphone is lost in a call is rung on their own phone first, then others are", () => {
  const line = givenRoster([anaToo, lucToo], arrived(), accepts("ana"), planned(), usingNow);
  const deadline = line.session.watch?.deadline;
  const since = line.since();
  line.when(after(20), loses("ana"));
  expect(since.owed("ringResponder")).toMatchObject([{ staffId: "ana", via: "phone" }]);
  expect(since.owed("ringResponder")[0]?.dueAt).toBe(line.now);
  expect(line.session.watch?.deadline).toEqual(deadline);
  line.pass(9);
  expect(since.owed("ringResponder").at(-1)).toMatchObject({ staffId: "luc" });
  line.when(accepts("ana", "phone"));
  expect(line.session.company).toMatchObject({ state: "with", responder: { via: "phone" } });
});

test("lost before use with the caller gone too, nobody is rung", () => {
  const line = givenRoster([anaToo], arrived({ numberKnown: false }), accepts("ana"));
  line.when(ends("caller", "caller-1"));
  const since = line.since();
  line.when(loses("ana"));
  expect(since.owed("ringResponder")).toEqual([]);
});

test("the line they took on their own phone, lost, is not rung for at once in the same breath", () => {
  const line = givenRoster([anaToo], arrived(), accepts("ana", "phone"), planned(), usingNow);
  const since = line.since();
  line.when(loses("ana"));
  const rings = since.owed("ringResponder");
  expect(rings).toHaveLength(1);
});

test("whoever takes a call on a phone is owed the text with its page, and only they", () => {
  const own = givenRoster([anaToo], arrived(), accepts("ana", "phone"));
  expect(own.owed("textPage")).toMatchObject([{ staffId: "ana" }]);
  const browser = givenRoster([anaToo], arrived(), accepts("ana"));
  expect(browser.owed("textPage")).toEqual([]);
});
