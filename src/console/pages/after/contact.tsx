import { useState } from "react";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { change } from "./queries.ts";

/** Whom I turn to, in my own words: sealed, and seen by me alone. */
export function Contact({ contact }: { readonly contact: string | null }) {
  const say = useWords();
  const [text, type] = useState(contact ?? "");
  const { send, trouble, isPending } = useWish(() =>
    change({
      method: "PUT",
      path: "/api/me/peers/contact",
      body: { contact: text.trim() === "" ? null : text.trim() },
      changes: ["peers"],
    }),
  );
  const isKept = text.trim() === (contact ?? "");
  return (
    <>
      <LineField
        label={say("peer.contact")}
        hint={say("peer.contact.hint")}
        value={text}
        onChange={type}
      />
      {!isKept && (
        <div className="row">
          <Button isPending={isPending} onPress={() => send(null)}>
            {say("peer.contact.keep")}
          </Button>
        </div>
      )}
      <TroubleSaid trouble={trouble} />
    </>
  );
}
