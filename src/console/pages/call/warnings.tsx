import type { SessionView } from "../../../http/contract.ts";
import { Opens } from "../../parts/opens.tsx";
import { useWords } from "../../words/use.ts";
import { useWarnings } from "./known.ts";
import { OneWarning } from "./one-warning.tsx";

/** Drug alerts for what they take, where they are and now: one line, and nothing where there is none. */
export function Warnings({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const warnings = useWarnings(session);
  if (warnings.length === 0) return null;
  return (
    <Opens title={say("warning.here", { count: warnings.length })} look="card warnings">
      {warnings.map((warning) => (
        <OneWarning key={warning.id} warning={warning} />
      ))}
    </Opens>
  );
}
