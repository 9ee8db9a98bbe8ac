import { importAnswer } from "../../../http/contract-desks.ts";
import { wish } from "../../client/wish.ts";
import { TakeOver, type FileAsked } from "../../parts/take-over.tsx";
import { useWords } from "../../words/use.ts";

const takeOver = ({ text, apply }: FileAsked) =>
  wish({
    method: "POST",
    path: "/api/desks/import",
    body: { csv: text, apply },
    answer: importAnswer,
    changes: apply ? ["desks", "deskCoverage"] : [],
  });

export function Import() {
  const say = useWords();
  return (
    <TakeOver
      title={say("import.title")}
      about={[say("import.text")]}
      accept=".csv,text/csv"
      what={say("desks.name")}
      ask={takeOver}
      counts={({ changes }) =>
        say("import.same", { count: changes.filter(({ change }) => change === "same").length })
      }
    >
      <a className="button" href="/api/desks/export" download="desks.csv">
        {say("import.export")}
      </a>
    </TakeOver>
  );
}
