import { Button } from "../../parts/button.tsx";
import { useWords } from "../../words/use.ts";

type Given = { readonly wrong: readonly { readonly where: string; readonly what: string }[] };

const SHOWN_MOST = 200;

/** Every wrong row of a file, by line and field, in English as the line says it. More than a screen holds are in a file of their own. */
export function Wrong({ wrong }: Given) {
  const say = useWords();
  return (
    <div className="stack">
      <p>
        <strong>{say("servicesFile.wrong", { count: wrong.length })}</strong>{" "}
        {wrong.length > SHOWN_MOST && say("servicesFile.first", { shown: SHOWN_MOST })}
      </p>
      <div className="row">
        <Button onPress={() => save(wrong)}>{say("servicesFile.wrong.save")}</Button>
      </div>
      <div
        className="scrolls"
        tabIndex={0}
        role="region"
        aria-label={say("servicesFile.wrong.what")}
      >
        <table className="cells">
          <thead>
            <tr>
              <th scope="col">{say("servicesFile.wrong.where")}</th>
              <th scope="col">{say("servicesFile.wrong.what")}</th>
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
function save(wrong: Given["wrong"]): void {
  const text = wrong.map(({ where, what }) => `${where}\t${what}`).join("\n");
  const url = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "services-wrong.txt";
  link.click();
  URL.revokeObjectURL(url);
}
