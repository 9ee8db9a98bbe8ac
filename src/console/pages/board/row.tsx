import { memo, useState } from "react";
import { urgencyOf, type Urgency } from "../../../domain/board.ts";
import type { SessionView } from "../../../http/contract.ts";
import { clock } from "../../client/line.ts";
import { clockFace } from "../../time/countdown.ts";
import { useTimes, useWords } from "../../words/use.ts";
import { Acts, type Whose } from "./acts.tsx";
import { clockOf, helpSaid, isPressing, linesSaid, secondsSince } from "./says.ts";
import { useTick } from "./tick.ts";

type Given = { readonly session: SessionView; readonly whose: Whose };

/** One open session. Drawn again only when the line said something new of it, or its own clock moved. */
export const Row = memo(function Row({ session, whose }: Given) {
  const say = useWords();
  const times = useTimes();
  const [open, setOpen] = useState(false);
  const urgency = useTick(() => urgencyOf(session, clock.now()));
  const name = say("board.row", { time: times.minute(session.openedAt) });
  const act = say(open ? "board.acts.less" : "board.acts.more");
  const isOpen = open || isPressing(urgency);
  return (
    <li className={`session ${urgency}`} aria-label={name} data-session={session.id}>
      <Clock session={session} />
      <div className="state">
        <h2>{say(`board.urgency.${urgency}`)}</h2>
        <Marks session={session} name={name} />
        <Lines session={session} urgency={urgency} />
      </div>
      <People session={session} whose={whose} />
      <Ages session={session} />
      {!isPressing(urgency) && (
        <button
          type="button"
          className="button plain more"
          aria-expanded={open}
          aria-label={say("board.acts.of", { act, name })}
          onClick={() => setOpen(!open)}
        >
          {act}
        </button>
      )}
      {isOpen && <Acts session={session} whose={whose} name={name} />}
    </li>
  );
});

function Clock({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const look = () => clockOf(session, clock.now());
  const tone = useTick(() => look().tone);
  const label = useTick(() => look().label);
  const face = useTick(() => faceOf(look().seconds));
  return (
    <div className={`count ${tone}`}>
      <span className="of">{say(label)}</span>
      {face !== "" && (
        <span className="face" role="timer" aria-live="off">
          {face}
        </span>
      )}
    </div>
  );
}

const faceOf = (seconds: number | null): string => (seconds === null ? "" : clockFace(seconds));

function Marks({ session, name }: { readonly session: SessionView; readonly name: string }) {
  const say = useWords();
  const { rehearsal, language, keysOnly, watch, concerns, company, restriction } = session;
  const pace = watch === null || watch.pace === "steady" ? null : watch.pace;
  return (
    <ul className="marks">
      <li>{name}</li>
      {rehearsal && <li className="mark played">{say("call.rehearsal")}</li>}
      <li className="mark">{say(`call.language.${language}`)}</li>
      {pace !== null && <li className="mark warned">{say(`board.pace.${pace}`)}</li>}
      {company.cover && <li className="mark warned">{say("board.cover")}</li>}
      {concerns.map((concern) => (
        <li key={concern} className="mark warned">
          {say(`board.concern.${concern}`)}
        </li>
      ))}
      {keysOnly && <li className="mark">{say("board.keysOnly")}</li>}
      {restriction !== null && <li className="mark">{say(`board.restriction.${restriction}`)}</li>}
    </ul>
  );
}

type Lined = { readonly session: SessionView; readonly urgency: Urgency };

/** What is wrong with their lines, and how far help is. */
function Lines({ session, urgency }: Lined) {
  const say = useWords();
  const help = helpSaid(session);
  const asks = session.watch?.step.startsWith("ask") === true && urgency === "silent";
  return (
    <>
      {help !== null && <p className="how-far">{say(help)}</p>}
      {asks && <p className="how-far">{say("board.asks")}</p>}
      {linesSaid(session).map((word) => (
        <p key={word} className="lost">
          {say(word)}
        </p>
      ))}
    </>
  );
}

function People({ session: { company, help, listeners }, whose: { nameOf } }: Given) {
  const say = useWords();
  const { responderId, ringing } = company;
  const { speaker } = help;
  return (
    <ul className="who">
      <li className={responderId === null ? "alone" : ""}>
        {responderId === null ? say("board.nobody") : nameOf(responderId)}
      </li>
      {ringing.length > 0 && (
        <li className="soft">{say("board.ringing", { names: ringing.map(nameOf).join(", ") })}</li>
      )}
      {speaker?.state === "up" && speaker.staffId !== responderId && (
        <li className="soft">{say("board.speaks", { name: nameOf(speaker.staffId) })}</li>
      )}
      {listeners.map(({ staffId, how, isIn }) => (
        <li key={staffId} className="soft">
          {say(isIn ? `board.hears.${how}` : "board.hears.rung", { name: nameOf(staffId) })}
        </li>
      ))}
    </ul>
  );
}

function Ages({ session: { watch, openedAt } }: { readonly session: SessionView }) {
  const say = useWords();
  const last = watch?.lastAnswerAt ?? null;
  const answered = useTick(() => (last === null ? "" : clockFace(secondsSince(last, clock.now()))));
  const minutes = useTick(() => Math.floor(secondsSince(openedAt, clock.now()) / 60));
  return (
    <dl className="ages">
      {answered !== "" && (
        <div>
          <dt>{say("board.lastAnswer")}</dt>
          <dd>{say("board.ago", { time: answered })}</dd>
        </div>
      )}
      <div>
        <dt>{say("board.age")}</dt>
        <dd>{say("board.minutes", { minutes })}</dd>
      </div>
    </dl>
  );
}
