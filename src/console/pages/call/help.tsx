import type { SessionView } from "../../../http/contract.ts";
import { clockFace } from "../../time/countdown.ts";
import { useNow } from "../../time/use.ts";
import { useTimes, useWords } from "../../words/use.ts";
import { Arrival } from "./arrival.tsx";
import { Brief } from "./brief.tsx";
import { Routes } from "./routes.tsx";
import { Speaker } from "./speaker.tsx";
import { StandDown } from "./stand-down.tsx";
import { helpIsOut } from "./standing.ts";
import { Why } from "./why.tsx";

type Given = { readonly session: SessionView };

/** How far help is, in the order it is spoken: to the desk, then to whoever arrives. */
export function Help({ session }: Given) {
  const say = useWords();
  const { help } = session;
  const state = help.state === "none" ? "asked" : help.state;
  const out = helpIsOut(session);
  return (
    <div className={`help card ${state}`}>
      <Standing session={session} state={state} />
      {out && <Speaker session={session} />}
      {out && <Brief session={session} />}
      {out && <Why session={session} />}
      <Routes session={session} />
      {help.trusted !== "none" && <p>{say(`help.trusted.${help.trusted}`)}</p>}
      {out && <Arrival session={session} />}
      {(out || state === "stoodDown") && <StandDown session={session} />}
    </div>
  );
}

type State = Exclude<SessionView["help"]["state"], "none">;

function Standing({ session, state }: Given & { readonly state: State }) {
  const say = useWords();
  const times = useTimes();
  const { help, sends } = session;
  const since = help.askedAt ?? session.now;
  return (
    <div className="help-stands" aria-live="polite">
      <h2>{say(`help.state.${state}`, { time: times.minute(since) })}</h2>
      {help.reference !== null && (
        <p className="reference">
          {say("help.reference", { reference: help.reference.split("").join(" ") })}
        </p>
      )}
      {help.answeringSince !== null && (
        <p className="good">{say("help.answering", { time: times.minute(help.answeringSince) })}</p>
      )}
      {sends.desks.length === 0 && state === "asked" && (
        <p className="trouble">{say("help.nowhere")}</p>
      )}
      <Silence session={session} />
      <Progress session={session} />
    </div>
  );
}

/** What a desk asks first: for how long. */
function Silence({ session }: Given) {
  const { help } = session;
  if (!helpIsOut(session) || help.answeringSince !== null || help.silentSince === null) return null;
  return <SilentFor since={help.silentSince} />;
}

function SilentFor({ since }: { readonly since: number }) {
  const say = useWords();
  const times = useTimes();
  const now = useNow();
  const seconds = Math.max(0, Math.floor((now - since) / 1_000));
  return (
    <p className="silence">
      {say("silence.since")}{" "}
      <b className="face" role="timer" aria-live="off">
        {clockFace(seconds)}
      </b>{" "}
      <span className="soft">{say("silence.from", { time: times.second(since) })}</span>
    </p>
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
