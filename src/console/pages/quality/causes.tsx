import { CAUSES } from "../../../domain/reviews/review.ts";
import { useWords } from "../../words/use.ts";
import { Wide } from "../numbers/drawn.tsx";
import type { Told } from "./part.tsx";
import { useCategory, useMonth } from "./said.ts";

/** What contributed to what was reviewed, month by month: whether what was changed helped. */
export function CausesByMonth({ told }: { readonly told: Told }) {
  const say = useWords();
  const monthOf = useMonth();
  const nameOf = useCategory();
  return (
    <section className="card">
      <h3>{say("quality.causes.byMonth")}</h3>
      <p className="soft">{say("quality.rule.causes")}</p>
      <Wide name={say("quality.causes.byMonth")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say("quality.causes.month")}</th>
              {CAUSES.map((cause) => (
                <th key={cause} scope="col">
                  {nameOf("causes", cause)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.causesByMonth.map(({ month, causes }) => (
              <tr key={month}>
                <th scope="row">{monthOf(month)}</th>
                {CAUSES.map((cause) => (
                  <td key={cause}>{causes.counts[cause] ?? say("quality.hidden")}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}
