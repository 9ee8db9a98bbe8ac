import { PROVINCES, provinces } from "../../../domain/provinces.ts";
import {
  ACCESS,
  AUDIENCES,
  COSTS,
  KINDS,
  LANGUAGES_SOUGHT,
} from "../../../domain/services/listing.ts";
import { AnyField } from "../../parts/any-field.tsx";
import { LineField, TickField } from "../../parts/fields.tsx";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useWords } from "../../words/use.ts";
import { useLanguageName } from "./language-name.ts";
import type { Sought } from "./queries.ts";

type Given = { readonly sought: Sought; readonly onChange: (sought: Sought) => void };

/** What matters first is always there; the rest is folded away. */
export function Filters({ sought, onChange }: Given) {
  const say = useWords();
  const language = useStore(words)?.language ?? "en";
  const set = (part: Sought) => onChange({ ...sought, ...part });
  return (
    <div className="card">
      <div className="filters">
        <AnyField
          label={say("finder.kind")}
          any={say("finder.any")}
          options={KINDS}
          value={sought.kind}
          onChange={(kind) => set({ kind })}
          say={(one) => say(`serviceKind.${one}`)}
        />
        <AnyField
          label={say("finder.province")}
          any={say("finder.any")}
          options={PROVINCES}
          value={sought.province}
          onChange={(province) => set({ province })}
          say={(one) => provinces[one].name[language]}
        />
        <LineField
          label={say("finder.town")}
          hint={say("finder.town.hint")}
          value={sought.municipality ?? ""}
          onChange={(text) => set({ municipality: orNull(text) })}
        />
      </div>
      <div className="row">
        <TickField isSelected={sought.openNow ?? false} onChange={(openNow) => set({ openNow })}>
          {say("finder.open")}
        </TickField>
        <TickField
          isSelected={sought.access === "walkIn"}
          onChange={(on) => set({ access: on ? "walkIn" : null })}
        >
          {say("serviceAccess.walkIn")}
        </TickField>
      </div>
      <details>
        <summary>{say("finder.more")}</summary>
        <More sought={sought} onChange={onChange} />
      </details>
    </div>
  );
}

function More({ sought, onChange }: Given) {
  const say = useWords();
  const nameOf = useLanguageName();
  const set = (part: Sought) => onChange({ ...sought, ...part });
  return (
    <div className="filters">
      <AnyField
        label={say("finder.language")}
        any={say("finder.any")}
        options={LANGUAGES_SOUGHT}
        value={LANGUAGES_SOUGHT.find((one) => one === sought.language)}
        onChange={(language) => set({ language })}
        say={nameOf}
      />
      <AnyField
        label={say("finder.access")}
        any={say("finder.any")}
        options={ACCESS}
        value={sought.access}
        onChange={(access) => set({ access })}
        say={(one) => say(`serviceAccess.${one}`)}
      />
      <AnyField
        label={say("finder.cost")}
        any={say("finder.any")}
        options={COSTS}
        value={sought.cost}
        onChange={(cost) => set({ cost })}
        say={(one) => say(`serviceCost.${one}`)}
      />
      <AnyField
        label={say("finder.audience")}
        any={say("finder.any")}
        options={AUDIENCES}
        value={sought.audience}
        onChange={(audience) => set({ audience })}
        say={(one) => say(`serviceFor.${one}`)}
      />
      <Whom sought={sought} onChange={onChange} />
    </div>
  );
}

function Whom({ sought, onChange }: Given) {
  const say = useWords();
  const set = (part: Sought) => onChange({ ...sought, ...part });
  return (
    <>
      <LineField
        label={say("finder.age")}
        value={sought.age === null || sought.age === undefined ? "" : String(sought.age)}
        onChange={(text) => set({ age: ageOf(text) })}
      />
      <LineField
        label={say("finder.named")}
        value={sought.named ?? ""}
        onChange={(text) => set({ named: orNull(text) })}
      />
      <TickField
        isSelected={sought.withoutPapers ?? false}
        onChange={(withoutPapers) => set({ withoutPapers })}
      >
        {say("finder.papers")}
      </TickField>
    </>
  );
}

const orNull = (text: string): string | null => (text === "" ? null : text.slice(0, 80));

function ageOf(text: string): number | null {
  const digits = text.replaceAll(/\D/g, "").slice(0, 3);
  return digits === "" ? null : Math.min(130, Number(digits));
}
