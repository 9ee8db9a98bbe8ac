import { useState } from "react";
import { CONTACT_WAYS, type ContactWay } from "../../../domain/referrals/referral.ts";
import { Button } from "../../parts/button.tsx";
import { ChoiceField, LineField, TickField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { instantIn } from "./queries.ts";

export type Promised = { readonly by: ContactWay; readonly dueAt: number; readonly agreed: true };

/** A call or a text, at a time the caller agreed to. */
export function PromiseFields({ onMake }: { readonly onMake: (given: Promised) => void }) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  if (open) return <Fields onMake={onMake} onEnd={() => setOpen(false)} />;
  return (
    <div className="row">
      <Button onPress={() => setOpen(true)}>{say("referrals.promise")}</Button>
    </div>
  );
}

type Given = { readonly onMake: (given: Promised) => void; readonly onEnd: () => void };

function Fields({ onMake, onEnd }: Given) {
  const say = useWords();
  const [by, choose] = useState<ContactWay>("call");
  const [when, type] = useState("");
  const [agreed, agree] = useState(false);
  const dueAt = instantIn(when);
  return (
    <div className="stack">
      <div className="pair">
        <ChoiceField
          label={say("referrals.promise.by")}
          options={CONTACT_WAYS}
          value={by}
          onChange={choose}
          say={(one) => say(`referrals.promise.by.${one}`)}
        />
        <LineField
          label={say("referrals.promise.when")}
          type="datetime-local"
          value={when}
          onChange={type}
        />
      </div>
      <TickField isSelected={agreed} onChange={agree}>
        {say("referrals.promise.agreed")}
      </TickField>
      <div className="row">
        {agreed && dueAt !== null && (
          <Button
            look="main"
            onPress={() => {
              onMake({ by, dueAt, agreed: true });
              onEnd();
            }}
          >
            {say("referrals.promise.make")}
          </Button>
        )}
        <Button look="quiet" onPress={onEnd}>
          {say("referrals.leave")}
        </Button>
      </div>
    </div>
  );
}
