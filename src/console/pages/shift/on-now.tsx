import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { peopleAnswer } from "../../../http/contract-people.ts";
import { peopleQuery } from "../../client/people.ts";
import { useTimes, useWords } from "../../words/use.ts";
import type { Me } from "./page.tsx";

type Colleague = z.infer<typeof peopleAnswer>["people"][number];
type On = Colleague & { readonly on: NonNullable<Colleague["on"]> };

/** Who else is on now: by name, and whether they are free. */
export function OnNow({ me }: { readonly me: Me }) {
  const say = useWords();
  const { data } = useQuery(peopleQuery);
  const others = (data?.people ?? []).filter(
    (one): one is On => one.on !== null && one.id !== me.id,
  );
  return (
    <div className="card">
      <h2>{say("onNow.title")}</h2>
      {data !== undefined && others.length === 0 && <p className="soft">{say("onNow.nobody")}</p>}
      <ul className="people-on">
        {others.map((one) => (
          <OneOn key={one.id} one={one} />
        ))}
      </ul>
    </div>
  );
}

function OneOn({ one: { name, languages, on } }: { readonly one: On }) {
  const say = useWords();
  const times = useTimes();
  return (
    <li>
      <span className={`dot ${on.state}`} aria-hidden="true" />
      <strong>{name}</strong>
      <span className="soft">
        {say(`onNow.${on.state}`)} · {say(`shift.circle.${on.circle}`)} ·{" "}
        {languages.map((language) => say(`call.language.${language}`)).join(", ")} ·{" "}
        {say("onNow.since", { time: times.minute(on.since) })}
      </span>
    </li>
  );
}
