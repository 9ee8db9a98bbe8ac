import { useState } from "react";
import { STAND_DOWN_REASONS } from "../../../domain/session/plan.ts";
import type { SessionView } from "../../../http/contract.ts";
import { Button } from "../../parts/button.tsx";
import { useWords } from "../../words/use.ts";
import { helpIsOut } from "./standing.ts";
import { WishButton } from "./wish-button.tsx";

type Given = { readonly session: SessionView };

/** Only a person calls help off, named and with a reason; the desk is told, and decides (PRACTICE 26). */
export function StandDown({ session }: Given) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  if (!helpIsOut(session)) return <Told session={session} />;
  return (
    <div className="stand-down">
      <Told session={session} />
      {open ? (
        <Reasons session={session} back={() => setOpen(false)} />
      ) : (
        <Button look="quiet" onPress={() => setOpen(true)}>
          {say("off.open")}
        </Button>
      )}
    </div>
  );
}

function Reasons({ session, back }: Given & { readonly back: () => void }) {
  const say = useWords();
  return (
    <>
      <h3>{say("off.title")}</h3>
      <p>{say("off.more")}</p>
      <p className="advice">{say("off.naloxone")}</p>
      <div className="choices">
        {STAND_DOWN_REASONS.map((reason) => (
          <WishButton
            key={reason}
            twice
            session={session}
            wish={{ name: "stand-down", body: { reason } }}
            done={back}
          >
            {say(`off.${reason}`)}
          </WishButton>
        ))}
        <Button look="main" onPress={back}>
          {say("off.back")}
        </Button>
      </div>
    </>
  );
}

/** What the desk answered; and what it said to one of ours who asked it. */
function Told({ session }: Given) {
  const say = useWords();
  const { help } = session;
  const asked = help.state === "stoodDown" || help.answeringSince !== null;
  if (!asked || help.desks.length === 0) return null;
  if (help.deskStill !== null) {
    return <p className="desk-still">{say(help.deskStill ? "off.still" : "off.cancelled")}</p>;
  }
  return (
    <div className="told">
      {help.state === "stoodDown" && <p>{say("off.telling")}</p>}
      <p className="soft">{say("told.title")}</p>
      <div className="row">
        <WishButton session={session} wish={{ name: "desk-told", body: { stillSending: true } }}>
          {say("told.yes")}
        </WishButton>
        <WishButton
          session={session}
          twice
          wish={{ name: "desk-told", body: { stillSending: false } }}
        >
          {say("told.no")}
        </WishButton>
      </div>
    </div>
  );
}
