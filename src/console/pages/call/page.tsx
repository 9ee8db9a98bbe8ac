import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { SessionView } from "../../../http/contract.ts";
import { Refused, sessionQuery } from "../../client/queries.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Acts } from "./acts.tsx";
import { Clock } from "./clock.tsx";
import { Closed } from "./closed.tsx";
import { Comes } from "./comes.tsx";
import { Help } from "./help.tsx";
import { Plan } from "./plan.tsx";
import { SendHelp } from "./send-help.tsx";
import { Voice } from "./voice.tsx";
import "./call.css";
import "./help.css";

/** One call, as the line says it stands. */
export function CallPage() {
  const { id } = useParams({ from: "/sessions/$id" });
  const { data, error } = useQuery(sessionQuery(id));
  if (data !== undefined) return <Call session={data} />;
  return (
    <section className="page narrow">
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
    </section>
  );
}

function Call({ session }: { readonly session: SessionView }) {
  if (session.closed !== null) return <Closed session={session} />;
  const helped = session.help.state !== "none";
  return (
    <section className={`page call ${session.phase}${helped ? " helped" : ""}`}>
      <div className="doing">
        <Standing session={session} />
        <Clock session={session} />
        <Acts key={session.id} session={session} />
        <SendHelp session={session} />
        <Voice session={session} />
      </div>
      <div className="knowing">
        {helped && <Help session={session} />}
        <Comes session={session} />
        <Plan key={session.id} id={session.id} />
      </div>
    </section>
  );
}

function Standing({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { phase, language, rehearsal, caller, company } = session;
  return (
    <div className="standing">
      <h1>{say(`call.phase.${phase}`)}</h1>
      <ul className="marks">
        {rehearsal && <li className="mark">{say("call.rehearsal")}</li>}
        <li className="mark">{say(`call.language.${language}`)}</li>
        <li className={`mark ${caller.on === "line" ? "well" : "alarm"}`}>
          {say(`call.line.${caller.on}`)}
        </li>
      </ul>
      {company.state === "lost" && (
        <p className="trouble" role="alert">
          {say("call.company.lost")}
        </p>
      )}
    </div>
  );
}
