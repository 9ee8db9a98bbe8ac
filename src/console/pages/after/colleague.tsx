import { useQuery } from "@tanstack/react-query";
import { peopleQuery } from "../../client/people.ts";
import { ListField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";

export const NOBODY = "";

type Given = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly except: readonly string[];
};

/** Somebody of ours who answers calls. */
export function Colleague({ label, value, onChange, except }: Given) {
  const say = useWords();
  const { data } = useQuery(peopleQuery);
  const people = (data?.people ?? []).filter((one) => one.answers && !except.includes(one.id));
  return (
    <ListField
      label={label}
      options={[NOBODY, ...people.map(({ id }) => id)]}
      value={value}
      onChange={onChange}
      say={(id) => people.find((one) => one.id === id)?.name ?? say("after.choose")}
    />
  );
}
