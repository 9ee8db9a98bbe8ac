import type { Piece } from "../../domain/knowing/pieces.ts";
import type { Signature, SignedAs, Wording } from "../../domain/knowing/signature.ts";
import {
  inForce,
  refusalToSign,
  type SigningRefusal,
  type Version,
} from "../../domain/knowing/texts.ts";
import type { Instant } from "../../domain/session/people.ts";
import type { KnownText as Row, Prisma } from "../../generated/prisma/client.ts";
import { auditRow } from "./audit.ts";
import type { Database } from "./client.ts";
import { stored } from "./stored.ts";

export type NewText = Wording & {
  /** Its wish's: sent again, it is there once. */
  readonly id: string;
  readonly piece: Piece;
  /** The version it was made from, which is still the one in force, or it is not written. 0: there is none. */
  readonly from: number;
  readonly reason: string;
  readonly by: string;
};

/** Cards and tips: every version of each, who wrote it, and who signed it off. */
export type KnownTexts = {
  versions(): Promise<readonly Version[]>;
  /** A draft: on nobody's screen before somebody else signs it. `moved`: another version is in force by now. */
  write(text: NewText, at: Instant): Promise<"saved" | "moved">;
  sign(id: string, signature: Signature): Promise<"saved" | "unknown" | SigningRefusal>;
  /** A draft, or what is in force: then what was in force before is again. By one person, at once. */
  takeBack(id: string, by: string, at: Instant): Promise<"saved" | "unknown" | "textSettled">;
};

const ONE_AT_A_TIME = 7_461_051;

export function createKnownTexts(db: Database): KnownTexts {
  return {
    versions: () => versionsIn(db),
    write: (text, at) => alone(db, (tx) => written(tx, text, at)),
    sign: (id, signature) => alone(db, (tx) => signed(tx, id, signature)),
    takeBack: (id, by, at) => alone(db, (tx) => takenBack(tx, id, { by, at })),
  };
}

type Tx = Prisma.TransactionClient;

/** Changes go one after another: which version is in force is read, then built upon. */
const alone = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ONE_AT_A_TIME}::bigint)`;
    return work(tx);
  });

async function versionsIn(db: Pick<Tx, "knownText">): Promise<readonly Version[]> {
  const rows = await db.knownText.findMany({ orderBy: [{ piece: "asc" }, { version: "desc" }] });
  return rows.map(versionOf);
}

async function written(
  tx: Tx,
  { from, by, ...text }: NewText,
  at: Instant,
): Promise<"saved" | "moved"> {
  const versions = await versionsIn(tx);
  if (versions.some(({ id }) => id === text.id)) return "saved";
  if ((inForce(text.piece, versions)?.version ?? 0) !== from) return "moved";
  const ofPiece = versions.filter(({ piece }) => piece === text.piece);
  const version = Math.max(1, ...ofPiece.map((one) => one.version)) + 1;
  await tx.knownText.create({
    data: { ...text, version, writtenBy: by, writtenAt: new Date(at) },
  });
  await audited(tx, "textWritten", { piece: text.piece, version, by, at });
  return "saved";
}

async function signed(
  tx: Tx,
  id: string,
  { name, as, by, at }: Signature,
): Promise<"saved" | "unknown" | SigningRefusal> {
  const versions = await versionsIn(tx);
  const draft = versions.find((one) => one.id === id);
  if (draft === undefined) return "unknown";
  const again = draft.signed;
  if (again !== null && again.by === by && again.as === as && again.name === name) return "saved";
  const refusal = refusalToSign(draft, versions, { by, as });
  if (refusal !== null) return refusal;
  await tx.knownText.update({
    where: { id },
    data: { signedName: name, signedAs: as, signedBy: by, signedAt: new Date(at) },
  });
  await audited(tx, "textSigned", { ...draft, by, at, more: { as } });
  return "saved";
}

async function takenBack(
  tx: Tx,
  id: string,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<"saved" | "unknown" | "textSettled"> {
  const versions = await versionsIn(tx);
  const one = versions.find((version) => version.id === id);
  if (one === undefined) return "unknown";
  if (one.takenBack !== null) return one.takenBack.by === by ? "saved" : "textSettled";
  await tx.knownText.update({
    where: { id },
    data: { takenBackBy: by, takenBackAt: new Date(at) },
  });
  await audited(tx, "textTakenBack", { ...one, by, at });
  return "saved";
}

type Done = Pick<Version, "piece" | "version"> & {
  readonly by: string;
  readonly at: Instant;
  readonly more?: Readonly<Record<string, string>>;
};

const audited = (
  tx: Tx,
  kind: "textWritten" | "textSigned" | "textTakenBack",
  { piece, version, by, at, more = {} }: Done,
) => auditRow(tx, { kind, who: by, about: piece, data: { version: String(version), ...more }, at });

function versionOf(row: Row): Version {
  const { id, version, en, fr, source, reason, writtenBy } = row;
  return {
    id,
    piece: stored<Piece>(row.piece),
    version,
    en,
    fr,
    source,
    reason,
    writtenBy,
    writtenAt: row.writtenAt.getTime(),
    signed: signatureOf(row),
    takenBack: takenBackOf(row),
  };
}

function signatureOf({ signedName, signedAs, signedBy, signedAt }: Row): Signature | null {
  if (signedAt === null) return null;
  return {
    name: signedName ?? "",
    as: stored<SignedAs>(signedAs),
    by: signedBy ?? "",
    at: signedAt.getTime(),
  };
}

const takenBackOf = ({ takenBackBy, takenBackAt }: Row): Version["takenBack"] =>
  takenBackAt === null ? null : { by: takenBackBy ?? "", at: takenBackAt.getTime() };
