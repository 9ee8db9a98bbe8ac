import { useState } from "react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { isStale } from "../../../domain/other-lines/other-line.ts";
import { provinces } from "../../../domain/provinces.ts";
import { otherLinesAnswer } from "../../../http/contract-other-lines.ts";
import { done } from "../../../http/contract.ts";
import { read, Refused, useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useTimes, useWords } from "../../words/use.ts";
import { OtherLineForm } from "./other-line-form.tsx";

export type Line = z.infer<typeof otherLinesAnswer>["lines"][number];
type Given = { readonly rehearsal: boolean; readonly keeps: boolean };

const linesQuery = queryOptions({
  queryKey: ["otherLines"],
  queryFn: () => read("/api/other-lines", otherLinesAnswer),
});

/** Lines of others that a caller can be handed to, on this side of the rehearsal wall. */
export function OtherLines({ rehearsal, keeps }: Given) {
  const say = useWords();
  const { data, error } = useQuery(linesQuery);
  const [changing, change] = useState<string | null>(null);
  const lines = (data?.lines ?? []).filter((line) => line.rehearsal === rehearsal);
  const over = () => change(null);
  return (
    <div className="card stack">
      <h2>{say("lines.title")}</h2>
      <p className="soft">{say("lines.text")}</p>
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
      {data !== undefined && <Table lines={lines} now={data.now} />}
      {keeps && (
        <>
          <div className="row">
            <Button onPress={() => change(NEW)}>{say("lines.add")}</Button>
            {lines.map(({ id, name }) => (
              <Button key={id} look="quiet" onPress={() => change(id)}>
                {say("lines.change", { name })}
              </Button>
            ))}
          </div>
          {changing !== null && (
            <Changing
              key={changing}
              line={lines.find(({ id }) => id === changing) ?? null}
              rehearsal={rehearsal}
              over={over}
            />
          )}
        </>
      )}
    </div>
  );
}

/** No line of this name can be: spaces are in none. */
const NEW = "a new one";

type Changed = {
  readonly line: Line | null;
  readonly rehearsal: boolean;
  readonly over: () => void;
};

function Changing({ line, rehearsal, over }: Changed) {
  return (
    <div className="stack">
      <OtherLineForm line={line} rehearsal={rehearsal} saved={over} />
      {line !== null && <Remove line={line} removed={over} />}
    </div>
  );
}

function Remove({ line, removed }: { readonly line: Line; readonly removed: () => void }) {
  const say = useWords();
  const { send, trouble } = useWish(async (id: string) => {
    const path = `/api/other-lines/${id}`;
    const outcome = await wish({ method: "DELETE", path, answer: done, changes: ["otherLines"] });
    if (outcome.ok) removed();
    return outcome;
  });
  return (
    <div className="row">
      <Twice look="quiet" onSure={() => send(line.id)}>
        {say("lines.remove", { name: line.name })}
      </Twice>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

function Table({ lines, now }: { readonly lines: readonly Line[]; readonly now: number }) {
  const say = useWords();
  if (lines.length === 0) return <p>{say("lines.none")}</p>;
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={say("lines.title")}>
      <table className="cells">
        <caption>{say("lines.caption", { count: lines.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{say("lines.name")}</th>
            <th scope="col">{say("lines.what")}</th>
            <th scope="col">{say("lines.where")}</th>
            <th scope="col">{say("lines.hours")}</th>
            <th scope="col">{say("lines.takes")}</th>
            <th scope="col">{say("lines.verified")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.id} line={line} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ line, now }: { readonly line: Line; readonly now: number }) {
  const say = useWords();
  const times = useTimes();
  const language = useStore(words)?.language ?? "en";
  const { name, whatFor, province, languages, hours, takesBy, verifiedAt } = line;
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="soft">
          {languages.map((one) => say(`call.language.${one}`)).join(", ")}
        </span>
      </th>
      <td>{say(`lines.for.${whatFor}`)}</td>
      <td>{province === null ? say("lines.everywhere") : provinces[province].name[language]}</td>
      <td>{hours ?? say("comes.dayAndNight")}</td>
      <td>{say(`lines.takes.${takesBy}`)}</td>
      <td className={isStale(line, now) ? "warned" : ""}>
        {verifiedAt === null ? say("lines.verified.never") : times.day(verifiedAt)}
      </td>
    </tr>
  );
}
