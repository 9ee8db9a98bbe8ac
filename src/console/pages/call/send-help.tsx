import { useEffect, useRef, useState } from "react";
import { Button as Pressable } from "react-aria-components";
import type { SessionView } from "../../../http/contract.ts";
import { clock } from "../../client/line.ts";
import { useWish, wishFor } from "../../client/queries.ts";
import { hold, type Holding, type Press } from "../../time/holding.ts";
import { useWords } from "../../words/use.ts";
import { reasonSent } from "./reason.ts";
import { Troubled } from "./troubled.tsx";

type Given = { readonly session: SessionView };

/** Held, or pressed twice; nothing to read and nothing to choose. Why is asked once help is on its way (`Why`). */
export function SendHelp({ session }: Given) {
  const { send, trouble, isPending } = useWish(() => {
    const reason = reasonSent(session, clock.now());
    return wishFor(session.id, { name: "help", body: { reason } });
  });
  const { state } = session.help;
  if (state === "asked" || state === "taken" || state === "arrived") return null;
  return (
    <div className="send-help">
      <HoldButton onSent={() => send(null)} isPending={isPending} />
      <Troubled trouble={trouble} again={() => send(null)} />
    </div>
  );
}

const TICK_MS = 50;

function HoldButton({
  onSent,
  isPending,
}: {
  readonly onSent: () => void;
  readonly isPending: boolean;
}) {
  const say = useWords();
  const { holding, press } = useHolding(() => {
    if (!isPending) onSent();
  });
  const word = isPending || holding.kind === "sent" ? "sending" : HINTS[holding.kind];
  return (
    <Pressable
      className={`button hold ${holding.kind}${isPending ? " pending" : ""}`}
      onPressStart={() => press("down")}
      onPressEnd={() => press("up")}
    >
      <span className="fill" aria-hidden="true" />
      <strong>{say("help.send")}</strong>
      <span className="hint" role="status">
        {say(`help.${word}`)}
      </span>
    </Pressable>
  );
}

const HINTS = { idle: "hold", held: "keep", armed: "twice" } as const;

/** Time passes here; what a press means is in `hold`. */
function useHolding(onSent: () => void) {
  const [holding, set] = useState<Holding>({ kind: "idle" });
  const latest = useRef<Holding>(holding);
  const sent = useRef(onSent);
  useEffect(() => {
    sent.current = onSent;
  });
  const press = (kind: Press["kind"]) => {
    const next = hold(latest.current, { kind, at: performance.now() });
    if (next === latest.current) return;
    latest.current = next.kind === "sent" ? { kind: "idle" } : next;
    set(latest.current);
    if (next.kind === "sent") sent.current();
  };
  const passes = holding.kind === "held" || holding.kind === "armed";
  useEffect(() => {
    if (!passes) return;
    const timer = setInterval(() => press("tick"), TICK_MS);
    return () => clearInterval(timer);
    // `press` reads refs alone.
  }, [passes]);
  return { holding, press };
}
