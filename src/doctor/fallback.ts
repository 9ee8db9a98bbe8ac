import type { Fetched } from "../provision/fallback-fetch.ts";
import { sameDocument, numbersIn } from "../provision/fallback-document.ts";
import { isEmergencyNumber } from "../domain/emergency-numbers.ts";
import { broken, look, ok, type Finding } from "./finding.ts";

export type FallbackAsked = {
  readonly fallbackUrl: string;
  readonly publicUrl: string;
  readonly real: boolean;
  readonly fetch: () => Promise<Fetched>;
  /** The document `provision` would print today; null where nobody on call has given a telephone. */
  readonly expected: () => Promise<string | null>;
};

const PRINT =
  "npm run provision fallback prints the document: put it there, for instance as a TwiML Bin.";

/** Whether callers reach a person when the line is away. */
export async function fallbackFindings(asked: FallbackAsked): Promise<readonly Finding[]> {
  const { fallbackUrl, publicUrl, real } = asked;
  const within = new URL(fallbackUrl).host === new URL(publicUrl).host;
  if (within && !real) return [ok("fallback", "On the emulator the line is its own fallback.")];
  if (within) return [onTheLine];
  const fetched = await asked.fetch();
  if ("wrong" in fetched) return [notThere(fetched.wrong)];
  return documentFindings(fetched.document, await asked.expected());
}

const onTheLine = broken("fallbackOnTheLine", "FALLBACK_URL is on the line's own host.", {
  means: "It is away whenever the line is: callers hear an English error, and are cut off.",
  mend: PRINT,
});

const notThere = (why: string): Finding =>
  broken("fallbackBroken", `FALLBACK_URL gives no document for a call: ${why}`, {
    means: "When the line is away, callers hear an English error, and are cut off.",
    mend: PRINT,
  });

export function documentFindings(document: string, expected: string | null): readonly Finding[] {
  const rings = numbersIn(document);
  if (rings.some(isEmergencyNumber)) return [ringsShortCode];
  if (expected === null) return [nobodyOnCall];
  if (sameDocument(document, expected)) {
    return [ok("fallback", `FALLBACK_URL rings ${rings.length} of our people without us.`)];
  }
  return [rings.length === 0 ? ringsNobody : differs];
}

const ringsShortCode = broken(
  "fallbackRingsShortCode",
  "FALLBACK_URL rings an emergency short code.",
  {
    means: "It reaches the city of our number, not of the caller.",
    mend: PRINT,
  },
);

const ringsNobody = broken("fallbackRingsNobody", "FALLBACK_URL rings nobody.", {
  means: "When the line is away, callers hear something, and reach no person.",
  mend: PRINT,
});

const differs = look(
  "fallbackDiffers",
  "FALLBACK_URL is not the document that would be printed today.",
  {
    means: "Somebody who left may still be rung in an outage, or somebody new not.",
    mend: PRINT,
  },
);

const nobodyOnCall = look(
  "nobodyForFallback",
  "Nobody on call or supervising has given a telephone.",
  {
    means: "What FALLBACK_URL should ring cannot be told.",
    mend: "Each gives their own: Console → Me, or PUT /api/me/phone. Then: npm run provision fallback",
  },
);
