import type { SessionView } from "../../../http/contract.ts";
import { useWords } from "../../words/use.ts";
import { others, transfer } from "./parts-later.ts";
import { isTalk } from "./kind-first.tsx";

/** Unasked where it matters: a worry is marked, somebody is rung for them, or has joined; and in a talk, who else waits. */
export function Beside({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { state = "ended" } = session.transfer ?? {};
  const isNear = state !== "ended" || session.concerns.includes("selfHarm");
  return (
    <>
      {isNear && (
        <div className="card stack">
          <h2>{say("more.transfer")}</h2>
          <transfer.Part session={session} />
        </div>
      )}
      {isTalk(session) && session.company.state === "with" && <others.Part session={session} />}
    </>
  );
}
