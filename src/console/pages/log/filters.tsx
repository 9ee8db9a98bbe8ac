import { useQuery } from "@tanstack/react-query";
import { Input, Label, TextField } from "react-aria-components";
import { LOG_OUTCOMES, LOG_PROVINCES } from "../../../domain/call-log/filter.ts";
import { languages } from "../../../domain/language.ts";
import { provinces, type Province } from "../../../domain/provinces.ts";
import { Button } from "../../parts/button.tsx";
import { AnyField } from "../../parts/any-field.tsx";
import { ListField } from "../../parts/fields.tsx";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useWords } from "../../words/use.ts";
import { peopleQuery } from "./queries.ts";
import { REACHES, type LogSearch } from "./search.ts";

type Given = { readonly search: LogSearch; readonly onChange: (search: LogSearch) => void };

export function Filters({ search, onChange }: Given) {
  const say = useWords();
  const set = (part: LogSearch) => onChange({ ...search, ...part });
  return (
    <div className="card filters">
      <Day label={say("log.from")} value={search.from} onChange={(from) => set({ from })} />
      <Day label={say("log.to")} value={search.to} onChange={(to) => set({ to })} />
      <ByWhom search={search} onChange={onChange} />
      <AnyField
        label={say("log.reached")}
        any={say("log.any")}
        options={REACHES}
        value={search.reached}
        onChange={(reached) => set({ reached })}
        say={(one) => say(`log.reached.${one}`)}
      />
      <AnyField
        label={say("log.outcome")}
        any={say("log.any")}
        options={LOG_OUTCOMES}
        value={search.outcome}
        onChange={(outcome) => set({ outcome })}
        say={(one) => (one === "open" ? say("log.open") : say(`outcome.${one}`))}
      />
      <Spoken search={search} onChange={onChange} />
      <ListField
        label={say("log.rehearsal")}
        options={["real", "only"]}
        value={search.rehearsal === true ? "only" : "real"}
        onChange={(one) => set({ rehearsal: one === "only" ? true : undefined })}
        say={(one) => say(one === "only" ? "log.rehearsal.only" : "log.rehearsal.real")}
      />
      <Button look="quiet" onPress={() => onChange({})}>
        {say("log.clear")}
      </Button>
    </div>
  );
}

function Spoken({ search, onChange }: Given) {
  const say = useWords();
  const nameOf = useProvince();
  return (
    <>
      <AnyField
        label={say("log.language")}
        any={say("log.any")}
        options={languages}
        value={search.language}
        onChange={(language) => onChange({ ...search, language })}
        say={(one) => say(`call.language.${one}`)}
      />
      <AnyField
        label={say("log.province")}
        any={say("log.any")}
        options={LOG_PROVINCES}
        value={search.province}
        onChange={(province) => onChange({ ...search, province })}
        say={nameOf}
      />
    </>
  );
}

function ByWhom({ search, onChange }: Given) {
  const say = useWords();
  const { data } = useQuery(peopleQuery);
  const people = data?.people ?? [];
  const ids = people.map(({ id }) => id);
  return (
    <AnyField
      label={say("log.responder")}
      any={say("log.any")}
      options={ids}
      value={search.responder}
      onChange={(responder) => onChange({ ...search, responder })}
      say={(one) => people.find(({ id }) => id === one)?.name ?? one}
    />
  );
}

type Dated = {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
};

function Day({ label, value, onChange }: Dated) {
  return (
    <TextField
      className="field"
      type="text"
      value={value ?? ""}
      onChange={(text) => onChange(text === "" ? undefined : text)}
    >
      <Label>{label}</Label>
      <Input type="date" />
    </TextField>
  );
}

/** By name, in the language of the page. */
export function useProvince(): (province: Province | "none") => string {
  const say = useWords();
  const language = useStore(words)?.language ?? "en";
  return (one) => (one === "none" ? say("log.province.none") : provinces[one].name[language]);
}
