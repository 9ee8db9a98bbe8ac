import { ARRIVAL_TROUBLES } from "../../../domain/session/plan.ts";
import type { SessionView } from "../../../http/contract.ts";
import { useTimes, useWords } from "../../words/use.ts";
import { WishButton } from "./wish-button.tsx";

type Given = { readonly session: SessionView };

const HEARD_FROM = ["openLine", "caller", "crew", "desk", "trusted"] as const;

/** Taken is not arrived: somebody named says who is with them, or what went wrong at the door (PRACTICE 23). */
export function Arrival({ session }: Given) {
  const say = useWords();
  const times = useTimes();
  const { help, sends } = session;
  const from = HEARD_FROM.filter((one) => one !== "trusted" || sends.trustedPerson);
  return (
    <div className="arrival">
      <h3>{say("there.title")}</h3>
      {help.arrivalDueAt !== null && (
        <p>{say("help.arrivalAt", { time: times.minute(help.arrivalDueAt) })}</p>
      )}
      <div className="choices">
        {from.map((heardFrom) => (
          <WishButton
            key={heardFrom}
            twice
            session={session}
            wish={{ name: "help-arrived", body: { heardFrom } }}
          >
            {say(`there.${heardFrom}`)}
          </WishButton>
        ))}
      </div>
      <details>
        <summary>{say("there.trouble")}</summary>
        <p className="soft">{say("there.troubleMore")}</p>
        <div className="choices">
          {ARRIVAL_TROUBLES.map((what) => (
            <WishButton
              key={what}
              session={session}
              look="warn"
              wish={{ name: "arrival-trouble", body: { what } }}
            >
              {say(`there.${what}`)}
            </WishButton>
          ))}
        </div>
      </details>
    </div>
  );
}
