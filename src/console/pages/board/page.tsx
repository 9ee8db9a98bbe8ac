import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { z } from "zod";
import type { me as meSchema } from "../../../http/contract.ts";
import type { peopleAnswer } from "../../../http/contract-people.ts";
import { live } from "../../client/live.ts";
import { peopleQuery } from "../../client/people.ts";
import { Refused, useMe } from "../../client/queries.ts";
import type { Board } from "../../client/rows.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useStore } from "../../time/use.ts";
import { useWords } from "../../words/use.ts";
import { canBeRung, type Whose } from "./acts.tsx";
import { Coverage } from "./coverage.tsx";
import { Loud, SoundSwitch } from "./loud.tsx";
import { useOrder } from "./order.ts";
import { boardQuery } from "./queries.ts";
import { Reached } from "./reach.tsx";
import { Row } from "./row.tsx";
import { figuresOf, type Figures } from "./says.ts";
import "./session.css";
// What narrow screens change of both comes last.
import "./board.css";

type Me = z.infer<typeof meSchema>;

/** Every open session, whom a ring reaches, and what is covered: as the line says it stands. */
export function BoardPage() {
  const { data: me } = useMe();
  const { data: board, error } = useQuery(boardQuery);
  if (me !== undefined && board !== undefined) return <Shown me={me} board={board} />;
  return (
    <section className="page narrow">
      <TroubleSaid trouble={error instanceof Refused ? error.trouble : null} />
    </section>
  );
}

function Shown({ me, board }: { readonly me: Me; readonly board: Board }) {
  const say = useWords();
  const { sessions } = board;
  const figures = useMemo(() => figuresOf(sessions), [sessions]);
  return (
    <section className="page board">
      <header className="board-head">
        <h1>{say("board.title")}</h1>
        <Counted figures={figures} />
        <Updates />
        <SoundSwitch />
      </header>
      <Loud sessions={sessions} figures={figures} />
      {!canBeRung(me) && (
        <p className="off-shift">
          {say("board.offShift")} <Link to="/shift">{say("shell.shift")}</Link>
        </p>
      )}
      <div className="board-main">
        <Sessions me={me} board={board} />
        <aside className="board-side">
          <Reached sessions={sessions} />
          <Coverage />
        </aside>
      </div>
    </section>
  );
}

function Counted({ figures: { loud, waiting, watched, others } }: { readonly figures: Figures }) {
  const say = useWords();
  const counted = [
    ["loud", loud],
    ["waiting", waiting],
    ["watched", watched],
    ["others", others],
  ] as const;
  return (
    <dl className="counted">
      {counted.map(([name, count]) => (
        <div key={name} className={name === "loud" && count > 0 ? "some-loud" : ""}>
          <dt>{say(`board.counted.${name}`)}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Whether changes come as they happen. That nothing comes at all is said above every page. */
function Updates() {
  const say = useWords();
  const state = useStore(live);
  return <p className={`updates ${state}`}>{say(`board.live.${state}`)}</p>;
}

function Sessions({ me, board }: { readonly me: Me; readonly board: Board }) {
  const say = useWords();
  const whose = useWhose(me);
  const { rows, touch } = useOrder(board.sessions);
  if (rows.length === 0) {
    return (
      <div className="card nobody">
        <h2>{say("board.empty")}</h2>
        <p className="soft">{say("board.empty.more")}</p>
      </div>
    );
  }
  return (
    <ol
      className="sessions"
      aria-label={say("board.sessions")}
      onPointerMove={touch}
      onPointerDown={touch}
      onKeyDown={touch}
    >
      {rows.map((session) => (
        <Row key={session.id} session={session} whose={whose} />
      ))}
    </ol>
  );
}

const namesIn = ({ people }: z.infer<typeof peopleAnswer>): Readonly<Record<string, string>> =>
  Object.fromEntries(people.map(({ id, name }) => [id, name]));

/** Stays the very same while nothing of it changed, or every row would be drawn again. */
function useWhose(me: Me): Whose {
  const { data: names } = useQuery({ ...peopleQuery, select: namesIn });
  const { id: meId, via } = me;
  const rung = canBeRung(me);
  return useMemo(
    () => ({ meId, via, canBeRung: rung, nameOf: (staffId) => names?.[staffId] ?? staffId }),
    [meId, via, rung, names],
  );
}
