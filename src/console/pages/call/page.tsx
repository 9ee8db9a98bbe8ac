import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { SessionView } from "../../../http/contract.ts";
import { Refused, sessionQuery } from "../../client/queries.ts";
import { useNames } from "../../client/people.ts";
import { useFetchedInCalm } from "../../parts/later.tsx";
import { Opens } from "../../parts/opens.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Acts } from "./acts.tsx";
import { useIsAside } from "./aside.ts";
import { useAtTop } from "./at-top.ts";
import { Clock } from "./clock.tsx";
import { Comes } from "./comes.tsx";
import { Hears } from "./hears.tsx";
import { Help } from "./help.tsx";
import { PlanFirst } from "./kind-first.tsx";
import { Leaving } from "./leaving.tsx";
import { Lost } from "./lost.tsx";
import { More } from "./more.tsx";
import { Note } from "./note.tsx";
import { about, cards, closed, IN_CALM, tips, warnings } from "./parts-later.ts";
import { Plan } from "./plan.tsx";
import { Questions } from "./questions.tsx";
import { ReadBack } from "./read-back.tsx";
import { SendHelp } from "./send-help.tsx";
import { Sounds } from "./sounds.tsx";
import { Beside } from "./transfer-beside.tsx";
import { Voice } from "./voice.tsx";
import "../../parts/folds.css";
import "./call.css";
import "./cards.css";
import "./help.css";

const NOT_OURS: ReadonlySet<string> = new Set(["notAllowed", "sessionNotFound"]);

/** One call, as the line says it stands. */
export function CallPage() {
  const { id } = useParams({ from: "/sessions/$id" });
  const { data, error } = useQuery(sessionQuery(id));
  const trouble = error instanceof Refused ? error.trouble : null;
  if (trouble?.kind === "refused" && NOT_OURS.has(trouble.code)) return <NotYours />;
  if (data !== undefined) return <Call session={data} />;
  return (
    <section className="page narrow">
      <TroubleSaid trouble={trouble} />
    </section>
  );
}

/** What was shown of it before is not shown any more: it may be anything by now. */
function NotYours() {
  const say = useWords();
  return (
    <section className="page narrow">
      <h1>{say("notYours.title")}</h1>
      <p>{say("notYours.text")}</p>
      <Link className="button main" to="/shift">
        {say("shell.shift")}
      </Link>
    </section>
  );
}

function Call({ session }: { readonly session: SessionView }) {
  const say = useWords();
  useFetchedInCalm(IN_CALM);
  useAtTop(session.phase);
  if (session.closed !== null) return <closed.Part session={session} />;
  const helped = session.help.state !== "none";
  return (
    <section className={`page call ${session.phase}${helped ? " helped" : ""}`}>
      <div className="doing">
        <Standing session={session} />
        <Clock session={session} />
        <Acts key={session.id} session={session} />
        <SendHelp session={session} />
        <div className="foot">
          <Voice session={session} />
          <Leaving key={`leave ${session.id}`} session={session} />
        </div>
      </div>
      <div className="knowing">
        {helped && <Help key={session.id} session={session} />}
        <Lost session={session} />
        {session.keysOnly && <Questions session={session} />}
        <Spoken session={session} />
        <Opens key={`about ${session.id}`} title={say("about.title")}>
          <about.Part session={session} />
        </Opens>
        <More key={`more ${session.id}`} session={session} />
        <Note key={`note ${session.id}`} id={session.id} />
      </div>
    </section>
  );
}

/** In the order it is spoken: what to say, who would come, the plan, read back, while they get ready; and once they use, what is heard first. */
function Spoken({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const using = session.watch !== null;
  return (
    <>
      {using && <Sounds />}
      <div className="cards card">
        <h2>{say("cards.title")}</h2>
        <cards.Part session={session} />
      </div>
      <Beside session={session} />
      <PlanFirst key={`first ${session.id}`} session={session}>
        <Comes session={session} />
        <Plan key={session.id} session={session} />
        <ReadBack key={`back ${session.id}`} session={session} />
      </PlanFirst>
      <warnings.Part session={session} />
      <Opens key={`tips ${session.id}`} title={say("tips.title")}>
        <tips.Part session={session} />
      </Opens>
      {!using && <Sounds />}
    </>
  );
}

function Standing({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { phase, language, rehearsal, caller, company, keysOnly } = session;
  const isAside = useIsAside(session);
  return (
    <div className="standing">
      <h1>
        {isAside && phase === "accompanied" ? (
          <WithThem company={company} />
        ) : (
          say(`call.phase.${phase}`)
        )}
      </h1>
      <ul className="marks">
        {rehearsal && <li className="mark">{say("call.rehearsal")}</li>}
        {keysOnly && <li className="mark alarm">{say("keys.title")}</li>}
        <li className="mark">{say(`call.language.${language}`)}</li>
        <li className={`mark ${caller.on === "line" ? "well" : "alarm"}`}>
          {say(`call.line.${caller.on}`)}
        </li>
      </ul>
      <Hears session={session} />
      {company.state === "lost" && (
        <p className="trouble" role="alert">
          {say(isAside ? "call.company.lost.other" : "call.company.lost")}
        </p>
      )}
    </div>
  );
}

/** For whoever looks at somebody else's call. */
function WithThem({ company: { state, responderId } }: Pick<SessionView, "company">) {
  const say = useWords();
  const nameOf = useNames();
  if (state !== "with" || responderId === null) return say("call.with.nobody");
  return say("call.with.other", { name: nameOf(responderId) });
}
