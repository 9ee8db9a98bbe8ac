import { isMedical, type Shown } from "../../../domain/knowing/signature.ts";
import { useTimes, useWords } from "../../words/use.ts";

type Given = { readonly text: Pick<Shown, "signed" | "source" | "version"> };

/** Whose words they are, and whether a medical lead stands by them: said plainly, and quietly. */
export function SignedOff({ text }: Given) {
  const say = useWords();
  const times = useTimes();
  const { signed, source, version } = text;
  return (
    <p className="soft signed-off">
      {signed === null
        ? say("knowing.unsigned")
        : say("knowing.signed", {
            name: signed.name,
            as: say(`knowing.as.${signed.as}`),
            day: times.day(signed.at),
            version,
          })}
      {signed !== null && !isMedical(text) && ` ${say("knowing.notMedical")}`}
      {source !== null && ` ${say("knowing.source", { source })}`}
    </p>
  );
}
