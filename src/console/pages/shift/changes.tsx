import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { mayOnLine } from "../../../domain/permissions.ts";
import { me as meSchema } from "../../../http/contract.ts";
import { WISH_WITHIN_MS, type Method } from "../../client/client.ts";
import { ask } from "../../client/line.ts";
import { keepMe, useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { CoverMe } from "./cover.tsx";
import { ChoiceField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import type { Me, ShiftState } from "./page.tsx";

type Change = { readonly method: Method; readonly path: string; readonly body?: object };
type Circle = NonNullable<Me["shift"]>["circle"];

/** On, off, break and back. The line answers with how it then stands. */
async function change({ method, path, body }: Change) {
  const sent = body === undefined ? {} : { body };
  const outcome = await ask({ method, path, ...sent, answer: meSchema, withinMs: WISH_WITHIN_MS });
  if (outcome.ok) await keepMe(outcome.value);
  return outcome;
}

export function Changes({ me, state }: { readonly me: Me; readonly state: ShiftState }) {
  const say = useWords();
  const { send, trouble, isPending } = useWish(change);
  return (
    <div className="changes">
      {me.sessionId !== null && (
        <Link className="button main big" to="/sessions/$id" params={{ id: me.sessionId }}>
          {say("shift.toCall")}
        </Link>
      )}
      {state === "off" ? (
        <Begin me={me} send={send} isPending={isPending} />
      ) : (
        <div className="row">
          {(state !== "here" || me.why === "ringMissed") && (
            <Button
              look={state === "resting" ? "plain" : "main"}
              big
              isPending={isPending}
              onPress={() => send(BACK)}
            >
              {say("shift.back")}
            </Button>
          )}
          {state === "here" && (
            <Button isPending={isPending} onPress={() => send(BREAK)}>
              {say("shift.pause")}
            </Button>
          )}
          <Button isPending={isPending} onPress={() => send(LEAVE)}>
            {say("shift.leave")}
          </Button>
        </div>
      )}
      <TroubleSaid trouble={trouble} />
      {me.sessionId !== null && state === "here" && <CoverMe id={me.sessionId} />}
    </div>
  );
}

const BACK: Change = { method: "POST", path: "/api/me/back", body: {} };
const BREAK: Change = { method: "POST", path: "/api/me/break", body: {} };
const LEAVE: Change = { method: "DELETE", path: "/api/shifts/current" };

type Beginning = {
  readonly me: Me;
  readonly send: (change: Change) => void;
  readonly isPending: boolean;
};

function Begin({ me, send, isPending }: Beginning) {
  const say = useWords();
  const circles = circlesOf(me);
  const [circle, choose] = useState<Circle>(circles[0] ?? "line");
  // Coordinators and auditors answer nobody.
  if (circles.length === 0) return null;
  const begin: Change = { method: "POST", path: "/api/shifts", body: { circle } };
  return (
    <>
      {circles.length > 1 && (
        <ChoiceField
          label={say("shift.circle")}
          options={circles}
          value={circle}
          onChange={choose}
          say={(one) => say(`shift.circle.${one}`)}
        />
      )}
      <div className="row">
        <Button look="main" big isPending={isPending} onPress={() => send(begin)}>
          {say("shift.go")}
        </Button>
      </div>
    </>
  );
}

function circlesOf({ id, roles }: Me): readonly Circle[] {
  const staff = { id, roles };
  return [
    ...(mayOnLine(staff, "answerCalls") ? (["line", "on-call"] as const) : []),
    ...(mayOnLine(staff, "supervise") ? (["supervising"] as const) : []),
  ];
}
