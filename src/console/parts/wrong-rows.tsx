import type { Trouble } from "../client/client.ts";
import { useWords } from "../words/use.ts";

/** Every wrong row of a file, by its line and column. What is wrong is said by the line, in English. */
export function WrongRows({ trouble }: { readonly trouble: Trouble | null }) {
  const say = useWords();
  if (trouble?.kind !== "refused" || trouble.code !== "fileWrong") return null;
  return (
    <table className="cells">
      <thead>
        <tr>
          <th scope="col">{say("import.where")}</th>
          <th scope="col">{say("import.what")}</th>
        </tr>
      </thead>
      <tbody>
        {trouble.wrong.map(({ where, what }) => (
          <tr key={where + what}>
            <th scope="row" lang="en">
              {where}
            </th>
            <td lang="en">{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
