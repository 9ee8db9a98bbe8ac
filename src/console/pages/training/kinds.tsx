import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { Kind } from "../../../http/contract-training.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField, TickField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { change, trainingQuery, useKindName } from "./queries.ts";

type Said = Omit<Kind, "id">;

/** What there are certificates of: the line's own words, in both languages. */
export function Kinds() {
  const say = useWords();
  const { data } = useQuery(trainingQuery);
  const [adds, setAdds] = useState(false);
  if (data === undefined) return null;
  return (
    <div className="card">
      <h2>{say("training.kinds")}</h2>
      <p className="soft">{say("training.kinds.text")}</p>
      <ul className="lines">
        {data.kinds.map((kind) => (
          <One key={kind.id} kind={kind} />
        ))}
      </ul>
      {adds ? (
        <Fields
          kind={{ en: "", fr: "", forCalls: true, inUse: true }}
          asked={{ method: "POST", path: "/api/training/kinds" }}
          onEnd={() => setAdds(false)}
        />
      ) : (
        <div className="row">
          <Button onPress={() => setAdds(true)}>{say("training.kinds.add")}</Button>
        </div>
      )}
    </div>
  );
}

function One({ kind }: { readonly kind: Kind }) {
  const say = useWords();
  const nameOf = useKindName();
  const [open, setOpen] = useState(false);
  const name = nameOf(kind);
  if (open) {
    const asked = { method: "PUT", path: `/api/training/kinds/${kind.id}` } as const;
    return (
      <li className="opened">
        <Fields kind={kind} asked={asked} onEnd={() => setOpen(false)} />
      </li>
    );
  }
  return (
    <li>
      <span>
        <strong>{name}</strong>{" "}
        <span className="soft">
          {!kind.inUse && say("training.kinds.ended")}
          {kind.inUse && say(kind.forCalls ? "training.kinds.calls" : "training.kinds.noted")}
        </span>
      </span>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {say("training.kinds.change")}
        <span className="hush"> {name}</span>
      </Button>
    </li>
  );
}

type Given = {
  readonly kind: Said;
  readonly asked: { readonly method: "POST" | "PUT"; readonly path: string };
  readonly onEnd: () => void;
};

function Fields({ kind, asked, onEnd }: Given) {
  const say = useWords();
  const { en, fr, forCalls, inUse } = kind;
  const [said, type] = useState<Said>({ en, fr, forCalls, inUse });
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await change({ ...asked, body: said });
    if (outcome.ok) onEnd();
    return outcome;
  });
  return (
    <div className="stack">
      <div className="pair">
        <LineField
          label={say("training.kinds.en")}
          value={said.en}
          onChange={(next) => type({ ...said, en: next })}
        />
        <LineField
          label={say("training.kinds.fr")}
          value={said.fr}
          onChange={(next) => type({ ...said, fr: next })}
        />
      </div>
      <TickField isSelected={said.forCalls} onChange={(on) => type({ ...said, forCalls: on })}>
        {say("training.kinds.forCalls")}
      </TickField>
      <TickField isSelected={said.inUse} onChange={(on) => type({ ...said, inUse: on })}>
        {say("training.kinds.inUse")}
      </TickField>
      <div className="row">
        {said.en.trim() !== "" && said.fr.trim() !== "" && (
          <Button look="main" isPending={isPending} onPress={() => send(null)}>
            {say("training.kinds.save")}
          </Button>
        )}
        <Button look="quiet" onPress={onEnd}>
          {say("training.leave")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
