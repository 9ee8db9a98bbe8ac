import { expect, test } from "vitest";

import { actsNow } from "../../../src/console/pages/call/acts-now.ts";
import { cardsNow } from "../../../src/console/pages/call/cards-now.ts";
import { isHalfPlace } from "../../../src/console/pages/call/half-place.ts";
import { hearersOf, isApart } from "../../../src/console/pages/call/hearers.ts";
import { reasonIn, reasonSent } from "../../../src/console/pages/call/reason.ts";
import { isShutFor } from "../../../src/console/pages/call/sealed.ts";
import { sessionView } from "../../../src/http/views.ts";
import { after, given, type Scene } from "../../support/given.ts";
import {
  accepts,
  accompanied,
  arrived,
  confirms,
  deskAnswers,
  does,
  hangsUp,
  loses,
  planned,
  sendHelp,
  speaks,
  usingNow,
} from "../../support/steps.ts";

const view = (line: Scene) => sessionView(line.session, line.now);
const kinds = (line: Scene, me = "ana") => hearersOf(view(line), me).map(({ kind }) => kind);

test("who hears the caller is the responder, and says when it is nobody of ours", () => {
  expect(kinds(given(...accompanied))).toEqual(["you"]);
  expect(kinds(given(...accompanied), "dana")).toEqual(["responder"]);
  expect(kinds(given(...accompanied, loses("ana")))).toEqual(["nobody"]);
  expect(kinds(given(...accompanied, hangsUp))).toEqual([]);
});

test("a desk that hears the recording does not hear the caller; with a person of ours it does", () => {
  const recording = given(...accompanied, sendHelp, deskAnswers("north"));
  expect(kinds(recording)).toEqual(["you"]);
  const spoken = given(...accompanied, sendHelp, deskAnswers("north"), speaks("bea"));
  expect(kinds(spoken)).toEqual(["you", "speaker", "desk"]);
  expect(kinds(spoken, "bea")).toEqual(["responder", "you", "desk"]);
});

test("a caller whom the line asks, or who has keys only, does not hear the responder just then", () => {
  expect(isApart(view(given(...accompanied)))).toBeNull();
  expect(isApart(view(given(...accompanied, after(60 + 32))))).toBe("lineAsks");
  expect(isApart(view(given(...accompanied, does({ kind: "keysOnlySet", on: true }))))).toBe(
    "keysOnly",
  );
});

const why = (line: Scene) => reasonIn(view(line), line.now);
const sent = (line: Scene) => reasonSent(view(line), line.now);

test("send help reads nothing: why is what the state says", () => {
  const concern = (one: "selfHarm" | "violence") => does({ kind: "concernMarked", concern: one });
  expect(why(given(...accompanied, after(61)))).toBe("stoppedAnswering");
  expect(why(given(...accompanied, does({ kind: "goneQuietMarked" })))).toBe("stoppedAnswering");
  expect(why(given(...accompanied, hangsUp))).toBe("lineLost");
  expect(why(given(...accompanied, concern("selfHarm")))).toBe("selfHarm");
  expect(why(given(...accompanied, concern("violence")))).toBe("violence");
});

test("where the state does not say why, nobody is held up: the desk hears the likeliest, and is told better afterwards", () => {
  const kept = given(...accompanied, after(30), confirms());
  expect(why(kept)).toBeNull();
  expect(sent(kept)).toBe("stoppedAnswering");
  const before = given(arrived(), accepts("ana"), planned());
  expect(why(before)).toBeNull();
  expect(sent(before)).toBe("askedForHelp");
});

const acts = (line: Scene) => actsNow(view(line), false);

test("the trusted person is one key away while somebody is drowsy, and only then", () => {
  const trusting = [arrived(), accepts("ana"), planned({ trustedPerson: true }), usingNow] as const;
  expect(acts(given(...trusting))).not.toContain("trusted");
  expect(acts(given(...trusting, confirms("drowsy")))).toContain("trusted");
  expect(acts(given(...accompanied, confirms("drowsy")))).not.toContain("trusted");
  expect(acts(given(...trusting, confirms("drowsy"), sendHelp))).not.toContain("trusted");
});

const cards = (line: Scene) => cardsNow(view(line), line.now);

test("what there is to say comes in the order it is spoken", () => {
  const met = [arrived(), accepts("ana")] as const;
  expect(cards(given(...met))).toEqual(["hello", "noPlace", "beforeUse"]);
  const nobody = planned({ desks: [], province: "NU" });
  expect(cards(given(...met, nobody))).toEqual(["noDesk", "beforeUse"]);
  expect(cards(given(...met, planned()))).toEqual(["beforeUse"]);
  expect(cards(given(...met, does({ kind: "kindSet", sessionKind: "talk" })))).toEqual(["hello"]);
  expect(cards(given(...accompanied))).toEqual([]);
  expect(cards(given(...accompanied, confirms("drowsy")))).toEqual(["drowsy"]);
  expect(cards(given(...accompanied, sendHelp))).toEqual(["helpSent"]);
});

test("no desk is nothing to tell a caller while their province is not written down, before they use", () => {
  const met = [arrived(), accepts("ana")] as const;
  const half = planned({ desks: [] });
  expect(cards(given(...met, half))).toEqual(["beforeUse"]);
  expect(isHalfPlace(view(given(...met, half)))).toBe(true);
  expect(isHalfPlace(view(given(...met, planned({ desks: [], province: "NU" }))))).toBe(false);
  expect(isHalfPlace(view(given(...met, half, usingNow)))).toBe(false);
  expect(isHalfPlace(view(given(...met)))).toBe(false);
});

test("a sealed place is out of sight, but for who said why and as long as that holds", () => {
  const openTo = [{ staffId: "ana", until: 120_000 }];
  const shut = { seal: { shut: true, readBack: [], openTo } };
  expect(isShutFor({ seal: null }, "ana", 0)).toBe(false);
  expect(isShutFor({ seal: { ...shut.seal, shut: false } }, "bea", 0)).toBe(false);
  expect(isShutFor(shut, "bea", 0)).toBe(true);
  expect(isShutFor(shut, "ana", 119_999)).toBe(false);
  expect(isShutFor(shut, "ana", 120_000)).toBe(true);
});
