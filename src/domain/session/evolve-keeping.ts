import type { Event } from "./events.ts";
import type { Instant } from "./people.ts";
import type { Session } from "./session.ts";

/** For how long a caller is remembered, by their own wish. */
export type Kept = "tomorrow" | "passphrase";

export const KEEP_WISHES = ["erase", "tomorrow", "passphrase"] as const;
export type KeepWish = (typeof KEEP_WISHES)[number];

/** Where a session stands with what its caller kept on another night, or wishes kept of this one (PRACTICE 35). Never a code. */
export type Keeping = {
  /** What they are asked to key: a code they have, or, after goodbye, one of their own. Null: nothing now. */
  readonly step: "code" | "ownCode" | null;
  readonly by: string;
  readonly since: Instant;
  /** How many codes were keyed in this call, right or wrong. */
  readonly keyed: number;
  /** What they had kept was found. */
  readonly opened: Kept | null;
  /** They have not said yet whether they are still at the place they kept. */
  readonly unconfirmed: boolean;
  /** What they wish kept, as they told their responder. */
  readonly wish: KeepWish | null;
  /** How often they wish to be asked, kept from another night. */
  readonly everyMs: number | null;
  /** Codes of their own that were too easy to guess. */
  readonly refused: number;
  /** What they chose after goodbye. */
  readonly chosen: KeepWish | null;
};

const nothingKept: Keeping = {
  step: null,
  by: "line",
  since: 0,
  keyed: 0,
  opened: null,
  unconfirmed: false,
  wish: null,
  everyMs: null,
  refused: 0,
  chosen: null,
};

/** A session stored before there was this has kept nothing. */
export const keepingOf = ({ keeping }: Pick<Session, "keeping">): Keeping => keeping ?? nothingKept;

export function evolveKeeping(session: Session, event: Event): Keeping {
  const keeping = keepingOf(session);
  switch (event.kind) {
    case "codeAsked":
      return { ...keeping, step: "code", by: event.by, since: event.at };
    case "codeSkipped":
      return { ...keeping, step: null };
    case "codeKeyed":
      return { ...keeping, step: null, keyed: keeping.keyed + 1 };
    case "profileOpened":
      return { ...keeping, opened: event.kept, unconfirmed: true };
    case "keptErased":
      return { ...keeping, opened: null };
    case "keepWished":
      return { ...keeping, wish: event.kept };
    default:
      return evolveAround(session, keeping, event);
  }
}

function evolveAround(session: Session, keeping: Keeping, event: Event): Keeping {
  switch (event.kind) {
    case "ownCodeAsked":
      return { ...keeping, step: "ownCode", since: event.at };
    case "ownCodeRefused":
      return { ...keeping, since: event.at, refused: keeping.refused + 1 };
    case "intervalChosen":
      return session.watch === null ? { ...keeping, everyMs: event.everyMs } : keeping;
    case "keepChosen":
      return { ...keeping, step: null, chosen: event.kept };
    case "samePlaceAsked":
    case "placeSpoken":
      return { ...keeping, unconfirmed: false };
    case "planRecorded":
      return { ...keeping, unconfirmed: keeping.unconfirmed && event.by === "line" };
    case "watchBegan":
      return keeping.by === "line" && keeping.step === "code"
        ? { ...keeping, step: null }
        : keeping;
    case "sessionClosed":
      return { ...keeping, step: null };
    default:
      return keeping;
  }
}
