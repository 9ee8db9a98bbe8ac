import { Link } from "@tanstack/react-router";
import type { z } from "zod";
import type { me as meSchema } from "../../../http/contract.ts";
import { useMe } from "../../client/queries.ts";
import { useTimes, useWords } from "../../words/use.ts";
import { mayOnLine } from "../../../domain/permissions.ts";
import { CalendarLink } from "./calendar.tsx";
import { Changes } from "./changes.tsx";
import { Device } from "./device.tsx";
import { Learning } from "./learning.tsx";
import { NextShifts } from "./next.tsx";
import { OnNow } from "./on-now.tsx";
import { OwnPhone } from "./own-phone.tsx";
import { Reach } from "./reach.tsx";
import "./shift.css";

export type Me = z.infer<typeof meSchema>;

/** Who I am, whether I am on shift, and whether a ring reaches me. */
export function ShiftPage() {
  const { data: me } = useMe();
  return me === undefined ? null : <Shift me={me} />;
}

function Shift({ me }: { readonly me: Me }) {
  const say = useWords();
  const times = useTimes();
  const state = stateOf(me);
  const learns = learnsOnly(me);
  return (
    <section className="page shift">
      <div className="stack">
        <p className="hello">{say("shift.hello", { name: me.name })}</p>
        <div className={`card now ${state}`}>
          <h1>{say(learns ? "learning.title" : `shift.${state}.title`)}</h1>
          {learns && <Learning />}
          {!learns && state !== "here" && <p>{say(`shift.${state}.text`)}</p>}
          {me.shift !== null && (
            <p className="soft">
              {say("shift.since", { time: times.minute(me.shift.since) })} ·{" "}
              {say(`shift.circle.${me.shift.circle}`)}
            </p>
          )}
          <Changes me={me} state={state} />
          {state === "resting" && (
            <Link className="button" to="/after">
              {say("after.rest.link")}
            </Link>
          )}
        </div>
        {me.shift !== null && <Reach me={me} />}
        {isRungHere(me) && <Device me={me} />}
        {mayOnLine(me, "seeShifts") && <OnNow me={me} />}
      </div>
      <Around me={me} />
    </section>
  );
}

const learnsOnly = (me: Me): boolean =>
  mayOnLine(me, "haveSoftphone") && !mayOnLine(me, "answerCalls");

const isRungHere = (me: Me): boolean =>
  me.via === "softphone" && (me.shift !== null || learnsOnly(me));

/** What is theirs besides the shift that runs: each part for whoever may. */
function Around({ me }: { readonly me: Me }) {
  const seesShifts = mayOnLine(me, "seeShifts");
  const answers = mayOnLine(me, "answerCalls");
  if (!seesShifts && !answers) return null;
  return (
    <div className="stack">
      {seesShifts && <NextShifts me={me} />}
      {answers && <OwnPhone />}
      {seesShifts && <CalendarLink />}
    </div>
  );
}

export type ShiftState = "off" | "here" | "break" | "resting";

function stateOf({ shift, presence }: Me): ShiftState {
  return shift === null ? "off" : presence;
}
