import type { Event } from "./events.ts";
import type { TransferReach, TransferTarget } from "./inputs.ts";
import type { Ending, Instant } from "./people.ts";

/** Handing a caller to somebody else, warmly: they join, and we leave last (PRACTICE 28). */
export type Transfer = {
  readonly to: TransferTarget;
  readonly reach: TransferReach;
  /** Of ours, who asked for it. */
  readonly by: string;
  /** `theirs`: we have left, and the caller is with them. */
  readonly state: "ringing" | "joined" | "theirs" | "ended";
  readonly rungAt: Instant;
  /** Of the ring, which it names. */
  readonly until: Instant;
  /** Null until they took the call. */
  readonly legId: string | null;
  readonly joinedAt: Instant | null;
  /** When ours left the caller with them; null again once they lost them. */
  readonly leftAt: Instant | null;
  readonly ended: { readonly at: Instant; readonly how: ThirdEnding } | null;
};

/** `lost`: gone after we had left, and the caller came back to us; `closed`: with the session. */
export type ThirdEnding = Ending | "takenBack" | "lost" | "closed";

type Transferring = { readonly transfer?: Transfer };

/** They are in the call, whether or not one of ours is too. */
export const isThirdThere = ({ transfer }: Transferring): boolean =>
  transfer?.state === "joined" || transfer?.state === "theirs";

/** The caller is with them alone: nobody of ours is there or sought. */
export const isTheirs = ({ transfer }: Transferring): boolean => transfer?.state === "theirs";

/** Ours left last, and the caller has not come back since. */
export const wasHandedOver = ({ transfer }: Transferring): boolean =>
  transfer !== undefined && transfer.leftAt !== null;

export function evolveTransfer(before: Transfer | undefined, event: Event): Transfer | undefined {
  if (event.kind === "thirdRung") {
    const { to, reach, by, until } = event;
    return {
      to,
      reach,
      by,
      rungAt: event.at,
      until,
      state: "ringing",
      legId: null,
      joinedAt: null,
      leftAt: null,
      ended: null,
    };
  }
  return before === undefined ? undefined : moved(before, event);
}

function moved(before: Transfer, event: Event): Transfer {
  const { at } = event;
  switch (event.kind) {
    case "thirdJoined":
      return { ...before, state: "joined", legId: event.legId, joinedAt: at };
    case "thirdEnded":
      return { ...before, state: "ended", ended: { at, how: event.how } };
    case "transferLeft":
      return { ...before, state: "theirs", leftAt: at };
    case "thirdLost":
      return { ...before, state: "ended", leftAt: null, ended: { at, how: "lost" } };
    case "responderJoined":
      // Somebody of ours came back in: it is a call of three again.
      return before.state === "theirs" ? { ...before, state: "joined", leftAt: null } : before;
    case "sessionClosed":
      return before.state === "ended"
        ? before
        : { ...before, state: "ended", ended: { at, how: "closed" } };
    default:
      return before;
  }
}
