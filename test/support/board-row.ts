import { newSession } from "../../src/domain/session/session.ts";
import { standard } from "../../src/domain/session/policy.ts";
import type { SessionView } from "../../src/http/contract.ts";
import { sessionView } from "../../src/http/views.ts";

const blank = sessionView(newSession("x", standard), 0);

/** A session as the board is told of it: with a responder and nothing amiss, unless told otherwise. */
export const row = (id: string, given: Partial<SessionView> = {}): SessionView => ({
  ...blank,
  id,
  version: 1,
  phase: "accompanied",
  caller: { ...blank.caller, on: "line" },
  company: { ...blank.company, state: "with", responderId: "ana" },
  ...given,
});

type Watch = NonNullable<SessionView["watch"]>;

export const watching = (given: Partial<Watch> = {}): Watch => ({
  checkIn: 1,
  deadline: "checkIn",
  dueAt: 1_060_000,
  helpAt: 1_120_000,
  step: "counting",
  pace: "steady",
  everyMs: 120_000,
  began: 0,
  lastAnswerAt: 0,
  plannedEndAt: 2_000_000,
  asksToGoOn: false,
  awayUsed: false,
  ...given,
});

export const helping = (
  state: SessionView["help"]["state"],
  askedAt: number | null = 0,
): SessionView["help"] => ({ ...blank.help, state, askedAt });
