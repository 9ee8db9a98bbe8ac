import { useNavigate } from "@tanstack/react-router";
import { languages } from "../../../domain/language.ts";
import { acceptedAnswer } from "../../../http/contract-access.ts";
import { ask, known } from "../../client/line.ts";
import { useWish } from "../../client/queries.ts";
import { signedIn } from "../../client/signing.ts";
import { wish } from "../../client/wish.ts";
import { ChoiceField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useStore } from "../../time/use.ts";
import { speak, words } from "../../words/load.ts";
import { useWords } from "../../words/use.ts";
import { NewPasswordForm } from "../me/new-password-form.tsx";
import "./sign-in.css";

/** Whoever was given a link chooses a password, and is in. What follows # is theirs, and was never sent to any server. */
export function InvitationPage() {
  const say = useWords();
  const spoken = useStore(words);
  const token = location.hash.slice(1);
  return (
    <section className="page narrow">
      <h1>{say("invitation.title")}</h1>
      <ChoiceField
        label={say("invitation.language")}
        options={languages}
        value={spoken?.language ?? "en"}
        onChange={(language) => void speak(language)}
        say={(language) => say(`call.language.${language}`)}
      />
      {token === "" ? (
        <p className="trouble" role="alert">
          {say("invitation.noToken")}
        </p>
      ) : (
        <ChoosePassword token={token} />
      )}
    </section>
  );
}

function ChoosePassword({ token }: { readonly token: string }) {
  const say = useWords();
  const go = useNavigate();
  const { send, trouble, isPending } = useWish(async (password: string) => {
    const outcome = await accepted(token, password);
    if (outcome.ok) await go({ to: "/shift" });
    return outcome;
  });
  return (
    <>
      <p>{say("invitation.text")}</p>
      <NewPasswordForm go={say("invitation.go")} isPending={isPending} onGiven={send} />
      <TroubleSaid trouble={trouble} />
    </>
  );
}

/** Whoever was signed in here before no longer is. */
async function accepted(token: string, password: string) {
  const outcome = await wish({
    method: "POST",
    path: "/api/invitations/accept",
    body: { token, password },
    answer: acceptedAnswer,
    changes: [],
  });
  if (!outcome.ok) return outcome;
  const into = await signedIn(ask, { email: outcome.value.email, password });
  known.clear();
  return into;
}
