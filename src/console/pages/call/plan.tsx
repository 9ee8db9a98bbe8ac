import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { SessionView } from "../../../http/contract.ts";
import type { planRead } from "../../../http/contract-plan.ts";
import { clock } from "../../client/line.ts";
import { recordPlan, Refused, useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { draftOf, planOf, type Draft } from "./plan-draft.ts";
import { FirstFive, TheRest } from "./plan-fields.tsx";
import { OpenUntil, Seal } from "./seal.tsx";
import { usePlan } from "./use-plan.ts";

type Kept = z.infer<typeof planRead>["plan"];

/** The five things first, then the rest. It saves itself, and says whether it has. */
export function Plan({ session }: { readonly session: SessionView }) {
  const { data, error, shut } = usePlan(session);
  const key = shut ? "shut" : "open";
  if (data !== undefined) {
    return <Form key={key} session={session} kept={data.plan} sealed={data.sealed} />;
  }
  return <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />;
}

type Loaded = {
  readonly session: SessionView;
  readonly kept: Kept;
  /** Where they are was left out of it. */
  readonly sealed: boolean;
};

function Form({ session, kept, sealed }: Loaded) {
  const say = useWords();
  const [draft, setDraft] = useState(() => draftOf(kept));
  const saving = useSaving({ id: session.id, kept, draft });
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <div className="plan card" onBlur={saving.soon}>
      <div className="plan-head">
        <h2>{say("plan.title")}</h2>
        <Saved saving={saving} />
      </div>
      <TroubleSaid trouble={saving.trouble} />
      {saving.trouble !== null && <Button onPress={saving.now}>{say("plan.again")}</Button>}
      <h3>{say("plan.first")}</h3>
      {sealed ? <Seal session={session} /> : <OpenUntil session={session} />}
      <FirstFive draft={draft} change={change} sealed={sealed} />
      {!sealed && saving.missing.length > 0 && (
        <p className="soft">
          {say("plan.missing", {
            parts: saving.missing.map((part) => say(`plan.missing.${part}`)).join(", "),
          })}
        </p>
      )}
      <h3>{say("plan.rest")}</h3>
      <TheRest draft={draft} change={change} sealed={sealed} />
    </div>
  );
}

function Saved({ saving: { state, at } }: { readonly saving: Saving }) {
  const say = useWords();
  const times = useTimes();
  return (
    <p className={`saved ${state}`} role="status">
      {state === "saved"
        ? at !== null && say("plan.saved", { time: times.second(at) })
        : say(`plan.${state}`)}
    </p>
  );
}

const IDLE_MS = 1_000;

type Saving = ReturnType<typeof useSaving>;

/** A moment after the last change, and at once when a field is left. What failed waits for a press, or the next change. */
function useSaving({ id, kept, draft }: { id: string; kept: Kept; draft: Draft }) {
  const [saved, setSaved] = useState({ draft, at: null as number | null });
  const [failed, setFailed] = useState<Draft | null>(null);
  const { send, trouble, isPending } = useWish(async (wanted: Draft) => {
    const plan = planOf(wanted, kept);
    const placeWithdrawn = plan.place === "none" && planOf(saved.draft, kept).place !== "none";
    const outcome = await recordPlan(id, placeWithdrawn ? { ...plan, placeWithdrawn } : plan);
    if (outcome.ok) {
      setSaved({ draft: wanted, at: clock.now() });
      setMissing(outcome.value.missing);
    }
    setFailed(outcome.ok ? null : wanted);
    return outcome;
  });
  const [missing, setMissing] = useState<
    readonly ("address" | "municipality" | "province" | "wayIn")[]
  >([]);
  const owed = draft !== saved.draft && draft !== failed && !isPending;
  const now = useRef(() => send(draft));
  useEffect(() => {
    now.current = () => send(draft);
  });
  useEffect(() => {
    if (!owed) return;
    const timer = setTimeout(() => now.current(), IDLE_MS);
    return () => clearTimeout(timer);
  }, [owed, draft]);
  const state = isPending ? "saving" : stateOf(draft, saved.draft, failed);
  return {
    state,
    at: saved.at,
    trouble,
    missing,
    now: () => send(draft),
    soon: () => {
      if (owed) send(draft);
    },
  } as const;
}

function stateOf(draft: Draft, saved: Draft, failed: Draft | null) {
  if (draft === saved) return "saved";
  return draft === failed ? "notSaved" : "unsaved";
}
