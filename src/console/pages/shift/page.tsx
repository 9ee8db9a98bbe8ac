import type { z } from "zod";
import type { me as meSchema } from "../../../http/contract.ts";
import { useMe } from "../../client/queries.ts";
import { useTimes, useWords } from "../../words/use.ts";
import { Device } from "./device.tsx";
import { Reach } from "./reach.tsx";
import { Changes } from "./changes.tsx";
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
  return (
    <section className="page shift">
      <p className="hello">{say("shift.hello", { name: me.name })}</p>
      <div className={`card now ${state}`}>
        <h1>{say(`shift.${state}.title`)}</h1>
        {state !== "here" && <p>{say(`shift.${state}.text`)}</p>}
        {me.shift !== null && (
          <p className="soft">
            {say("shift.since", { time: times.minute(me.shift.since) })} ·{" "}
            {say(`shift.circle.${me.shift.circle}`)}
          </p>
        )}
        <Changes me={me} state={state} />
      </div>
      {me.shift !== null && <Reach me={me} />}
      {me.shift !== null && me.via === "softphone" && <Device />}
    </section>
  );
}

export type ShiftState = "off" | "here" | "break" | "resting";

function stateOf({ shift, presence }: Me): ShiftState {
  return shift === null ? "off" : presence;
}
