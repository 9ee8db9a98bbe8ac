import type { Instant } from "../session/people.ts";
import { FIRST } from "./first.ts";
import { isTip, PIECES, type Piece } from "./pieces.ts";
import type { Shown, Signature, Wording } from "./signature.ts";

/** One version of a text, and what became of it. */
export type Version = Wording & {
  readonly id: string;
  readonly piece: Piece;
  /** 1 is the software's own, which nobody has signed. */
  readonly version: number;
  readonly reason: string;
  readonly writtenBy: string;
  readonly writtenAt: Instant;
  readonly signed: Signature | null;
  readonly takenBack: { readonly by: string; readonly at: Instant } | null;
};

/** The newest that is signed and was not taken back; else the software's own; null: there is no such text. */
export function inForce(piece: Piece, versions: readonly Version[]): Shown | null {
  const signed = versions.filter((one) => one.piece === piece && stands(one));
  const newest = signed.toSorted((a, b) => b.version - a.version)[0];
  if (newest !== undefined) return shownOf(newest);
  const first = FIRST[piece];
  return first === undefined ? null : { ...first, source: null, piece, version: 1, signed: null };
}

const stands = ({ signed, takenBack }: Version): boolean => signed !== null && takenBack === null;

const shownOf = ({ piece, version, en, fr, source, signed }: Version): Shown => ({
  piece,
  version,
  en,
  fr,
  source,
  signed,
});

export const allInForce = (versions: readonly Version[]): readonly Shown[] =>
  PIECES.flatMap((piece) => inForce(piece, versions) ?? []);

/** Waits for a signature: nobody took it back, and nothing newer is in force. */
export const isDraft = (one: Version, versions: readonly Version[]): boolean =>
  one.signed === null &&
  one.takenBack === null &&
  one.version > (inForce(one.piece, versions)?.version ?? 0);

export type SigningRefusal = "textSettled" | "textOfOnesOwn" | "textIsMedical";

/** Null: it may be signed so, by this person. */
export function refusalToSign(
  one: Version,
  versions: readonly Version[],
  { by, as }: Pick<Signature, "by" | "as">,
): SigningRefusal | null {
  if (!isDraft(one, versions)) return "textSettled";
  if (one.writtenBy === by) return "textOfOnesOwn";
  return isTip(one.piece) && as !== "medicalLead" ? "textIsMedical" : null;
}
