import type { Trouble } from "../client/client.ts";
import { useWords } from "../words/use.ts";
import { Button } from "./button.tsx";

type Refused = Extract<Trouble, { readonly kind: "refused" }>;

/** A browser draws so many rows without a stutter. */
export const SHOWN_MOST = 200;

/** Every wrong row of a file, by line and field, in English as the line says it. More than a screen holds are in a file of their own. */
export function WrongRows({ wrong }: Pick<Refused, "wrong">) {
  const say = useWords();
  return (
    <div className="stack">
      <p>
        <strong>{say("import.wrong", { count: wrong.length })}</strong>{" "}
        {wrong.length > SHOWN_MOST && say("import.first", { shown: SHOWN_MOST })}
      </p>
      <div className="row">
        <Button onPress={() => save(wrong)}>{say("import.wrong.save")}</Button>
      </div>
      <div className="scrolls" tabIndex={0} role="region" aria-label={say("import.what")}>
        <table className="cells">
          <thead>
            <tr>
              <th scope="col">{say("import.where")}</th>
              <th scope="col">{say("import.what")}</th>
            </tr>
          </thead>
          <tbody>
            {wrong.slice(0, SHOWN_MOST).map(({ where, what }) => (
              <tr key={where + what}>
                <th scope="row" lang="en">
                  {where}
                </th>
                <td lang="en">{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** One line for each, so that it can be worked off beside the file. */
function save(wrong: Refused["wrong"]): void {
  const text = wrong.map(({ where, what }) => `${where}\t${what}`).join("\n");
  const url = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "wrong-rows.txt";
  link.click();
  URL.revokeObjectURL(url);
}
