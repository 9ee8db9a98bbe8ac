import { otherLanguage, type Language } from "../domain/language.ts";
import type { Session } from "../domain/session/session.ts";
import { gather, says, type Script } from "../domain/session/steps.ts";
import { deskLine } from "../domain/words/words.ts";
import { whoHasIt } from "../domain/session/desk-calls.ts";
import type { Desk, Leg, Line } from "./ports.ts";

/** Ids of the sessions where help is asked for and not yet with the caller. */
type OpenDispatches = () => Promise<readonly string[]>;

/**
 * The desk that rings the number we show it, and the one dispatch it was rung for: the number we rang it on is the proof
 * (docs/decisions/013). Null for whoever else dials it, and for a desk that was rung for several: they are asked for the
 * reference. A real dispatch goes before a rehearsal's.
 */
export async function meets(
  line: Line,
  open: OpenDispatches,
  from: string,
): Promise<Pick<Leg, "sessionId" | "party" | "rehearsal" | "language"> | null> {
  const found: { session: Session; desk: Desk }[] = [];
  for (const session of await openSessions(line, open)) {
    const desk = await deskWithNumber(line, session, from);
    if (desk !== null) found.push({ session, desk });
  }
  const [first, ...others] = realBefore(found, ({ session }) => session.rehearsal);
  if (first === undefined || others.length > 0) return null;
  const { session, desk } = first;
  const { id: party, language } = desk;
  return { sessionId: session.id, party, rehearsal: session.rehearsal, language };
}

/**
 * The dispatch whose reference was keyed, and the desk they speak for: by its number, else whoever has it. Null where there is
 * none, or two dispatches share it: a person then finds out.
 */
export async function dispatchOf(
  line: Line,
  open: OpenDispatches,
  { reference, from }: { readonly reference: string; readonly from: string },
): Promise<
  (Pick<Leg, "role" | "sessionId" | "party" | "rehearsal"> & { sessionId: string }) | null
> {
  const sessions = await openSessions(line, open);
  const same = sessions.filter(({ help }) => help.reference === reference);
  const [session, ...others] = realBefore(same, ({ rehearsal }) => rehearsal);
  if (session === undefined || others.length > 0) return null;
  const desk = await deskWithNumber(line, session, from);
  const party = desk?.id ?? whoHasIt(session) ?? session.help.desks.at(-1)?.deskId;
  if (party === undefined) return null;
  return { role: "desk", sessionId: session.id, party, rehearsal: session.rehearsal };
}

async function openSessions(line: Line, open: OpenDispatches): Promise<readonly Session[]> {
  const ids = await open();
  const sessions = await Promise.all(ids.map((sessionId) => line.store.load(sessionId)));
  return sessions.filter((session) => session !== null);
}

function realBefore<T>(all: readonly T[], isRehearsal: (one: T) => boolean): readonly T[] {
  const real = all.filter((one) => !isRehearsal(one));
  return real.length > 0 ? real : all;
}

async function deskWithNumber(line: Line, { help }: Session, from: string): Promise<Desk | null> {
  for (const deskId of new Set(help.desks.map((call) => call.deskId))) {
    const desk = await line.desks.desk(deskId);
    if (desk?.number === from) return desk;
  }
  return null;
}

const REFERENCE_LISTEN_MS = 6_000;
const DIGITS = 3;

/** Asked in both languages: who is there is not known. No menu, no notice (PRACTICE 25). */
export function askReference({ language }: Leg, wrong: boolean): Script {
  const first = language ?? "en";
  const asked = (one: Language) =>
    says(
      one,
      ...(wrong ? [deskLine("referenceUnknown", one)] : []),
      deskLine("enterReference", one),
    );
  const each = [...asked(first), ...asked(otherLanguage(first))];
  const listens = { says: each, listenMs: REFERENCE_LISTEN_MS, digits: DIGITS };
  return [gather("reference", first, listens)];
}
