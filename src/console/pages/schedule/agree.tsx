import { useState } from "react";
import { provinces } from "../../../domain/provinces.ts";
import { made } from "../../../http/contract-shifts.ts";
import { clock } from "../../client/line.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import {
  dayAfter,
  draftOf,
  endsNextDay,
  firstDay,
  wishOf,
  type Draft,
  type Rule,
} from "./agreement.ts";
import { AgreeFields } from "./agree-fields.tsx";
import { FieldTrouble } from "./field-trouble.tsx";
import { useWrong } from "./wrong.ts";

type Given = {
  /** The one that ends where this begins; null: a new one. */
  readonly instead: Rule | null;
  readonly leave: () => void;
};

/** Who answers when, once or again and again; what is wrong with it is said beside its field. */
export function Agree({ instead, leave }: Given) {
  const say = useWords();
  const times = useTimes();
  const [draft, write] = useState<Draft>(() => begun(instead));
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await agree(instead, draft);
    if (outcome.ok) leave();
    return outcome;
  });
  const [asked, setAsked] = useState<Draft | null>(null);
  /** What was said of an earlier draft says nothing of this one. */
  const wrong = draft === asked ? trouble : null;
  const said = useWrong(wrong);
  const unchosen = asked !== null && draft.staffId === "" ? say("agree.wrong.nobody") : null;
  const wrongFor = (field: string) => (field === "staffId" ? unchosen : null) ?? said(field);
  const first = firstDay(draft);
  const whole = [draft.staffId, draft.day, draft.from, draft.to].every((one) => one !== "");
  return (
    <div className="card agree">
      <h2>{say(instead === null ? "agree.title" : "agree.instead")}</h2>
      <AgreeFields draft={draft} write={write} wrongFor={wrongFor} />
      {whole && (
        <p className="soft" aria-live="polite">
          {say("agree.first", { day: times.weekday(Date.parse(`${first}T12:00`)) })}
          {endsNextDay(draft) && ` ${say("agree.nextDay")}`}
        </p>
      )}
      <div className="row">
        <Button
          look="main"
          isPending={isPending}
          onPress={() => {
            setAsked(draft);
            if (whole) send(null);
          }}
        >
          {say("agree.go")}
        </Button>
        <Button look="quiet" onPress={leave}>
          {say("agree.leave")}
        </Button>
      </div>
      <FieldTrouble trouble={wrong} />
    </div>
  );
}

/** By this device's calendar. */
function today(): string {
  const date = new Date(clock.now());
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** This device's, where it is one of a place: a shift kept by an offset would know nothing of summer. */
function zoneHere(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone.includes("/") ? timeZone : provinces.ON.timeZone;
}

function begun(instead: Rule | null): Draft {
  const tomorrow = dayAfter(today());
  if (instead !== null) return draftOf(instead, tomorrow);
  return {
    staffId: "",
    circle: "line",
    layer: "",
    day: tomorrow,
    from: "18:00",
    to: "22:00",
    repeat: "weekly",
    weekdays: [],
    timeZone: zoneHere(),
  };
}

const agree = (instead: Rule | null, draft: Draft) =>
  wish({
    method: instead === null ? "POST" : "PUT",
    path: `/api/shifts/rules${instead === null ? "" : `/${instead.id}`}`,
    body: wishOf(draft),
    answer: made,
    changes: ["shifts"],
  });
