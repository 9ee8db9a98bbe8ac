import type { z } from "zod";
import { provinces } from "../../../domain/provinces.ts";
import type { desksAnswer } from "../../../http/contract-desks.ts";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useTimes, useWords } from "../../words/use.ts";

type Desk = z.infer<typeof desksAnswer>["desks"][number];

const STALE_MS = 180 * 24 * 60 * 60_000;

/** In the order they are rung, province by province. Numbers are sealed: they are in no list. */
export function DeskTable({
  desks,
  now,
}: {
  readonly desks: readonly Desk[];
  readonly now: number;
}) {
  const say = useWords();
  const sorted = desks.toSorted(
    (a, b) => a.territory.province.localeCompare(b.territory.province) || a.order - b.order,
  );
  if (sorted.length === 0) return <p className="card">{say("desks.none")}</p>;
  return (
    <div className="card scrolls" tabIndex={0} role="region" aria-label={say("desks.title")}>
      <table className="cells">
        <caption>{say("desks.caption", { count: sorted.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{say("desks.place")}</th>
            <th scope="col">{say("desks.order")}</th>
            <th scope="col">{say("desks.name")}</th>
            <th scope="col">{say("desks.whoComes")}</th>
            <th scope="col">{say("desks.hours")}</th>
            <th scope="col">{say("desks.recording")}</th>
            <th scope="col">{say("desks.verified")}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((desk) => (
            <Row key={desk.id} desk={desk} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ desk, now }: { readonly desk: Desk; readonly now: number }) {
  const say = useWords();
  const times = useTimes();
  const { verifiedAt } = desk;
  const stale = verifiedAt === null || now - verifiedAt > STALE_MS;
  return (
    <tr>
      <td>
        <PlaceOf desk={desk} />
      </td>
      <td>{desk.order}</td>
      <th scope="row">
        {desk.name}
        <span className="soft">
          {say(`desks.kind.${desk.kind}`)} ·{" "}
          {desk.languages.map((language) => say(`call.language.${language}`)).join(", ")}
        </span>
      </th>
      <td>{say(`desks.comes.${desk.whoComes}`)}</td>
      <td>{desk.hours ?? say("comes.dayAndNight")}</td>
      <td>
        {say(`desks.recording.${desk.recording}`)}
        {desk.recordingAgreedBy !== null && <span className="soft">{desk.recordingAgreedBy}</span>}
      </td>
      <td className={stale ? "warned" : ""}>
        {verifiedAt === null ? say("desks.verified.never") : times.day(verifiedAt)}
      </td>
    </tr>
  );
}

function PlaceOf({ desk: { territory } }: { readonly desk: Desk }) {
  const spoken = useStore(words);
  const { province, regions, municipalities, postalPrefixes } = territory;
  const parts = [...regions, ...municipalities, ...postalPrefixes];
  return (
    <>
      {provinces[province].name[spoken?.language ?? "en"]}
      {parts.length > 0 && <span className="soft">{parts.join(", ")}</span>}
    </>
  );
}
