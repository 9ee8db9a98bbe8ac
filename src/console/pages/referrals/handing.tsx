import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { SessionView } from "../../../http/contract.ts";
import type { ReferralShown } from "../../../http/contract-referrals.ts";
import { useWish, wishFor } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { ListField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { PromiseFields, type Promised } from "./promise.tsx";
import { navigatorsQuery, onCall } from "./queries.ts";

const NOBODY = "";
type Given = {
  readonly session: SessionView;
  readonly one: ReferralShown;
  readonly me: string;
};
type Deed = Pick<Parameters<typeof onCall>[0], "name" | "body">;

/** One referral of this call: to whom, what was promised, or taken back. */
export function Handing({ session, one, me }: Given) {
  const say = useWords();
  const times = useTimes();
  const { data } = useQuery(navigatorsQuery);
  const { send, trouble } = useWish(({ name, body }: Deed) =>
    onCall({ sessionId: session.id, name, body: { referralId: one.id, ...body } }),
  );
  const navigators = data?.navigators ?? [];
  const theirs = navigators.find(({ id }) => id === one.navigatorId);
  const { promised } = one;
  const promise = (given: Promised) =>
    send({ name: "referral-promise", body: { staffId: one.navigatorId ?? me, ...given } });
  return (
    <li className="stack">
      <span>
        {theirs === undefined
          ? say("referrals.withNobody")
          : say("referral.with", { name: theirs.name, organisation: theirs.organisation })}{" "}
        · <span className="soft">{say("referrals.until", { day: times.day(one.until) })}</span>
      </span>
      <HandTo
        navigators={navigators}
        current={one.navigatorId}
        hand={(navigatorId) =>
          send({ name: "referral-hand-over", body: { navigatorId, agreed: true } })
        }
      />
      {theirs?.hasPhone === true && <BringIn session={session} navigator={theirs} />}
      {promised === null ? (
        <PromiseFields onMake={promise} />
      ) : (
        <p>
          {say(`referrals.promised.${promised.by}`, {
            day: times.weekday(promised.dueAt),
            time: times.minute(promised.dueAt),
          })}
        </p>
      )}
      <div className="row">
        <Twice look="plain" onSure={() => send({ name: "referral-withdraw", body: {} })}>
          {say("referral.withdraw")}
        </Twice>
      </div>
      <TroubleSaid trouble={trouble} />
    </li>
  );
}

type Bringing = {
  readonly session: SessionView;
  readonly navigator: { readonly id: string; readonly name: string };
};

/** Three together, at the caller's yes; we leave last, and how it goes is shown where any transfer is. */
function BringIn({ session, navigator: { id: staffId, name } }: Bringing) {
  const say = useWords();
  const to = { kind: "navigator", staffId } as const;
  const { send, trouble, isPending } = useWish(() =>
    wishFor(session.id, { name: "transfer", body: { to, consented: true } }),
  );
  const { transfer } = session;
  if (transfer !== null && transfer.state !== "ended") return null;
  return (
    <div className="row">
      <Button look="main" isPending={isPending} onPress={() => send(null)}>
        {say("referral.bring", { name })}
      </Button>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

type HandingTo = {
  readonly navigators: readonly {
    readonly id: string;
    readonly name: string;
    readonly organisation: string;
  }[];
  readonly current: string | null;
  readonly hand: (navigatorId: string) => void;
};

/** By name, and only once the caller said yes to them. */
function HandTo({ navigators, current, hand }: HandingTo) {
  const say = useWords();
  const [id, choose] = useState(current ?? NOBODY);
  const said = (one: string) => {
    const found = navigators.find((navigator) => navigator.id === one);
    return found === undefined ? say("referrals.choose") : `${found.name}, ${found.organisation}`;
  };
  return (
    <div className="pair">
      <ListField
        label={say("referrals.handTo")}
        options={[NOBODY, ...navigators.map((one) => one.id)]}
        value={id}
        onChange={choose}
        say={said}
      />
      {id !== NOBODY && id !== current && (
        <div className="row beside">
          <Button onPress={() => hand(id)}>{say("referral.hand")}</Button>
        </div>
      )}
    </div>
  );
}
