import { useQuery } from "@tanstack/react-query";
import { provinces } from "../../../domain/provinces.ts";
import { peopleQuery } from "../../client/people.ts";
import { ChoiceField, LineField, ListField, TickField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { REPEATS, WEEKDAYS, type Draft, type Weekday } from "./agreement.ts";

const CIRCLES = ["line", "on-call", "supervising"] as const;
const LAYERS = ["", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

type Given = {
  readonly draft: Draft;
  readonly write: (draft: Draft) => void;
  readonly wrongFor: (field: string) => string | null;
};

export function AgreeFields({ draft, write, wrongFor }: Given) {
  const say = useWords();
  const change = (part: Partial<Draft>) => write({ ...draft, ...part });
  return (
    <>
      <div className="agree-fields">
        <Who draft={draft} write={write} wrongFor={wrongFor} />
        <LineField
          label={say("agree.day")}
          type="date"
          value={draft.day}
          onChange={(day) => change({ day })}
          wrong={wrongFor("starts")}
        />
        <LineField
          label={say("agree.from")}
          type="time"
          value={draft.from}
          onChange={(from) => change({ from })}
        />
        <LineField
          label={say("agree.to")}
          type="time"
          value={draft.to}
          onChange={(to) => change({ to })}
          wrong={wrongFor("ends")}
        />
        <Zone
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          wrong={wrongFor("timeZone")}
        />
      </div>
      <ChoiceField
        label={say("agree.repeat")}
        options={REPEATS}
        value={draft.repeat}
        onChange={(repeat) => change({ repeat })}
        say={(one) => say(`agree.repeat.${one}`)}
      />
      {(draft.repeat === "weekly" || draft.repeat === "biweekly") && (
        <Weekdays chosen={draft.weekdays} onChange={(weekdays) => change({ weekdays })} />
      )}
    </>
  );
}

function Who({ draft, write, wrongFor }: Given) {
  const say = useWords();
  const { data } = useQuery(peopleQuery);
  const people = (data?.people ?? []).filter(({ answers }) => answers);
  const change = (part: Partial<Draft>) => write({ ...draft, ...part });
  const wrong = wrongFor("staffId");
  return (
    <>
      <div>
        <ListField
          label={say("agree.who")}
          options={["", ...people.map(({ id }) => id)]}
          value={draft.staffId}
          onChange={(staffId) => change({ staffId })}
          say={(id) => people.find((one) => one.id === id)?.name ?? say("agree.who.choose")}
        />
        {wrong !== null && <p className="field-wrong">{wrong}</p>}
      </div>
      <ListField
        label={say("agree.circle")}
        options={CIRCLES}
        value={draft.circle}
        onChange={(circle) => change({ circle })}
        say={(one) => say(`shift.circle.${one}`)}
      />
      {draft.circle === "on-call" && (
        <ListField
          label={say("agree.layer")}
          options={LAYERS}
          value={LAYERS.find((one) => one === draft.layer) ?? ""}
          onChange={(layer) => change({ layer })}
          say={(one) => (one === "" ? say("agree.layer.none") : one)}
        />
      )}
    </>
  );
}

type Days = {
  readonly chosen: readonly Weekday[];
  readonly onChange: (days: readonly Weekday[]) => void;
};

function Weekdays({ chosen, onChange }: Days) {
  const say = useWords();
  return (
    <fieldset className="weekdays">
      <legend>{say("agree.weekdays")}</legend>
      {WEEKDAYS.map((day) => (
        <TickField
          key={day}
          isSelected={chosen.includes(day)}
          onChange={(on) =>
            onChange(WEEKDAYS.filter((one) => (one === day ? on : chosen.includes(one))))
          }
        >
          {say(`agree.weekday.${day}`)}
        </TickField>
      ))}
    </fieldset>
  );
}

type Zoned = {
  readonly value: string;
  readonly onChange: (timeZone: string) => void;
  readonly wrong: string | null;
};

/** The zones of the country, and this device's. */
function Zone({ value, onChange, wrong }: Zoned) {
  const say = useWords();
  const zones = new Set([value, ...Object.values(provinces).map(({ timeZone }) => timeZone)]);
  return (
    <div>
      <ListField
        label={say("agree.zone")}
        options={[...zones].toSorted()}
        value={value}
        onChange={onChange}
        say={(zone) => zone}
      />
      {wrong !== null && <p className="field-wrong">{wrong}</p>}
    </div>
  );
}
