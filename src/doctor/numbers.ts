import type { CarrierNumber, NumberAddresses } from "../adapters/twilio/numbers.ts";
import type { LineNumber } from "../engine/arrive.ts";
import { broken, look, ok, type Finding } from "./finding.ts";

export type NumbersAsked = {
  readonly ours: readonly LineNumber[];
  /** Every number of the account. */
  readonly theirs: readonly CarrierNumber[];
  readonly wanted: NumberAddresses;
  readonly publicUrl: string;
  readonly real: boolean;
};

const PROVISION =
  "npm run provision, to see what would change; npm run provision -- --apply, to do it.";

/** Whether each number of the line is there, leads here, and leads elsewhere when we are away. */
export function numberFindings(asked: NumbersAsked): readonly Finding[] {
  const { ours, theirs, wanted } = asked;
  const known = new Map(theirs.map((one) => [one.number, one]));
  const wrong = ours.flatMap((number) => {
    const found = known.get(number.number);
    return found === undefined ? [notOurs(number)] : addressFindings(found, wanted);
  });
  const all = [...wrong, ...retries(ours, known, wanted), ...roles(asked), ...strangers(asked)];
  const fine = ok("numbers", `${ours.length} numbers lead here, and elsewhere when we are away.`);
  return all.some(({ level }) => level !== "ok") ? all : [fine, ...all];
}

const notOurs = ({ number, role }: LineNumber): Finding =>
  broken("numberNotOurs", `${number} (${role}) is no number of this Twilio account.`, {
    means:
      role === "desk-return"
        ? "Desks are told to ring back a number that does not reach us, and calls shown as from it are refused."
        : "Whoever dials it does not reach us, and calls shown as from it are refused.",
    mend: "Correct LINE_NUMBERS or TWILIO_ACCOUNT_SID, or buy the number: Twilio console → Phone numbers.",
  });

function addressFindings(number: CarrierNumber, wanted: NumberAddresses): readonly Finding[] {
  const { number: dialled, takenOverBy, takesCalls } = number;
  if (!takesCalls) return [cannotTakeCalls(dialled)];
  if (takenOverBy !== null) return [takenOver(dialled)];
  return [
    ...voice(dialled, number.addresses, wanted),
    ...fallback(dialled, number.addresses, wanted),
    ...texts(dialled, number.addresses, wanted),
    ...ends(dialled, number.addresses, wanted),
  ];
}

const cannotTakeCalls = (number: string): Finding =>
  broken("numberTakesNoCalls", `${number} takes no calls at Twilio.`, {
    means: "Whoever dials it hears that it does not work.",
    mend: "Twilio console → Phone numbers → Voice: accept voice calls, or use another number.",
  });

const takenOver = (number: string): Finding =>
  broken(
    "numberTakenOver",
    `Calls to ${number} go to an application or a trunk, not to the line.`,
    {
      means: "Whoever dials it does not reach us, though its addresses may look right.",
      mend: PROVISION,
    },
  );

function voice(number: string, is: NumberAddresses, wanted: NumberAddresses): readonly Finding[] {
  if (same(is.voiceUrl, wanted.voiceUrl) && is.voiceMethod === wanted.voiceMethod) return [];
  return [
    broken("voiceUrlWrong", `Calls to ${number} go to ${said(is.voiceUrl, is.voiceMethod)}.`, {
      means: `They belong at POST ${withoutOverrides(wanted.voiceUrl)}: whoever dials it does not reach us.`,
      mend: PROVISION,
    }),
  ];
}

function fallback(
  number: string,
  is: NumberAddresses,
  wanted: NumberAddresses,
): readonly Finding[] {
  if (is.voiceFallbackUrl === "") {
    return [
      broken("fallbackMissing", `${number} has no address for when the line is away.`, {
        means: "Then callers hear an English error, and are cut off.",
        mend: PROVISION,
      }),
    ];
  }
  if (same(is.voiceFallbackUrl, wanted.voiceFallbackUrl)) return [];
  return [
    look(
      "fallbackElsewhere",
      `${number} falls back to ${withoutOverrides(is.voiceFallbackUrl)}, and not to FALLBACK_URL.`,
      {
        means: "When the line is away, callers reach whatever is there.",
        mend: PROVISION,
      },
    ),
  ];
}

