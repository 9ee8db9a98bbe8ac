import { useQuery } from "@tanstack/react-query";
import { provinces } from "../../../domain/provinces.ts";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useWords } from "../../words/use.ts";
import { holesQuery } from "./queries.ts";

/** What nobody wants to find out from a caller: places without a desk, and desks that two people put first. */
export function Holes({ side }: { readonly side: "real" | "rehearsal" }) {
  const say = useWords();
  const spoken = useStore(words);
  const { data } = useQuery(holesQuery);
  if (data === undefined) return null;
  const all = data[side];
  const nameOf = (province: (typeof all)[number]["province"]) =>
    provinces[province].name[spoken?.language ?? "en"];
  const holes = (["all", "rest", "nights"] as const).flatMap((hole) => {
    const here = all.filter((one) => one.hole === hole).map(({ province }) => nameOf(province));
    return here.length === 0 ? [] : [{ hole, here: here.join(", ") }];
  });
  const overlaps = all.flatMap((one) => one.overlaps.map((pair) => pair.join(", ")));
  return (
    <div className="card">
      <h2>{say("holes.title")}</h2>
      {holes.length + overlaps.length === 0 && <p>{say("holes.none")}</p>}
      <ul className="lines">
        {holes.map(({ hole, here }) => (
          <li key={hole}>
            <span>
              <strong>{say(`holes.${hole}`)}</strong> {here}
            </span>
          </li>
        ))}
        {overlaps.map((pair) => (
          <li key={pair}>
            <span>
              <strong>{say("holes.overlap")}</strong> {pair}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
