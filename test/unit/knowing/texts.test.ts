import { expect, test } from "vitest";

import { FIRST } from "../../../src/domain/knowing/first.ts";
import { CARDS, cardPiece, PIECES, tipsFor } from "../../../src/domain/knowing/pieces.ts";
import {
  allInForce,
  inForce,
  isDraft,
  refusalToSign,
  type Version,
} from "../../../src/domain/knowing/texts.ts";
import { isMedical } from "../../../src/domain/knowing/signature.ts";
import { ROUTES, SUBSTANCES } from "../../../src/domain/session/plan.ts";

const at = 1_000;
const lead = { name: "Dr. N. Okafor", as: "medicalLead", by: "dana", at } as const;

const version = (number: number, more: Partial<Version> = {}): Version => ({
  id: `id-${number}`,
  piece: "tip:opioid:any",
  version: number,
  en: `Version ${number}`,
  fr: `La version ${number}`,
  source: null,
  reason: "Said shorter",
  writtenBy: "luc",
  writtenAt: at,
  signed: null,
  takenBack: null,
  ...more,
});
const piece = "tip:opioid:any";

test("every card has the software's own words in both languages, and so has something to say whatever is taken, and how", () => {
  expect(CARDS.filter((card) => FIRST[cardPiece(card)] === undefined)).toEqual([]);
  for (const substance of SUBSTANCES)
    for (const route of ROUTES) {
      const said = tipsFor(substance, route).flatMap((one) => inForce(one, []) ?? []);
      expect({ substance, route, said: said.length }).toEqual({ substance, route, said: 2 });
    }
  const alike = Object.entries(FIRST).filter(([, text]) => text.en === text.fr);
  expect(alike).toEqual([]);
});

test("what nobody has signed is the software's own, says so, and is no medical lead's", () => {
  const shown = allInForce([]);
  expect(shown.every(({ signed, version: number }) => signed === null && number === 1)).toBe(true);
  expect(shown.some(isMedical)).toBe(false);
  expect(new Set(shown.map((one) => one.piece)).size).toBe(Object.keys(FIRST).length);
  expect(shown.every((one) => PIECES.includes(one.piece))).toBe(true);
});

test("a draft is on nobody's screen; signed, it takes the place of what was; taken back, what was before is there again", () => {
  const draft = version(2);
  expect(inForce(piece, [draft])?.version).toBe(1);
  const signed = version(2, { signed: lead });
  expect(inForce(piece, [signed])).toMatchObject({ version: 2, en: "Version 2", signed: lead });
  const newer = version(3, { signed: lead });
  expect(inForce(piece, [signed, newer])?.version).toBe(3);
  const gone = { ...newer, takenBack: { by: "jo", at } };
  expect(inForce(piece, [signed, gone])?.version).toBe(2);
});

test("a combination that nobody wrote for has no text of its own until somebody signs one", () => {
  expect(inForce("tip:opioid:injected", [])).toBeNull();
  const own = version(2, { piece: "tip:opioid:injected", signed: lead });
  expect(
    tipsFor("opioid", "injected").flatMap((one) => inForce(one, [own]) ?? [])[0],
  ).toMatchObject({ en: "Version 2" });
});

test("nobody signs what they wrote, a tip is a medical lead's, and what is settled stays so", () => {
  const draft = version(2);
  const by = (who: string, as: "medicalLead" | "clinician" | "peerLead" = "medicalLead") =>
    refusalToSign(draft, [draft], { by: who, as });
  expect(by("dana")).toBeNull();
  expect(by("luc")).toBe("textOfOnesOwn");
  expect(by("dana", "clinician")).toBe("textIsMedical");
  const card = version(2, { piece: "card:hello" });
  expect(refusalToSign(card, [card], { by: "dana", as: "peerLead" })).toBeNull();

  const newer = version(3, { signed: lead });
  expect(isDraft(draft, [draft, newer])).toBe(false);
  expect(refusalToSign(draft, [draft, newer], { by: "dana", as: "medicalLead" })).toBe(
    "textSettled",
  );
  expect(refusalToSign(newer, [newer], { by: "dana", as: "medicalLead" })).toBe("textSettled");
  const back = version(2, { takenBack: { by: "luc", at } });
  expect(refusalToSign(back, [back], { by: "dana", as: "medicalLead" })).toBe("textSettled");
});
