/** A press that sends people: held, or pressed twice. One press alone only asks (PRACTICE 12). */
export type Holding =
  | { readonly kind: "idle" }
  | { readonly kind: "held"; readonly since: number; readonly armed: boolean }
  | { readonly kind: "armed"; readonly until: number }
  | { readonly kind: "sent" };

export const HOLD_MS = 1_500;
const ARMED_MS = 5_000;

export type Press = { readonly kind: "down" | "up" | "cancel" | "tick"; readonly at: number };

export function hold(holding: Holding, { kind, at }: Press): Holding {
  switch (holding.kind) {
    case "idle":
      return kind === "down" ? { kind: "held", since: at, armed: false } : holding;
    case "held":
      return heldThen(holding, kind, at);
    case "armed":
      if (at >= holding.until) return { kind: "idle" };
      return kind === "down" ? { kind: "held", since: at, armed: true } : holding;
    case "sent":
      return holding;
  }
}

function heldThen(
  { since, armed }: Extract<Holding, { kind: "held" }>,
  kind: Press["kind"],
  at: number,
): Holding {
  if (kind === "cancel") return { kind: "idle" };
  if (at - since >= HOLD_MS) return { kind: "sent" };
  if (kind === "up") return armed ? { kind: "sent" } : { kind: "armed", until: at + ARMED_MS };
  return { kind: "held", since, armed };
}
