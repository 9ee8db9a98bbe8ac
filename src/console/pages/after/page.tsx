import type { z } from "zod";
import { mayOnLine } from "../../../domain/permissions.ts";
import type { me as meSchema } from "../../../http/contract.ts";
import { useMe } from "../../client/queries.ts";
import { useWords } from "../../words/use.ts";
import { Changes } from "../shift/changes.tsx";
import { HowItWas } from "./how-it-was.tsx";
import { MyLimit } from "./load.tsx";
import { MyDebriefs } from "./my-debriefs.tsx";
import { IfICall } from "./not-rung.tsx";
import { DebriefsOwed } from "./others.tsx";
import { Peers } from "./peers.tsx";
import { Shared } from "./shared.tsx";
import { MyMeetings, Supervision } from "./supervision.tsx";
import "../../parts/owed.css";
import "./after.css";

type Me = z.infer<typeof meSchema>;

/** After calls: what I am owed and owe myself; for those who supervise, what others are owed. */
export function AfterPage() {
  const say = useWords();
  const { data: me } = useMe();
  if (me === undefined) return null;
  return (
    <section className="page after">
      <h1>{say("after.title")}</h1>
      {mayOnLine(me, "lookAfterOthers") && <Others me={me} />}
      {mayOnLine(me, "lookAfterOneself") && <Mine me={me} />}
    </section>
  );
}

function Others({ me }: { readonly me: Me }) {
  return (
    <div className="halves">
      <DebriefsOwed me={me.id} />
      <div className="stack">
        <Shared />
        <Supervision me={me.id} />
      </div>
    </div>
  );
}

function Mine({ me }: { readonly me: Me }) {
  return (
    <div className="halves">
      <div className="stack">
        <MyDebriefs me={me.id} />
        <Rest me={me} />
        <HowItWas />
      </div>
      <div className="stack">
        {mayOnLine(me, "answerCalls") && <MyLimit />}
        <Peers me={me} />
        <IfICall me={me.id} />
        <MyMeetings me={me.id} />
      </div>
    </div>
  );
}

/** Breaks, and being off routing after an emergency until one returns oneself. */
function Rest({ me }: { readonly me: Me }) {
  const say = useWords();
  const state = me.shift === null ? "off" : me.presence;
  return (
    <div className="card">
      <h2>{say("after.rest.title")}</h2>
      <p>{say(`after.rest.${state}`)}</p>
      {state !== "off" && <Changes me={me} state={state} />}
    </div>
  );
}
