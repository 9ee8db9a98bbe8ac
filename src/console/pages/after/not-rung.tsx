import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { Colleague, NOBODY } from "./colleague.tsx";
import { change, peersQuery } from "./queries.ts";

const changes = ["peers"] as const;

/** I may need the line too: who is then not rung. */
export function IfICall({ me }: { readonly me: string }) {
  const say = useWords();
  const { data } = useQuery(peersQuery);
  const [staffId, choose] = useState(NOBODY);
  const add = useWish(async () => {
    const asked = { method: "POST", path: "/api/me/not-rung", body: { staffId }, changes } as const;
    const outcome = await change(asked);
    if (outcome.ok) choose(NOBODY);
    return outcome;
  });
  const drop = useWish((id: string) =>
    change({ method: "DELETE", path: `/api/me/not-rung/${id}`, changes }),
  );
  if (data === undefined) return null;
  const { phoneEndsIn, notRung } = data;
  return (
    <div className="card">
      <h2>{say("notRung.title")}</h2>
      <p className="soft">{say("notRung.text")}</p>
      <p>
        {phoneEndsIn === null
          ? say("notRung.noPhone")
          : say("notRung.phone", { digits: phoneEndsIn })}
      </p>
      <Named notRung={notRung} drop={drop.send} />
      <Colleague
        label={say("notRung.who")}
        value={staffId}
        onChange={choose}
        except={[me, ...notRung.map((one) => one.staffId)]}
      />
      {staffId !== NOBODY && (
        <div className="row">
          <Button isPending={add.isPending} onPress={() => add.send(null)}>
            {say("notRung.add")}
          </Button>
        </div>
      )}
      <TroubleSaid trouble={add.trouble ?? drop.trouble} />
    </div>
  );
}

type Given = {
  readonly notRung: readonly { readonly id: string; readonly staffId: string }[];
  readonly drop: (id: string) => void;
};

function Named({ notRung, drop }: Given) {
  const say = useWords();
  const nameFor = useNames();
  return (
    <ul className="lines">
      {notRung.map((one) => (
        <li key={one.id}>
          <span>{nameFor(one.staffId)}</span>
          <Button look="quiet" onPress={() => drop(one.id)}>
            {say("notRung.drop")}
            <span className="hush"> {nameFor(one.staffId)}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
