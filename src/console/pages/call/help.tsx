import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../http/contract.ts";
import { briefQuery, useWish, wishFor, type SessionWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { desksQuery } from "./desks-query.ts";

type Given = { readonly session: SessionView };

/** How far help is, and the words for the desk. */
export function Help({ session }: Given) {
  const say = useWords();
  const times = useTimes();
  const { help } = session;
  const state = help.state === "none" ? "asked" : help.state;
  const since = help.askedAt ?? session.now;
  return (
    <div className={`help card ${state}`} aria-live="polite">
      <h2>{say(`help.state.${state}`, { time: times.minute(since) })}</h2>
      {help.reference !== null && (
        <p className="reference">
          {say("help.reference", { reference: help.reference.split("").join(" ") })}
        </p>
      )}
      {help.answeringSince !== null && (
        <p className="good">{say("help.answering", { time: times.minute(help.answeringSince) })}</p>
      )}
      {session.sends.desks.length === 0 && state === "asked" && (
        <p className="trouble">{say("help.nowhere")}</p>
      )}
      <Progress session={session} />
      <Desks session={session} />
      {help.trusted !== "none" && <p>{say(`help.trusted.${help.trusted}`)}</p>}
      {help.arrivalDueAt !== null && (
        <p>{say("help.arrivalAt", { time: times.minute(help.arrivalDueAt) })}</p>
      )}
      <Steps session={session} />
      {(state === "asked" || state === "taken") && <Brief session={session} />}
    </div>
  );
}

const PROGRESS = ["asked", "answered", "taken", "arrived"] as const;

function Progress({ session: { help } }: Given) {
  const say = useWords();
  const reached = {
    asked: true,
    answered: help.taken !== null || help.desks.some(({ answeredAt }) => answeredAt !== null),
    taken: help.state === "taken" || help.state === "arrived",
    arrived: help.state === "arrived",
  };
  return (
    <ol className="progress">
      {PROGRESS.map((step) => (
        <li
          key={step}
          className={reached[step] ? "reached" : ""}
          aria-current={reached[step] ? "step" : undefined}
        >
          {say(`help.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

function Desks({ session: { help } }: Given) {
  const say = useWords();
  const { data } = useQuery(desksQuery(help.desks.map(({ deskId }) => deskId)));
  const nameOf = (id: string) => data?.find((desk) => desk.id === id)?.name ?? id;
  return (
    <ul className="calls">
      {help.desks.map(({ deskId, state, rungAt }, place) => (
        <li key={`${deskId}-${rungAt ?? place}`} className={state}>
          {nameOf(deskId)} <b>{say(`help.desk.${state}`)}</b>
        </li>
      ))}
    </ul>
  );
}

/** What a person of ours hears from a desk or on the open line, and says here. */
function Steps({ session: { id, help } }: Given) {
  const say = useWords();
  const { send, trouble, isPending } = useWish((wish: SessionWish) => wishFor(id, wish));
  const onLine = help.desks.find(({ state }) => state === "answered");
  return (
    <div className="row">
      {help.state === "asked" && (
        <Button
          look="main"
          isPending={isPending}
          onPress={() => send({ name: "desk-took", body: { deskId: onLine?.deskId ?? null } })}
        >
          {say("help.tookIt")}
        </Button>
      )}
      {(help.state === "asked" || help.state === "taken") && (
        <Button
          isPending={isPending}
          onPress={() => send({ name: "help-arrived", body: { heardFrom: "openLine" } })}
        >
          {say("help.there")}
        </Button>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

/** In large letters, first in the desk's language. */
function Brief({ session }: Given) {
  const say = useWords();
  const { data } = useQuery(briefQuery(session));
  if (data === undefined) return null;
  if (data.brief === null) return <p className="soft">{say("help.briefNone")}</p>;
  const first = data.desks[0]?.language ?? session.language;
  const second = first === "en" ? "fr" : "en";
  return (
    <div className="brief">
      <h3>{say("help.brief")}</h3>
      <p lang={first} className="aloud">
        {data.brief[first]}
      </p>
      <details>
        <summary>{say(`call.language.${second}`)}</summary>
        <p lang={second} className="aloud">
          {data.brief[second]}
        </p>
      </details>
    </div>
  );
}
