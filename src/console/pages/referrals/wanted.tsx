import { useState } from "react";
import { languages, type Language } from "../../../domain/language.ts";
import type { SessionView } from "../../../http/contract.ts";
import { useWish } from "../../client/queries.ts";
import { AreaField } from "../../parts/area.tsx";
import { Button } from "../../parts/button.tsx";
import { ChoiceField, LineField, TickField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { onCall } from "./queries.ts";

type Draft = {
  readonly callerName: string;
  readonly language: Language;
  readonly wish: string;
  readonly reach: string;
};
type Given = { readonly session: SessionView; readonly onEnd: () => void };

/** What they wish, and how they may be reached, as they say it. Sealed as it is saved: nobody reads it here again. */
export function Wanted({ session, onEnd }: Given) {
  const say = useWords();
  const [draft, write] = useState<Draft>({
    callerName: "",
    language: session.language,
    wish: "",
    reach: "",
  });
  const [agreed, agree] = useState(false);
  const { send, trouble, isPending } = useWish(async () => {
    const callerName = draft.callerName.trim() === "" ? null : draft.callerName;
    const body = { ...draft, callerName, agreed: true };
    const outcome = await onCall({ sessionId: session.id, name: "referrals", body });
    if (outcome.ok) onEnd();
    return outcome;
  });
  const whole = draft.wish.trim() !== "" && draft.reach.trim() !== "";
  return (
    <div className="stack">
      <Fields draft={draft} write={write} />
      <TickField isSelected={agreed} onChange={agree}>
        {say("referral.agreed")}
      </TickField>
      <div className="row">
        {whole && agreed && (
          <Button look="main" isPending={isPending} onPress={() => send(null)}>
            {say("referral.save")}
          </Button>
        )}
        <Button look="quiet" onPress={onEnd}>
          {say("referrals.leave")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

type Writing = { readonly draft: Draft; readonly write: (draft: Draft) => void };

function Fields({ draft, write }: Writing) {
  const say = useWords();
  const change = (part: Partial<Draft>) => write({ ...draft, ...part });
  return (
    <>
      <LineField
        label={say("referrals.name")}
        value={draft.callerName}
        onChange={(callerName) => change({ callerName })}
      />
      <ChoiceField
        label={say("about.language")}
        options={languages}
        value={draft.language}
        onChange={(language) => change({ language })}
        say={(one) => say(`call.language.${one}`)}
      />
      <AreaField
        label={say("referrals.wish")}
        value={draft.wish}
        onChange={(wish) => change({ wish })}
      />
      <AreaField
        label={say("referrals.reach")}
        hint={say("referrals.reach.hint")}
        value={draft.reach}
        onChange={(reach) => change({ reach })}
      />
    </>
  );
}
