import type { MarksShown } from "../../../http/contract-training.ts";
import { useTimes, useWords } from "../../words/use.ts";

const SHOWN = 12;

/** What rehearsal calls of one person showed, newest first. Times, and never a grade. */
export function Marks({ rehearsals }: { readonly rehearsals: readonly MarksShown[] }) {
  const say = useWords();
  const times = useTimes();
  if (rehearsals.length === 0) return <p>{say("training.marks.none")}</p>;
  return (
    <ul className="lines">
      {rehearsals.slice(0, SHOWN).map((one) => (
        <li key={one.at} className="marks">
          <strong>
            {times.day(one.at)}, {times.minute(one.at)}
          </strong>
          <Mark what="readBack" ms={one.readBackMs} />
          <Mark what="noticed" ms={one.noticedMs} />
          <Mark what="help" ms={one.helpMs} />
        </li>
      ))}
    </ul>
  );
}

type Given = { readonly what: "readBack" | "noticed" | "help"; readonly ms: number | null };

function Mark({ what, ms }: Given) {
  const say = useWords();
  if (ms === null) return <span className="soft">{say(`training.marks.${what}.none`)}</span>;
  return <span>{say(`training.marks.${what}`, { seconds: Math.round(ms / 1_000) })}</span>;
}
