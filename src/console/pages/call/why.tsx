import { HELP_REASONS, type HelpReason } from "../../../domain/session/plan.ts";
import type { SessionView } from "../../../http/contract.ts";
import { useWish, wishFor } from "../../client/queries.ts";
import { ChoiceField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { Troubled } from "./troubled.tsx";

/** The brief is true (PRACTICE 24): why is said after help was sent, never before, and changed by one press. */
export function Why({ session: { id, help } }: { readonly session: SessionView }) {
  const say = useWords();
  const { send, trouble } = useWish((reason: HelpReason) =>
    wishFor(id, { name: "help-reason", body: { reason } }),
  );
  const reason = help.reason ?? "stoppedAnswering";
  return (
    <div className="why">
      <ChoiceField
        label={say("why.title")}
        options={HELP_REASONS}
        value={reason}
        onChange={send}
        say={(one) => say(`reason.${one}`)}
      />
      {help.answeringSince === null && reason === "stoppedAnswering" && (
        <p className="soft">{say("why.guess")}</p>
      )}
      <Troubled trouble={trouble} again={() => send(reason)} />
    </div>
  );
}
