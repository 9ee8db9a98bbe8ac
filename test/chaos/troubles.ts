export type TroubleKind =
  | "api killed"
  | "worker killed"
  | "watchdog killed"
  | "Redis emptied"
  | "Redis stopped"
  | "Postgres restarted"
  | "Postgres killed";

/** Something was away, from the moment it went until it answered again. */
export type Outage = {
  readonly kind: TroubleKind;
  /** Which one: `api 1`, `Postgres`. */
  readonly who: string;
  readonly from: number;
  /** Infinity while it lasts. */
  to: number;
};

/** All that went wrong so far, in order. Times are milliseconds since the epoch, as on the telephone network. */
export type Troubles = {
  readonly outages: readonly Outage[];
  /** Returns what is called once it is back. */
  begin(kind: TroubleKind, who: string): () => void;
};

export const timeNow = (): number => performance.timeOrigin + performance.now();

export function troublesOf(): Troubles {
  const outages: Outage[] = [];
  return {
    outages,
    begin(kind, who) {
      const outage: Outage = { kind, who, from: timeNow(), to: Infinity };
      outages.push(outage);
      return () => {
        outage.to = Math.min(outage.to, timeNow());
      };
    },
  };
}

/** Promise 1: what one failure may cost that the line outlives, and how soon after a return all is done. */
export const ONE_FAILURE_MS = 5_000;
/** What has just come back has its first look at what is owed within this. */
const AFTERMATH_MS = 2_000;

type Span = { readonly from: number; readonly to: number };

/**
 * How late a promise due at `due`, kept at `kept`, may be: 5 s for one failure, 5 s more for each further one that falls
 * together with it, and the time in which Postgres, every api or every worker was away.
 */
export function allowance({ outages }: Troubles, due: number, kept: number): number {
  const span = { from: due - AFTERMATH_MS, to: kept };
  const met = outages.filter(
    ({ kind, from, to }) =>
      kind !== "watchdog killed" && from < span.to && to + AFTERMATH_MS > span.from,
  );
  const further = Math.max(0, met.length - 1) * ONE_FAILURE_MS;
  return ONE_FAILURE_MS + further + lengthWithin(awayWholly(outages), { from: due, to: kept });
}

/** When Postgres, or all of one role, was away. */
function awayWholly(outages: readonly Outage[]): readonly Span[] {
  const of = (...kinds: readonly TroubleKind[]) =>
    outages.filter(({ kind }) => kinds.includes(kind));
  return [
    ...of("Postgres restarted", "Postgres killed"),
    ...both(of("api killed")),
    ...both(of("worker killed")),
  ];
}

/** When two different ones of them were away at once. */
function both(outages: readonly Outage[]): readonly Span[] {
  return outages.flatMap((one, index) =>
    outages.slice(index + 1).flatMap((other) => {
      const span = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
      return other.who !== one.who && span.from < span.to ? [span] : [];
    }),
  );
}

/** How much of `within` is covered, nothing counted twice. */
function lengthWithin(spans: readonly Span[], within: Span): number {
  let covered = 0;
  let reached = within.from;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const end = Math.min(to, within.to);
    if (end <= reached) continue;
    covered += Math.max(0, end - Math.max(from, reached));
    reached = end;
  }
  return covered;
}

/** Whether Postgres was away at any moment of this. */
export const withoutPostgres = ({ outages }: Troubles, from: number, to: number): boolean =>
  outages.some(
    (outage) => outage.who === "Postgres" && outage.from < to && outage.to + AFTERMATH_MS > from,
  );
