import { warningImportAnswer } from "../../../http/contract-knowing.ts";
import { wish } from "../../client/wish.ts";
import { TakeOver, type FileAsked } from "../../parts/take-over.tsx";
import { useWords } from "../../words/use.ts";

const bring = ({ text, apply }: FileAsked) =>
  wish({
    method: "POST",
    path: "/api/knowing/warnings/import",
    body: { csv: text, apply },
    answer: warningImportAnswer,
    changes: apply ? ["knowing", "warnings"] : [],
  });

export function Import() {
  const say = useWords();
  return (
    <TakeOver
      title={say("warning.import.title")}
      about={[say("warning.import.text"), say("warning.import.columns")]}
      accept=".csv,text/csv"
      what={say("warning.import.what")}
      ask={bring}
      counts={() => null}
    />
  );
}
