import type { z } from "zod";
import type { servicesTaken } from "../../../http/contract-services.ts";
import { TakeOver } from "../../parts/take-over.tsx";
import { useWords } from "../../words/use.ts";
import { takeOver } from "./queries.ts";

export function Import() {
  const say = useWords();
  return (
    <TakeOver
      title={say("import.title")}
      about={[say("servicesFile.text")]}
      accept=".json,application/json"
      what={say("servicesFile.name")}
      ask={takeOver}
      counts={(answer) => <Counts answer={answer} />}
    >
      <a className="button" href="/api/services/export" download="services-hsds.json">
        {say("servicesFile.export")}
      </a>
    </TakeOver>
  );
}

type Given = { readonly answer: z.infer<typeof servicesTaken> };

function Counts({ answer: { changes, notInFile, notKept } }: Given) {
  const say = useWords();
  const of = (kind: (typeof changes)[number]["change"]) =>
    changes.filter(({ change }) => change === kind).length;
  const counts = {
    added: of("added"),
    changed: of("changed"),
    same: of("same"),
    left: notInFile,
  };
  return (
    <>
      {say("servicesFile.counts", counts)}{" "}
      {notKept.length > 0 && say("servicesFile.notKept", { fields: notKept.join(", ") })}
    </>
  );
}
