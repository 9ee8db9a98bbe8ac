import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../http/contract.ts";
import { useTimes, useWords } from "../../words/use.ts";
import { desksQuery } from "./desks-query.ts";

type Given = { readonly session: SessionView };
type DeskCall = SessionView["help"]["desks"][number];

/** Every desk that was rung, how it went, and who has it. */
export function Routes({ session: { help } }: Given) {
  const say = useWords();
  const times = useTimes();
  const { taken } = help;
  const ids = [...help.desks.map(({ deskId }) => deskId), ...(taken?.deskId ? [taken.deskId] : [])];
  const { data } = useQuery(desksQuery(ids));
  const nameOf = (id: string) => data?.find((desk) => desk.id === id)?.name ?? id;
  if (help.desks.length === 0 && taken === null) return null;
  return (
    <div className="routes">
      <h3>{say("routes.title")}</h3>
      <ul className="calls">
        {help.desks.map((call, place) => (
          <li key={`${call.deskId}-${call.rungAt ?? place}`} className={call.state}>
            <b>{nameOf(call.deskId)}</b> <Went call={call} />
          </li>
        ))}
      </ul>
      {taken !== null && (
        <p className="good">
          {taken.deskId === null
            ? say("routes.hasSomebody", { time: times.minute(taken.at) })
            : say("routes.has", { name: nameOf(taken.deskId), time: times.minute(taken.at) })}
        </p>
      )}
    </div>
  );
}

function Went({ call }: { readonly call: DeskCall }) {
  const say = useWords();
  const times = useTimes();
  const { state, how, rungAt, machine, slow, errand } = call;
  const parts = [
    rungAt === null ? say("routes.calledUs") : say("routes.at", { time: times.second(rungAt) }),
    state === "ended" && how !== null ? say(`routes.how.${how}`) : say(`routes.${state}`),
    ...(errand === "answering" ? [say("routes.errand.answering")] : []),
    ...(machine && state !== "ended" ? [say("routes.machine")] : []),
    ...(slow && state !== "ended" ? [say("routes.slow")] : []),
  ];
  return <span>{parts.join(" · ")}</span>;
}
