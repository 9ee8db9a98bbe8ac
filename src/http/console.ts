import type { IncomingMessage, ServerResponse } from "node:http";
import type { ZodTypeProvider } from "@fastify/type-provider-zod";
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from "fastify";
import type { z } from "zod";
import type { After } from "../adapters/postgres/after-parts.ts";
import type { ConsoleReads } from "../adapters/postgres/console-reads.ts";
import type { CoveragePages } from "../adapters/postgres/coverage-pages.ts";
import type { Audit } from "../adapters/postgres/audit.ts";
import type { CallLog } from "../adapters/postgres/call-log.ts";
import type { DeskDirectory } from "../adapters/postgres/desk-directory.ts";
import type { KnownTexts } from "../adapters/postgres/knowing.ts";
import type { Warnings } from "../adapters/postgres/knowing-warnings.ts";
import type { OtherLineBook } from "../adapters/postgres/other-lines.ts";
import type { People } from "../adapters/postgres/people.ts";
import type { Holds } from "../adapters/postgres/holds.ts";
import type { ReferralParts } from "../adapters/postgres/referrals-parts.ts";
import type { Notes } from "../adapters/postgres/notes.ts";
import type { Reviews } from "../adapters/postgres/reviews.ts";
import type { Measures } from "../adapters/postgres/measures.ts";
import type { Sharing } from "../adapters/postgres/sharing.ts";
import type { LiveUpdates } from "../adapters/postgres/live.ts";
import type { OwnPhones } from "../adapters/postgres/own-phones.ts";
import type { Presences } from "../adapters/postgres/presence.ts";
import type { Reads } from "../adapters/postgres/reads.ts";
import type { Protocols } from "../adapters/postgres/protocols.ts";
import type { Restrictions } from "../adapters/postgres/restrictions.ts";
import type { StaffedRoster } from "../adapters/postgres/roster.ts";
import type { CalendarFeeds } from "../adapters/postgres/calendar-feeds.ts";
import type { ShiftReads } from "../adapters/postgres/shift-reads.ts";
import type { Shifts } from "../adapters/postgres/shifts.ts";
import type { ListingDirectory } from "../adapters/postgres/services.ts";
import type { SessionPages } from "../adapters/postgres/session-pages.ts";
import type { Invitations } from "../adapters/postgres/invitations.ts";
import type { SignedIn, SignIn } from "../adapters/postgres/sign-in.ts";
import type { Softphones } from "../adapters/twilio/softphones.ts";
import type { Tries } from "../adapters/postgres/sign-in-tries.ts";
import type { StaffBook } from "../adapters/postgres/staff-book.ts";
import type { TrainingBook } from "../adapters/postgres/training.ts";
import { may, mayOnLine, subjectOf } from "../domain/permissions.ts";
import type { LineAct, SessionAct } from "../domain/permissions.ts";
import type { Session } from "../domain/session/session.ts";
import type { Line } from "../engine/ports.ts";
import { problem } from "./contract.ts";
import { Problem } from "./problems.ts";

/** Everything the console's routes are made of. */
export type Console = {
  readonly line: Line;
  readonly roster: StaffedRoster;
  readonly reads: Reads;
  readonly own: ConsoleReads;
  readonly directory: DeskDirectory;
  readonly listings: ListingDirectory;
  readonly otherLineBook: OtherLineBook;
  readonly shifts: Shifts;
  readonly shiftReads: ShiftReads;
  readonly feeds: CalendarFeeds;
  readonly coverage: CoveragePages;
  readonly restrictions: Restrictions;
  readonly protocols: Protocols;
  readonly knowing: { readonly texts: KnownTexts; readonly warnings: Warnings };
  readonly measures: Measures;
  readonly callLog: CallLog;
  readonly reviews: Reviews;
  readonly notes: Notes;
  readonly after: After;
  readonly referring: ReferralParts;
  readonly sharing: Sharing;
  readonly holds: Holds;
  readonly ownPhones: OwnPhones;
  readonly presences: Pick<Presences, "beat" | "seen" | "standing" | "wishTestRing">;
  readonly softphones: Softphones;
  readonly callPages: SessionPages;
  readonly live: Pick<LiveUpdates, "subscribe">;
  readonly signIn: SignIn;
  readonly tries: Tries;
  readonly staff: StaffBook;
  readonly people: People;
  readonly training: TrainingBook;
  readonly invitations: Invitations;
  readonly audit: Audit;
};

export type ApiApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Where the sign-in's hook leaves who it is. */
export const STAFF = "staff";

/** A request as far as these need it, whatever its route. */
type Asking = Pick<FastifyRequest, "getDecorator" | "headers">;

export const staffOf = (request: Asking): SignedIn => request.getDecorator<SignedIn>(STAFF);

/** The input id of a wish: sent twice, it is done once. */
export function wishId(request: Asking): string {
  const { "idempotency-key": key } = request.headers;
  if (typeof key !== "string") throw new Problem("keyMissing");
  return `console:${staffOf(request).id}:${key}`;
}

export const answers = <S extends z.ZodType>(schema: S) => ({ 200: schema, default: problem });

export async function sessionOf({ line }: Console, sessionId: string): Promise<Session> {
  const session = await line.store.load(sessionId);
  if (session === null) throw new Problem("sessionNotFound");
  return session;
}

/** The session that the address names, for somebody who may do this in it. Throws a `Problem` for whoever may not. */
export async function sessionFor(
  parts: Console,
  request: Asking & { readonly params: { readonly id: string } },
  act: SessionAct,
): Promise<Session> {
  const session = await sessionOf(parts, request.params.id);
  if (!may(staffOf(request), act, subjectOf(session))) throw new Problem("notAllowed");
  return session;
}

export function mustBeAllowedOnLine(request: Asking, act: LineAct): void {
  if (!mayOnLine(staffOf(request), act)) throw new Problem("notAllowed");
}
