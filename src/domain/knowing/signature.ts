import type { Language } from "../language.ts";
import type { Instant } from "../session/people.ts";
import type { Piece } from "./pieces.ts";

/** As what somebody signs. A tip is about somebody's body: only a medical lead signs it. */
export const SIGNED_AS = ["medicalLead", "clinician", "peerLead"] as const;
export type SignedAs = (typeof SIGNED_AS)[number];

export type Signature = {
  /** Who decided it, as everybody at the line reads it. */
  readonly name: string;
  readonly as: SignedAs;
  /** Whoever of ours wrote that down: never the one who wrote the text. */
  readonly by: string;
  readonly at: Instant;
};

export type Wording = Readonly<Record<Language, string>> & {
  /** Where it is taken from; null: the line's own words. */
  readonly source: string | null;
};

/** What is shown. */
export type Shown = Wording & {
  readonly piece: Piece;
  readonly version: number;
  /** Null: the software's own words, which nobody has signed off yet. */
  readonly signed: Signature | null;
};

export const isMedical = ({ signed }: Pick<Shown, "signed">): boolean =>
  signed?.as === "medicalLead";
