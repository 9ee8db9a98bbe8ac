import { useState } from "react";
import { FINDINGS, type Finding } from "../../../domain/call-log/review.ts";
import type { Account } from "../../../http/contract-call-log.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TickField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { useNames } from "./names.ts";
import { review as reviewed } from "./queries.ts";

type Given = { readonly account: Account };
type Looked = NonNullable<Account["review"]>;

/** Looking back. After a death people come first: told in person, supported, and only then findings. */
export function Review({ account }: Given) {
  const say = useWords();
  const { review, call } = account;
  return (
    <div className="card review">
      <h2>{say("review.title")}</h2>
      {review === null ? (
        <p>{say(call.outcome === "open" ? "review.later" : "review.none")}</p>
      ) : (
        <Looking account={account} review={review} />
      )}
    </div>
  );
}

type Known = Given & { readonly review: Looked };

function Looking({ account, review }: Known) {
  const died = account.call.outcome === "died";
  const ready = !died || (review.told !== null && review.supported !== null);
  return (
    <>
      {died && <AfterDeath account={account} review={review} />}
      {review.reviewed === null ? (
        ready && <Finds id={account.call.id} />
      ) : (
        <Done account={account} review={review} />
      )}
    </>
  );
}

function AfterDeath({ account, review }: Known) {
  const say = useWords();
  const times = useTimes();
  const nameOf = useNames(account);
  const { send, trouble, isPending } = useWish((step: "told" | "supported") =>
    reviewed(account.call.id, { step, body: {} }),
  );
  return (
    <div className="stack">
      <p className="death">{say("review.death")}</p>
      {(["told", "supported"] as const).map((step) => {
        const taken = review[step];
        if (taken !== null) {
          const when = { day: times.day(taken.at), time: times.minute(taken.at) };
          return (
            <p key={step} className="good">
              {say(`review.${step}.done`, { who: nameOf(taken.by), ...when })}
            </p>
          );
        }
        if (step === "supported" && review.told === null) return null;
        return (
          <Button key={step} look="main" isPending={isPending} onPress={() => send(step)}>
            {say(`review.${step}`)}
          </Button>
        );
      })}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

function Finds({ id }: { readonly id: string }) {
  const say = useWords();
  const [found, setFound] = useState<readonly Finding[]>([]);
  const { send, trouble, isPending } = useWish(() =>
    reviewed(id, { step: "findings", body: { findings: found } }),
  );
  const tick = (one: Finding, on: boolean) =>
    setFound(FINDINGS.filter((other) => (other === one ? on : found.includes(other))));
  return (
    <div role="group" aria-label={say("review.findings")} className="stack">
      <h3>{say("review.findings")}</h3>
      <div>
        {FINDINGS.map((one) => (
          <TickField key={one} isSelected={found.includes(one)} onChange={(on) => tick(one, on)}>
            {say(`finding.${one}`)}
          </TickField>
        ))}
      </div>
      {found.length > 0 && (
        <Button look="main" isPending={isPending} onPress={() => send()}>
          {say("review.finish")}
        </Button>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

function Done({ account, review }: Known) {
  const say = useWords();
  const times = useTimes();
  const nameOf = useNames(account);
  const { reviewed: by, findings } = review;
  if (by === null) return null;
  return (
    <>
      <p className="good">{say("review.done", { who: nameOf(by.by), day: times.day(by.at) })}</p>
      <ul>
        {findings.map((one) => (
          <li key={one}>{say(`finding.${one}`)}</li>
        ))}
      </ul>
    </>
  );
}
