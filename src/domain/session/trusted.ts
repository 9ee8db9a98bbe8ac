import { inTurn, later, now, owe, record, when } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import { deskAfterTrusted, goesFirst } from "./dispatch.ts";
import type { Duty } from "./duties.ts";
import type { Ending, Instant } from "./people.ts";
import { helpChosen, helpIsOut, numbersOf, type Session } from "./session.ts";

/** Calls the trusted person; where they are the help the plan names, again every minute until they answer (PRACTICE 6, 27). */
export function trustedNext(session: Session, attempt: number, at: Instant): Decision {
  const { help, plan } = session;
  if (!plan.trustedPerson || !helpIsOut(session) || isComing(session)) return nothing;
  return attempt <= help.trustedTries ? nothing : callTrusted(session, attempt, at);
}

/** They said they are going, or are talking with us. */
const isComing = ({ help }: Session): boolean =>
  help.trusted === "going" || help.trusted === "talk";

function callTrusted(session: Session, attempt: number, at: Instant): Decision {
  const text = { kind: "text", to: "trusted", words: "trustedText", until: null } as const;
  const again = later(at, numbersOf(session).trustedEveryMs, {
    kind: "trustedNext",
    attempt: attempt + 1,
  });
  return record(
    at,
    [{ kind: "trustedRung", attempt }],
    [
      now(at, { kind: "callTrusted", attempt }),
      ...(attempt === 1 ? [now(at, text)] : []),
      ...(helpIsOut(session) ? [again] : []),
    ],
  );
}

/** "Trusted person, come now", without a desk: for a drowsy caller (PRACTICE 11). */
export function callTrustedNow(session: Session, at: Instant): Decision {
  if (!session.plan.trustedPerson) return refuse("noTrustedPerson");
  if (session.help.trusted === "ringing" || isComing(session)) return nothing;
  return callTrusted(session, session.help.trustedTries + 1, at);
}

/** 1 going, 2 cannot, 3 talk to us. "Cannot" is no delay: the desk goes now. */
export function trustedKey(session: Session, legId: string, digits: string, at: Instant): Decision {
  const answer = ANSWERS[digits];
  if (answer === undefined || session.help.trusted !== "ringing") return nothing;
  return inTurn(
    session,
    () => record(at, [{ kind: "trustedAnswered", answer, legId }]),
    when(answer === "cannot", (s) => desksTurn(s, at)),
    when(answer === "talk", () => owe(now(at, { kind: "moveLeg", legId }))),
  );
}

const ANSWERS: Readonly<Record<string, "going" | "cannot" | "talk">> = {
  "1": "going",
  "2": "cannot",
  "3": "talk",
};

/** Their phone rang out or failed: sooner than its time, the desk is rung. An earlier ring that ends only now ends no later one. */
export function trustedEnded(
  session: Session,
  { ring, how }: { readonly ring: string | null; readonly how: Ending },
  at: Instant,
): Decision {
  const { trusted, trustedTries } = session.help;
  if (trusted !== "ringing" || (ring !== null && ring !== String(trustedTries))) return nothing;
  return inTurn(
    session,
    () => record(at, [{ kind: "trustedEnded", how }]),
    (s) => desksTurn(s, at),
  );
}

function desksTurn(session: Session, at: Instant): Decision {
  const { askedAt } = session.help;
  const first = goesFirst(session) && helpChosen(session) === "ambulance";
  return first && askedAt !== null && session.plan.desks.length > 0
    ? deskAfterTrusted(session, askedAt, at)
    : nothing;
}

/** Told when it is over, so that nobody runs to a door for nothing (PRACTICE 27). */
export function trustedToldOver(session: Session, at: Instant): readonly Duty[] {
  if (session.help.trusted === "none" && session.help.trustedTries === 0) return [];
  const ringing = now(at, { kind: "endRinging", role: "trusted" });
  return [
    ...(session.help.trusted === "ringing" ? [ringing] : []),
    now(at, { kind: "text", to: "trusted", words: "trustedOver", until: null }),
  ];
}
