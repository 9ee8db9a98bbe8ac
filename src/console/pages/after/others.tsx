import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { WAIVE_REASONS, type WaiveReason } from "../../../domain/session/plan.ts";
import type { DebriefShown } from "../../../http/contract-after.ts";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField, ListField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { Colleague, NOBODY } from "./colleague.tsx";
import { DebriefSaid, useSince } from "./debrief-said.tsx";
import { change, debriefsQuery, instantIn } from "./queries.ts";

const SHOWN = 10;

/** Whom a debrief is owed to, since when, and who is there for them. */
export function DebriefsOwed({ me }: { readonly me: string }) {
  const say = useWords();
  const { data } = useQuery(debriefsQuery);
  if (data === undefined) return null;
  const owed = data.debriefs.filter(({ ended }) => ended === null);
  const over = data.debriefs.filter(({ ended }) => ended !== null).slice(0, SHOWN);
  return (
    <div className="card">
      <h2>{say("debrief.owed")}</h2>
      <p className="soft">{say("debrief.owed.text")}</p>
      {owed.length === 0 && <p>{say("debrief.owed.none")}</p>}
      <ul className="lines">
        {owed.map((debrief) => (
          <Owed key={debrief.id} debrief={debrief} now={data.now} me={me} />
        ))}
      </ul>
      {over.length > 0 && <h3>{say("debrief.lately")}</h3>}
      <ul className="lines">
        {over.map((debrief) => (
          <li key={debrief.id}>
            <Whose debrief={debrief} now={data.now} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type Shown = { readonly debrief: DebriefShown; readonly now: number };
type Given = Shown & { readonly me: string };

function Owed({ debrief, now, me }: Given) {
  const say = useWords();
  const nameFor = useNames();
  const [open, setOpen] = useState(false);
  return (
    <li className={open ? "opened" : ""}>
      <Whose debrief={debrief} now={now} />
      {open ? (
        <Arrange debrief={debrief} me={me} onEnd={() => setOpen(false)} />
      ) : (
        <Button onPress={() => setOpen(true)}>
          {say("debrief.arrange")}
          <span className="hush"> {nameFor(debrief.staffId)}</span>
        </Button>
      )}
    </li>
  );
}

function Whose({ debrief, now }: Shown) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const since = useSince();
  const { dueAt, ended } = debrief;
  const due = { day: times.weekday(dueAt), time: times.minute(dueAt) };
  const isLate = ended === null && dueAt <= now;
  return (
    <span>
      <strong>{nameFor(debrief.staffId)}</strong> {since(debrief)}
      <br />
      {ended === null && (
        <>
          <span className={isLate ? "late" : "soft"}>
            {say(isLate ? "debrief.late" : "debrief.due", due)}
          </span>{" "}
          ·{" "}
        </>
      )}
      <DebriefSaid debrief={debrief} />
    </span>
  );
}

type Arranging = {
  readonly debrief: DebriefShown;
  readonly me: string;
  readonly onEnd: () => void;
};
type Sent = { readonly how: "offer" | "done" | "waive"; readonly body: object };

function Arrange({ debrief: { id, staffId, offered }, me, onEnd }: Arranging) {
  const say = useWords();
  const [withId, choose] = useState(offered?.withId ?? (me === staffId ? NOBODY : me));
  const [when, type] = useState("");
  const { send, trouble, isPending } = useWish(async ({ how, body }: Sent) => {
    const path = `/api/debriefs/${id}/${how}`;
    const outcome = await change({ method: "POST", path, body, changes: ["debriefs"] });
    if (outcome.ok) onEnd();
    return outcome;
  });
  const offer = { how: "offer", body: { withId, meetsAt: instantIn(when) } } as const;
  return (
    <div className="stack">
      <div className="pair">
        <Colleague
          label={say("debrief.gives")}
          value={withId}
          onChange={choose}
          except={[staffId]}
        />
        <LineField
          label={say("debrief.when")}
          hint={say("debrief.when.hint")}
          type="datetime-local"
          value={when}
          onChange={type}
        />
      </div>
      <div className="row">
        {withId !== NOBODY && (
          <>
            <Button look="main" isPending={isPending} onPress={() => send(offer)}>
              {say("debrief.offer")}
            </Button>
            <Button isPending={isPending} onPress={() => send({ how: "done", body: { withId } })}>
              {say("debrief.was")}
            </Button>
          </>
        )}
        <Button look="quiet" onPress={onEnd}>
          {say("after.leave")}
        </Button>
      </div>
      <Waive waive={(reason) => send({ how: "waive", body: { reason } })} />
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

function Waive({ waive }: { readonly waive: (reason: WaiveReason) => void }) {
  const say = useWords();
  const [reason, choose] = useState<WaiveReason>("noLongerNeeded");
  return (
    <div className="pair">
      <ListField
        label={say("debrief.because")}
        options={WAIVE_REASONS}
        value={reason}
        onChange={choose}
        say={(one) => say(`debrief.because.${one}`)}
      />
      <div className="row beside">
        <Twice look="plain" onSure={() => waive(reason)}>
          {say("debrief.waive")}
        </Twice>
      </div>
    </div>
  );
}
