import type { Input, LegInput } from "../domain/session/inputs.ts";
import { parseAsk } from "../domain/session/asks.ts";
import type { Instant } from "../domain/session/people.ts";
import type { Asking, Heard } from "./answered.ts";
import type { Leg } from "./ports.ts";

/** After being asked this often whether they are the one cut off, somebody who presses nothing is welcomed as new. */
const REDIAL_TURNS = 2;

/** A move takes a moment; a leg that comes out of its conference in that time was moved, it did not press star. */
const MOVE_MS = 3_000;

/** Star takes a responder out of the conference, and no other key does. Who was rung to speak to a desk, or to listen, may be one by now. */
export function isStar({ role, movedAt }: Leg, asking: Asking, now: Instant): boolean {
  const moving = movedAt !== null && now - movedAt <= MOVE_MS;
  return asking.leftConference && asking.heard === null && isOurVoice(role) && !moving;
}

const isOurVoice = (role: Leg["role"]): boolean =>
  role === "responder" || role === "speaker" || role === "supervisor";

/** That somebody is there, then what they answered. Ids are the same for the same answer, however often it comes. */
export function inputsOf(leg: Leg, asking: Asking): readonly Input[] {
  const { at, ask, askedAt, turn } = asking;
  const there = presence(leg, asking);
  const answer = answerOf(leg, asking);
  return [
    ...(there === null ? [] : [{ ...there, id: `${leg.id}:${there.kind}`, at }]),
    ...(isStar(leg, asking, at)
      ? [
          {
            kind: "starPressed",
            legId: leg.id,
            id: `${leg.id}:star:${askedAt}:${turn}`,
            at,
          } as const,
        ]
      : []),
    ...(answer === null ? [] : [{ ...answer, id: `${leg.id}:${ask}:${askedAt}:${turn}`, at }]),
  ];
}

/** The first fetch of a leg we called. A softphone comes here only when its person took the call. */
function presence(leg: Leg, { turn, call }: Asking): LegInput | null {
  const { id: legId, role, party, via } = leg;
  const first = turn === 0 && (leg.answeredAt === null || leg.movedAt === null);
  if (!first || call.inbound) return null;
  if (call.machine && role === "desk") return { kind: "machineHeard", legId, role, party };
  if (call.machine) return { kind: "legEnded", legId, role, party, how: "machine" };
  if (via === "softphone" && isOurs(leg)) return accepted(leg);
  return { kind: "legAnswered", legId, role, party };
}

function answerOf(leg: Leg, asking: Asking): LegInput | null {
  const { ask, heard } = asking;
  const { id: legId, role } = leg;
  if (ask === "") return null;
  if (heard === null && !staysSilent(leg, asking)) return null;
  if (heard !== null && "said" in heard) {
    return role === "caller" ? { kind: "spoke", legId, ask, meaning: heard.said } : null;
  }
  if (heard !== null && "recorded" in heard) return recordingEnded(leg, ask, heard);
  return keyed(leg, ask, heard?.digits ?? "");
}

function keyed(leg: Leg, ask: string, digits: string): LegInput {
  const { id: legId, role, party } = leg;
  if (ask === "accept" && digits === "1" && isOurs(leg)) return accepted(leg);
  return { kind: "keyPressed", legId, role, party, ask, digits };
}

function recordingEnded(
  { id: legId }: Leg,
  ask: string,
  { digits, recorded: { sid: recordingSid, lastsMs } }: Recorded,
): LegInput | null {
  const asked = parseAsk(ask);
  if (asked?.ask !== "spoken") return null;
  return { kind: "recordingEnded", legId, take: asked.take, recordingSid, lastsMs, digits };
}

type Recorded = Extract<Heard, { readonly recorded: unknown }>;

const staysSilent = ({ role }: Leg, { ask, turn }: Asking): boolean =>
  role === "redial" && ask === "redial" && turn >= REDIAL_TURNS;

/** They take a call by a key, or in a softphone: people of ours, and whoever a caller is handed to. */
const isOurs = ({ role, party }: Leg): boolean =>
  party !== null && (isOurVoice(role) || role === "third");

const accepted = ({ id: legId, role, party, via }: Leg): LegInput => ({
  kind: "legAccepted",
  legId,
  role,
  staffId: party ?? "",
  via: via ?? "phone",
});