function texts(number: string, is: NumberAddresses, wanted: NumberAddresses): readonly Finding[] {
  if (same(is.smsUrl, wanted.smsUrl) && is.smsMethod === wanted.smsMethod) return [];
  return [
    look("textsLost", `Texts to ${number} go to ${said(is.smsUrl, is.smsMethod)}.`, {
      means:
        'A caller whose line dropped cannot say "1, I am well" by text, and a supervisor not "OK".',
      mend: PROVISION,
    }),
  ];
}

function ends(number: string, is: NumberAddresses, wanted: NumberAddresses): readonly Finding[] {
  const right = same(is.statusCallback, wanted.statusCallback);
  if (right && is.statusCallbackMethod === wanted.statusCallbackMethod) return [];
  return [
    look(
      "endsNotTold",
      `${number} tells ${said(is.statusCallback, is.statusCallbackMethod)} when a call ends.`,
      {
        means: "We learn that a caller's line dropped only by asking, seconds later.",
        mend: PROVISION,
      },
    ),
  ];
}

type Known = ReadonlyMap<string, CarrierNumber>;

/** Right but for what is asked of the carrier when we do not answer at once. */
function retries(
  ours: readonly LineNumber[],
  known: Known,
  wanted: NumberAddresses,
): readonly Finding[] {
  const without = ours.filter(({ number }) => {
    const is = known.get(number)?.addresses.voiceUrl ?? "";
    return same(is, wanted.voiceUrl) && is !== wanted.voiceUrl;
  });
  if (without.length === 0) return [];
  const list = without.map(({ number }) => number).join(", ");
  return [
    look("retriesMissing", `No retries are asked for with ${list}.`, {
      means:
        "One request that is lost or slow goes straight to FALLBACK_URL, after up to 15 s of silence.",
      mend: PROVISION,
    }),
  ];
}

/** Settings refuse a line without a desk-return number, and the same number twice. */
function roles({ ours, real }: NumbersAsked): readonly Finding[] {
  const has = (role: LineNumber["role"]) => ours.some((one) => one.role === role);
  const mend = "Add it to LINE_NUMBERS, and: npm run provision -- --apply";
  const findings: Finding[] = [];
  if (real && !has("public")) {
    const means = "Every call is a rehearsal, and reaches no real desk.";
    findings.push(look("noPublicNumber", "No number is public.", { means, mend }));
  }
  if (!has("rehearsal")) {
    const means = "Nobody can practise, or try the line, without a real session.";
    findings.push(look("noRehearsalNumber", "No number is for rehearsals.", { means, mend }));
  }
  return findings;
}

/** Numbers that lead here and that we do not know. */
function strangers({ ours, theirs, publicUrl }: NumbersAsked): readonly Finding[] {
  const known = new Set(ours.map(({ number }) => number));
  const ourPlace = `${publicUrl.replace(/\/+$/, "")}/twilio/`;
  return theirs
    .filter(
      ({ number, addresses }) => !known.has(number) && addresses.voiceUrl.startsWith(ourPlace),
    )
    .map(({ number }) =>
      look("numberNotListed", `${number} leads here and is not in LINE_NUMBERS.`, {
        means: "Calls to it are answered without its language and its purpose being known.",
        mend: "Add it to LINE_NUMBERS, or point it elsewhere: Twilio console → Phone numbers.",
      }),
    );
}

/** The part after # is asked of the carrier and never sent. */
export const withoutOverrides = (url: string): string => url.replace(/#.*$/, "");

const same = (one: string, other: string): boolean =>
  withoutOverrides(one) === withoutOverrides(other);

const said = (url: string, method: string): string =>
  url === "" ? "nobody" : `${method} ${withoutOverrides(url)}`;
