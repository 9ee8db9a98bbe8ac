import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { dropFilter, filtersQuery, saveFilter } from "./queries.ts";
import { filterOf, searchOf, type LogSearch } from "./search.ts";

type Given = { readonly search: LogSearch; readonly onChosen: (search: LogSearch) => void };

/** What I look for again and again, under names of my own. */
export function Saved({ search, onChosen }: Given) {
  const say = useWords();
  const { data } = useQuery(filtersQuery);
  const drop = useWish(dropFilter);
  const filters = data?.filters ?? [];
  return (
    <details className="card saved">
      <summary>{say("log.saved")}</summary>
      {filters.length === 0 && <p className="soft">{say("log.saved.none")}</p>}
      <ul className="row">
        {filters.map(({ id, name, filter }) => (
          <li key={id} className="row kept">
            <Button onPress={() => onChosen(searchOf(filter))}>{name}</Button>
            <Button look="quiet" onPress={() => drop.send(id)}>
              {say("log.drop", { name })}
            </Button>
          </li>
        ))}
      </ul>
      <TroubleSaid trouble={drop.trouble} />
      <Save search={search} />
    </details>
  );
}

function Save({ search }: Pick<Given, "search">) {
  const say = useWords();
  const [name, setName] = useState("");
  const { send, trouble, isPending } = useWish(saveFilter);
  const save = () => {
    if (name.trim() === "") return;
    send({ name: name.trim(), filter: filterOf(search) });
    setName("");
  };
  return (
    <div className="row save">
      <LineField
        label={say("log.save.name")}
        hint={say("log.save.hint")}
        value={name}
        onChange={setName}
      />
      <Button isPending={isPending} onPress={save}>
        {say("log.save")}
      </Button>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
