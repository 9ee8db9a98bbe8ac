import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { z } from "zod";
import { LISTENS, type Listens, type Via } from "../../../domain/session/people.ts";
import type { me as meSchema, SessionView } from "../../../http/contract.ts";
import type { SessionWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { hangUpCall } from "../../softphone/use-phone.ts";
import { useWords } from "../../words/use.ts";
import { helpIsOut } from "../call/standing.ts";
import { StandDown } from "../call/stand-down.tsx";
import { HandOver } from "./hand-over.tsx";
import { useBoardWish } from "./use-board-wish.ts";

type Me = z.infer<typeof meSchema>;

/** Who looks at the board, and how others are called. The same object as long as nothing of it changed. */
export type Whose = {
  readonly meId: string;
  readonly via: Via;
  /** The line can ring them: on shift, or on a phone of their own. */
  readonly canBeRung: boolean;
  readonly nameOf: (staffId: string) => string;
};

export const canBeRung = ({ shift, via }: Pick<Me, "shift" | "via">): boolean =>
  shift !== null || via === "phone";

type Given = { readonly session: SessionView; readonly whose: Whose; readonly name: string };

/** What a supervisor does about a session. What cannot be now is not shown. */
export function Acts({ session, whose, name }: Given) {
  const say = useWords();
  const [handing, setHanding] = useState(false);
  const { send, trouble, isPending } = useBoardWish(session, whose.meId);
  const isMine = session.company.responderId === whose.meId;
  const wish = (wanted: SessionWish) => {
    if (!isPending) send(wanted);
  };
  return (
    <div
      className="deeds"
      role="group"
      aria-label={say("board.acts.of", { act: say("board.acts.more"), name })}
    >
      <div className="row">
        {!isMine && whose.canBeRung && <Joining session={session} whose={whose} wish={wish} />}
        {!isMine && <Button onPress={() => setHanding(!handing)}>{say(handWord(session))}</Button>}
        {session.caller.on === "lost" && (
          <Button onPress={() => wish({ name: "call-caller", body: null })}>
            {say("board.callCaller")}
          </Button>
        )}
        <Link className="button quiet" to="/sessions/$id" params={{ id: session.id }}>
          {say("board.open")}
        </Link>
      </div>
      <TroubleSaid trouble={trouble} />
      {handing && <HandOver session={session} whose={whose} done={() => setHanding(false)} />}
      {helpIsOut(session) && <StandDown session={session} />}
    </div>
  );
}

const handWord = ({ company }: SessionView) =>
  company.state === "with" ? ("board.handOver" as const) : ("board.sendSomebody" as const);

type Joins = {
  readonly session: SessionView;
  readonly whose: Whose;
  readonly wish: (wish: SessionWish) => void;
};

/** In the call, and how; or its responder from now on. Somebody who is with the caller is relieved only by a second press. */
function Joining({ session, whose: { meId, via }, wish }: Joins) {
  const say = useWords();
  const mine = session.listeners.find(({ staffId }) => staffId === meId);
  const isWith = session.company.state === "with";
  const takeOver = () => wish({ name: "take-over", body: { via } });
  return (
    <>
      {isWith ? (
        <Twice look="main" onSure={takeOver}>
          {say("board.takeOver")}
        </Twice>
      ) : (
        <Button look="main" onPress={takeOver}>
          {say("board.takeCall")}
        </Button>
      )}
      {isWith &&
        LISTENS.map((how) => (
          <Listening
            key={how}
            how={how}
            chosen={mine?.how === how}
            press={() => wish({ name: "listen", body: { how, via } })}
          />
        ))}
      {helpIsOut(session) && session.help.speaker?.staffId !== meId && (
        <Button onPress={() => wish({ name: "join-desk", body: { via } })}>
          {say("board.joinDesk")}
        </Button>
      )}
      {mine?.isIn === true && <Button onPress={hangUpCall}>{say("board.leave")}</Button>}
    </>
  );
}

type How = { readonly how: Listens; readonly chosen: boolean; readonly press: () => void };

function Listening({ how, chosen, press }: How) {
  const say = useWords();
  return (
    <button
      type="button"
      className={`button ${chosen ? "chosen" : "plain"}`}
      aria-pressed={chosen}
      onClick={press}
    >
      {say(`board.listen.${how}`)}
    </button>
  );
}
