import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { done } from "../../../http/contract.ts";
import type { Outcome } from "../../client/client.ts";
import { peopleQuery, useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { LineField, ListField, TickField } from "../../parts/fields.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { dayWishOf, draftOfDay, type DayDraft } from "./other-day.ts";
import { rulesQuery } from "./queries.ts";
import type { Shift } from "./week.ts";
import { FieldTrouble } from "./field-trouble.tsx";
import { useWrong } from "./wrong.ts";

type Given = { readonly shift: Shift; readonly leave: () => void };

/** One time of an agreement is otherwise: somebody else, other hours, or not at all. */
export function OtherDay({ shift, leave }: Given) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { data } = useQuery(rulesQuery);
  const [draft, write] = useState<DayDraft>(() => draftOfDay(shift));
  const rule = data?.rules.find(({ id }) => id === shift.ruleId);
  const override = data?.overrides.find(
    ({ ruleId, day }) => ruleId === shift.ruleId && day === shift.day,
  );
  const path = `/api/shifts/rules/${shift.ruleId ?? ""}/days/${shift.day ?? ""}`;
  const save = useWish(async () => {
    const body = dayWishOf(draft, { shift, rule, override });
    const saved = { method: "PUT", path, body, answer: done, changes: ["shifts"] } as const;
    return leftAfter(leave, await wish(saved));
  });
  const restore = useWish(async () => leftAfter(leave, await restored(path)));
  const trouble = save.trouble ?? restore.trouble;
  const wrongFor = useWrong(trouble);
  return (
    <div className="card agree">
      <h2>
        {say("day.title", { name: nameFor(shift.staffId), day: times.weekday(shift.startsAt) })}
      </h2>
      <TickField
        isSelected={draft.cancelled}
        onChange={(cancelled) => write({ ...draft, cancelled })}
      >
        {say("day.cancelled")}
      </TickField>
      {!draft.cancelled && <Fields draft={draft} write={write} wrongFor={wrongFor} />}
      <div className="row">
        <Button look="main" isPending={save.isPending} onPress={() => save.send(null)}>
          {say("day.go")}
        </Button>
        {override !== undefined && (
          <Button onPress={() => restore.send(null)}>{say("day.restore")}</Button>
        )}
        <Button look="quiet" onPress={leave}>
          {say("agree.leave")}
        </Button>
      </div>
      <FieldTrouble trouble={trouble} />
    </div>
  );
}

const restored = (path: string) =>
  wish({ method: "DELETE", path, answer: done, changes: ["shifts"] });

function leftAfter<T>(leave: () => void, outcome: Outcome<T>): Outcome<T> {
  if (outcome.ok) leave();
  return outcome;
}

type Writing = {
  readonly draft: DayDraft;
  readonly write: (draft: DayDraft) => void;
  readonly wrongFor: (field: string) => string | null;
};

function Fields({ draft, write, wrongFor }: Writing) {
  const say = useWords();
  const { data } = useQuery(peopleQuery);
  const people = (data?.people ?? []).filter(({ answers, id }) => answers || id === draft.staffId);
  const wrong = wrongFor("staffId") ?? wrongFor("day");
  return (
    <div className="agree-fields">
      <div>
        <ListField
          label={say("agree.who")}
          options={people.map(({ id }) => id)}
          value={draft.staffId}
          onChange={(staffId) => write({ ...draft, staffId })}
          say={(id) => people.find((one) => one.id === id)?.name ?? id}
        />
        {wrong !== null && <p className="field-wrong">{wrong}</p>}
      </div>
      <LineField
        label={say("agree.from")}
        type="time"
        value={draft.from}
        onChange={(from) => write({ ...draft, from })}
        wrong={wrongFor("startsAt")}
      />
      <LineField
        label={say("agree.to")}
        type="time"
        value={draft.to}
        onChange={(to) => write({ ...draft, to })}
        wrong={wrongFor("endsAt")}
      />
    </div>
  );
}
