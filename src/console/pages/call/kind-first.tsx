import { useState, type ReactNode } from "react";
import { rulesOf } from "../../../domain/session/kinds.ts";
import type { SessionView } from "../../../http/contract.ts";
import { Button } from "../../parts/button.tsx";
import { useWords } from "../../words/use.ts";

type Given = { readonly session: SessionView; readonly children: ReactNode };

/** A call that is not about using, as far as anybody said, and in which nobody uses. */
export const isTalk = ({ kind, watch, help, emergency }: SessionView): boolean =>
  !rulesOf(kind).plansFirst && watch === null && help.state === "none" && !emergency;

/** The plan, first for whoever may use; in any other call it waits behind one press. What was typed into it stays, whatever the call becomes. */
export function PlanFirst({ session, children }: Given) {
  const say = useWords();
  const [isOpen, open] = useState(false);
  const waits = isTalk(session);
  return (
    <>
      {waits && (
        <Button onPress={() => open(!isOpen)}>
          {say(isOpen ? "kind.plan.hide" : "kind.plan.show")}
        </Button>
      )}
      <div className="plan-first" hidden={waits && !isOpen}>
        {children}
      </div>
    </>
  );
}
