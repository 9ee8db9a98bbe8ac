import { useState } from "react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { EXEMPTIONS, type Exemption } from "../../../domain/restrictions.ts";
import { done } from "../../../http/contract.ts";
import { exemptAnswer, exemptWish } from "../../../http/contract-restrictions.ts";
import { made } from "../../../http/contract-shifts.ts";
import { useNames } from "../../client/people.ts";
import { read, useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { Button } from "../../parts/button.tsx";
import { ChoiceField, LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";

const exemptQuery = queryOptions({
  queryKey: ["exempt"],
  queryFn: () => read("/api/restrictions/exempt", exemptAnswer),
});

/** Telephones that no restriction reaches, whatever one person did on them (PRACTICE 31). */
export function Exempt() {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  const { data } = useQuery(exemptQuery);
  const { send, trouble } = useWish((id: string) =>
    wish({
      method: "DELETE",
      path: `/api/restrictions/exempt/${id}`,
      answer: done,
      changes: ["exempt"],
    }),
  );
  return (
    <div className="card">
      <h2>{say("exempt.title")}</h2>
      <p className="soft">{say("exempt.text")}</p>
      {data?.numbers.length === 0 && <p>{say("exempt.none")}</p>}
      <ul className="lines">
        {(data?.numbers ?? []).map(({ id, kind, addedBy, addedAt }) => (
          <li key={id}>
            <span>
              {say("exempt.added", {
                kind: say(`exempt.kind.${kind}`),
                name: nameFor(addedBy),
                day: times.day(addedAt),
              })}
            </span>
            <Twice look="quiet" onSure={() => send(id)}>
              {say("exempt.remove")}
            </Twice>
          </li>
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
      <Add />
    </div>
  );
}

function Add() {
  const say = useWords();
  const [kind, choose] = useState<Exemption>("shelter");
  const [number, type] = useState("");
  const [tried, setTried] = useState(false);
  const body = { kind, number: number.replaceAll(/[\s().-]/g, "") };
  const isNumber = exemptWish.safeParse(body).success;
  const { send, trouble, isPending } = useWish(async () => {
    const asked = { method: "POST", path: "/api/restrictions/exempt", body } as const;
    const outcome = await wish({ ...asked, answer: made, changes: ["exempt"] });
    if (outcome.ok) type("");
    if (outcome.ok) setTried(false);
    return outcome;
  });
  const go = () => {
    setTried(true);
    if (isNumber) send(null);
  };
  return (
    <div className="exempt-add">
      <ChoiceField
        label={say("exempt.kind")}
        options={EXEMPTIONS}
        value={kind}
        onChange={choose}
        say={(one) => say(`exempt.kind.${one}`)}
      />
      <LineField
        label={say("exempt.number")}
        hint={say("exempt.number.hint")}
        type="tel"
        value={number}
        onChange={type}
        wrong={tried && !isNumber ? say("exempt.number.wrong") : null}
      />
      <div className="row">
        <Button isPending={isPending} onPress={go}>
          {say("exempt.add")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
