import { useState } from "react";
import {
  LONGEST_DAYS,
  RESTRICTION_REASONS,
  RESTRICTION_STEPS,
  type RestrictionReason,
  type RestrictionStep,
} from "../../../domain/restrictions.ts";
import { done } from "../../../http/contract.ts";
import { made } from "../../../http/contract-shifts.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { ChoiceField, LineField, ListField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useWords } from "../../words/use.ts";

/** After an abusive call: not this caller to me, without a reason; or a restriction, which a supervisor decides (PRACTICE 31). */
export function Abuse({ id }: { readonly id: string }) {
  const say = useWords();
  return (
    <details className="card abuse">
      <summary>
        <h2>{say("abuse.title")}</h2>
      </summary>
      <NotToMe id={id} />
      <AskRestriction id={id} />
    </details>
  );
}

function NotToMe({ id }: { readonly id: string }) {
  const say = useWords();
  const [chosen, setChosen] = useState(false);
  const { send, trouble, isPending } = useWish(async () => {
    const path = `/api/sessions/${id}/not-to-me`;
    const outcome = await wish({ method: "POST", path, body: {}, answer: done, changes: [] });
    setChosen(outcome.ok);
    return outcome;
  });
  return (
    <div className="stack">
      <p className="soft" role="status">
        {say(chosen ? "abuse.notToMe.done" : "abuse.notToMe.text")}
      </p>
      {!chosen && (
        <div className="row">
          <Button isPending={isPending} onPress={() => send(null)}>
            {say("abuse.notToMe")}
          </Button>
        </div>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

function AskRestriction({ id }: { readonly id: string }) {
  const say = useWords();
  const [step, chooseStep] = useState<RestrictionStep>("note");
  const [reason, chooseReason] = useState<RestrictionReason>("threats");
  const [days, type] = useState("7");
  const [asked, setAsked] = useState(false);
  const count = Number(days);
  const isDays = Number.isInteger(count) && count >= 1 && count <= LONGEST_DAYS[step];
  const { send, trouble } = useWish(async () => {
    const outcome = await ask(id, { step, reason, days: count });
    setAsked(outcome.ok);
    return outcome;
  });
  if (asked) return <p role="status">{say("abuse.asked")}</p>;
  return (
    <div className="stack">
      <h3>{say("abuse.ask.title")}</h3>
      <ChoiceField
        label={say("abuse.step")}
        options={RESTRICTION_STEPS}
        value={step}
        onChange={chooseStep}
        say={(one) => say(`restrictions.step.${one}`)}
      />
      <Reason value={reason} onChange={chooseReason} />
      <LineField
        label={say("abuse.days")}
        hint={say("abuse.days.hint", { count: LONGEST_DAYS[step] })}
        value={days}
        onChange={type}
        wrong={isDays ? null : say("abuse.days.wrong", { count: LONGEST_DAYS[step] })}
      />
      <div className="row">
        <Twice look="plain" onSure={() => isDays && send(null)}>
          {say("abuse.ask")}
        </Twice>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

type Choosing = {
  readonly value: RestrictionReason;
  readonly onChange: (reason: RestrictionReason) => void;
};

function Reason({ value, onChange }: Choosing) {
  const say = useWords();
  return (
    <ListField
      label={say("abuse.reason")}
      options={RESTRICTION_REASONS}
      value={value}
      onChange={onChange}
      say={(one) => say(`restrictions.reason.${one}`)}
    />
  );
}

type Asked = {
  readonly step: RestrictionStep;
  readonly reason: RestrictionReason;
  readonly days: number;
};

const ask = (id: string, body: Asked) =>
  wish({
    method: "POST",
    path: `/api/sessions/${id}/restrictions`,
    body,
    answer: made,
    changes: ["restrictions"],
  });
