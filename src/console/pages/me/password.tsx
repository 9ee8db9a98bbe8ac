import { useState } from "react";
import { done } from "../../../http/contract.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { NewPasswordForm } from "./new-password-form.tsx";

/** Their own. Whoever else was signed in with the old one no longer is. */
export function ChangePassword() {
  const say = useWords();
  const [now, type] = useState("");
  const [changes, count] = useState(0);
  const { send, trouble, isPending } = useWish(async (newPassword: string) => {
    const outcome = await wish({
      method: "POST",
      path: "/api/auth/change-password",
      body: { password: now, newPassword },
      answer: done,
      changes: ["signIns"],
    });
    if (outcome.ok) {
      type("");
      count(changes + 1);
    }
    return outcome;
  });
  return (
    <div className="card">
      <h2>{say("password.title")}</h2>
      <p className="soft">{say("password.text")}</p>
      <NewPasswordForm
        key={changes}
        go={say("password.change")}
        isPending={isPending}
        onGiven={send}
      >
        <LineField
          label={say("password.old")}
          type="password"
          value={now}
          onChange={type}
          autoComplete="current-password"
        />
      </NewPasswordForm>
      <p role="status">{changes > 0 && say("password.changed")}</p>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
