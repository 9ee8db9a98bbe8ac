import { PROVINCES, provinces } from "../../../domain/provinces.ts";
import { ChoiceField, LineField, ListField, TickField } from "../../parts/fields.tsx";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useWords } from "../../words/use.ts";
import { wholeNumber, type Draft } from "./plan-draft.ts";

type Given = { readonly draft: Draft; readonly change: (part: Partial<Draft>) => void };
type Form = Given & {
  /** Where they are is out of sight, and these fields with it. */
  readonly sealed: boolean;
};
type TextPart = {
  [K in keyof Draft]: string extends Draft[K] ? K : never;
}[keyof Draft];

const HELP = ["ambulance", "trusted", "nobody"] as const;
const NALOXONE = ["yes", "no", "unknown"] as const;
const NO_PROVINCE = "none";

function Words({
  part,
  draft,
  change,
}: Given & { readonly part: Exclude<TextPart, "callerNumber" | "trustedName" | "trustedNumber"> }) {
  const say = useWords();
  return (
    <LineField
      label={say(`plan.${part}`)}
      value={draft[part]}
      onChange={(value) => change({ [part]: value })}
    />
  );
}

/** Name, where, how to get in, number, whom to send: in the order they are asked. */
export function FirstFive({ draft, change, sealed }: Form) {
  const say = useWords();
  return (
    <div className="fields">
      <Words part="callerName" draft={draft} change={change} />
      {!sealed && <Where draft={draft} change={change} />}
      <NumberField
        label={say("plan.callerNumber")}
        value={draft.callerNumber}
        onChange={(callerNumber) => change({ callerNumber })}
        hint={say("plan.callerNumber.hint")}
      />
      <ChoiceField
        label={say("plan.help")}
        options={HELP}
        value={draft.help}
        onChange={(help) => change({ help })}
        say={(one) => say(`plan.help.${one}`)}
      />
    </div>
  );
}

function Where({ draft, change }: Given) {
  const say = useWords();
  return (
    <>
      <Words part="address" draft={draft} change={change} />
      <div className="pair">
        <Words part="municipality" draft={draft} change={change} />
        <ProvinceField draft={draft} change={change} />
      </div>
      <TickField isSelected={draft.areaOnly} onChange={(areaOnly) => change({ areaOnly })}>
        {say("plan.areaOnly")}
      </TickField>
      <Words part="wayIn" draft={draft} change={change} />
    </>
  );
}

function ProvinceField({ draft, change }: Given) {
  const say = useWords();
  const language = useStore(words)?.language ?? "en";
  return (
    <ListField
      label={say("plan.province")}
      options={[NO_PROVINCE, ...PROVINCES]}
      value={draft.province}
      onChange={(province) => change({ province })}
      say={(one) =>
        one === NO_PROVINCE ? say("plan.province.none") : provinces[one].name[language]
      }
    />
  );
}

type Numbered = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
};

function NumberField(given: Numbered) {
  const say = useWords();
  const wrong = given.value.trim() !== "" && wholeNumber(given.value) === null;
  return <LineField {...given} type="tel" wrong={wrong ? say("plan.numberWrong") : null} />;
}

export function TheRest({ draft, change, sealed }: Form) {
  const say = useWords();
  return (
    <div className="fields">
      <ChoiceField
        label={say("plan.naloxone")}
        options={NALOXONE}
        value={draft.naloxone}
        onChange={(naloxone) => change({ naloxone })}
        say={(one) => say(`plan.naloxone.${one}`)}
      />
      <Words part="othersThere" draft={draft} change={change} />
      <div className="pair">
        <Words part="people" draft={draft} change={change} />
        {!sealed && <Words part="unit" draft={draft} change={change} />}
      </div>
      {!sealed && (
        <div className="pair">
          <Words part="floor" draft={draft} change={change} />
          <Words part="room" draft={draft} change={change} />
        </div>
      )}
      <div className="pair">
        <LineField
          label={say("plan.trusted.name")}
          value={draft.trustedName}
          onChange={(trustedName) => change({ trustedName })}
        />
        <NumberField
          label={say("plan.trusted.number")}
          value={draft.trustedNumber}
          onChange={(trustedNumber) => change({ trustedNumber })}
        />
      </div>
      <TickField
        isSelected={draft.trustedFirst}
        onChange={(trustedFirst) => change({ trustedFirst })}
      >
        {say("plan.trustedFirst")}
      </TickField>
      <TickField isSelected={draft.mayText} onChange={(mayText) => change({ mayText })}>
        {say("plan.mayText")}
      </TickField>
      <TickField isSelected={draft.numberGiven} onChange={(numberGiven) => change({ numberGiven })}>
        {say("plan.numberGiven")}
      </TickField>
    </div>
  );
}
