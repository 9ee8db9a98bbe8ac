import { useState } from "react";
import { ROUTES, SUBSTANCES, type Route, type Substance } from "../../../domain/session/plan.ts";
import type { SessionView } from "../../../http/contract.ts";
import { useWish, wishFor } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { ChoiceField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";

type Given = { readonly session: SessionView; readonly done: () => void };

/** Both may be left as "not known": a dose is marked with two presses. */
export function Dose({ session: { id, doses }, done }: Given) {
  const say = useWords();
  const times = useTimes();
  const [substance, setSubstance] = useState<Substance>(doses.at(-1)?.substance ?? "unknown");
  const [route, setRoute] = useState<Route>(doses.at(-1)?.route ?? "unknown");
  const { send, trouble, isPending } = useWish(async () => {
    const outcome = await wishFor(id, { name: "doses", body: { substance, route } });
    if (outcome.ok) done();
    return outcome;
  });
  return (
    <div className="dose card">
      <ChoiceField
        label={say("dose.substance")}
        options={SUBSTANCES}
        value={substance}
        onChange={setSubstance}
        say={(one) => say(`substance.${one}`)}
      />
      <ChoiceField
        label={say("dose.route")}
        options={ROUTES}
        value={route}
        onChange={setRoute}
        say={(one) => say(`route.${one}`)}
      />
      <Button look="main" isPending={isPending} onPress={() => send(null)}>
        {say("dose.record")}
      </Button>
      <TroubleSaid trouble={trouble} />
      {doses.length > 0 && (
        <p className="soft">
          {say("dose.taken")}:{" "}
          {doses
            .map(({ at, substance: what }) => `${times.minute(at)} ${say(`substance.${what}`)}`)
            .join(", ")}
        </p>
      )}
    </div>
  );
}
