import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { SessionView } from "../../../http/contract.ts";
import type { desksAnswer } from "../../../http/contract-desks.ts";
import { desksQuery } from "./desks-query.ts";
import { useWish, wishFor } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { isHalfPlace } from "./half-place.ts";

type Desk = z.infer<typeof desksAnswer>["desks"][number];

/** Who would come to the place of the plan: known, and said, before anything is used. */
export function Comes({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { sends } = session;
  return (
    <div className="comes card" aria-live="polite">
      <h2>{say("comes.title")}</h2>
      {sends.help === "ambulance" ? (
        <Ambulance session={session} />
      ) : (
        <p>{say(`comes.${sends.help}`)}</p>
      )}
    </div>
  );
}

function Ambulance({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { sends } = session;
  const { data } = useQuery(desksQuery(sends.desks));
  if (sends.place === "none")
    return <p className="soft">{say(session.watch === null ? "comes.later" : "comes.noPlace")}</p>;
  if (isHalfPlace(session)) return <p className="soft">{say("comes.half")}</p>;
  if (sends.desks.length === 0) return <NoDesk session={session} />;
  return (
    <ol className="desks">
      {(data ?? []).map((desk, place) =>
        place === 0 ? (
          <FirstDesk key={desk.id} desk={desk} />
        ) : (
          <NextDesk key={desk.id} desk={desk} />
        ),
      )}
    </ol>
  );
}

function NextDesk({ desk: { name, whoComes } }: { readonly desk: Desk }) {
  const say = useWords();
  return (
    <li className="soft">
      {say("comes.then", { name })}
      {whoComes !== "ambulance" && (
        <strong className="warned"> · {say(`comes.${whoComes}`)}</strong>
      )}
    </li>
  );
}

function FirstDesk({ desk }: { readonly desk: Desk }) {
  const say = useWords();
  const times = useTimes();
  const verified =
    desk.verifiedAt === null
      ? say("comes.neverVerified")
      : say("comes.verified", { date: times.day(desk.verifiedAt) });
  const hours =
    desk.hours === null ? say("comes.dayAndNight") : say("comes.hours", { hours: desk.hours });
  return (
    <li>
      <strong className={desk.whoComes === "police" ? "warned" : ""}>
        {say(`comes.${desk.whoComes}`)}
      </strong>
      <span className="soft">
        {desk.name} · {desk.languages.map((one) => say(`call.language.${one}`)).join(", ")} ·{" "}
        {hours} · {verified}
      </span>
    </li>
  );
}

function NoDesk({ session: { id, sends } }: { readonly session: SessionView }) {
  const say = useWords();
  const { send, trouble, isPending } = useWish(() =>
    wishFor(id, { name: "no-desk-told", body: null }),
  );
  return (
    <>
      <p className="trouble">{say("comes.noDesk")}</p>
      {sends.noDeskTold ? (
        <p>{say("comes.toldAlready")}</p>
      ) : (
        <Button isPending={isPending} onPress={() => send(null)}>
          {say("comes.noDeskTold")}
        </Button>
      )}
      <TroubleSaid trouble={trouble} />
    </>
  );
}
