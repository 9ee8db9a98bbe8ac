import { inTurn, now, record, when } from "./compose.ts";
import { nothing, refuse, type Decision } from "./decision.ts";
import { listenerOf, listenersOf, listenIn } from "./listening.ts";
import type { Instant, Via } from "./people.ts";
import type { Listener, Session } from "./session.ts";

const isTrainee = ({ trainees = [] }: Session, staffId: string): boolean =>
  trainees.includes(staffId);

type Introduced = { readonly by: string; readonly staffId: string; readonly via: Via };

/** The caller was told, and does not mind: this trainee is rung, and hears the call, muted (PRACTICE 33). */
export function introduceTrainee(
  session: Session,
  { by, staffId, via }: Introduced,
  at: Instant,
): Decision {
  if (session.company.state !== "with") return refuse("noResponder");
  return inTurn(
    session,
    when(!isTrainee(session, staffId), () =>
      record(at, [{ kind: "traineeIntroduced", staffId, by }]),
    ),
    (s) => listenIn(s, { by: staffId, via, how: "listen" }, at),
  );
}

/** The caller minds after all, or it is enough. */
export function dismissTrainee(session: Session, staffId: string, at: Instant): Decision {
  const listener = isTrainee(session, staffId) ? listenerOf(session, staffId) : undefined;
  return listener === undefined ? nothing : leave([listener], at);
}

/** A trainee is never alone with a caller: where nobody answers them, whoever only learns is out of the call. */
export function traineesLeave(session: Session, at: Instant): Decision {
  if (session.company.state === "with") return nothing;
  return leave(
    listenersOf(session).filter(({ staffId }) => isTrainee(session, staffId)),
    at,
  );
}

const leave = (listeners: readonly Listener[], at: Instant): Decision =>
  listeners.length === 0
    ? nothing
    : record(
        at,
        listeners.map(({ staffId }) => ({ kind: "listenerLeft", staffId }) as const),
        listeners.flatMap(({ legId }) =>
          legId === null ? [] : [now(at, { kind: "moveLeg", legId } as const)],
        ),
      );
