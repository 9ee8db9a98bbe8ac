import { useState } from "react";
import type { SessionView } from "../../../http/contract.ts";
import { useMe } from "../../client/queries.ts";
import { LineField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { WishButton } from "./wish-button.tsx";

type Given = { readonly session: SessionView };
type Who = "you" | "joining" | "other" | "rung" | "none";

/** Who speaks with the desk, a way to be that person, and what the desk says. */
export function Speaker({ session }: Given) {
  const say = useWords();
  const { data: me } = useMe();
  const { help } = session;
  const who = whoSpeaks(session, me?.id ?? "");
  const mayJoin = me !== undefined && (who === "none" || who === "other" || who === "rung");
  const calls = help.desks.some(({ state }) => state !== "ended");
  return (
    <div className="speaker">
      {calls && <p className={who === "none" ? "warned" : ""}>{say(`speaker.${who}`)}</p>}
      <div className="row">
        {mayJoin && (
          <WishButton session={session} wish={{ name: "join-desk", body: { via: me.via } }}>
            {say("speaker.join")}
          </WishButton>
        )}
      </div>
      {help.state === "asked" && <Took session={session} />}
    </div>
  );
}

export function whoSpeaks({ help }: SessionView, meId: string): Who {
  if (help.speaker?.state === "up") return help.speaker.staffId === meId ? "you" : "other";
  if (help.joiningId === meId && meId !== "") return "joining";
  return help.speaker?.state === "rung" || help.joiningId !== null ? "rung" : "none";
}

/** Heard from the desk that speaks with us, with its own number for it if it gives one. */
function Took({ session }: Given) {
  const say = useWords();
  const [reference, setReference] = useState("");
  const onLine = session.help.desks.find(({ state }) => state === "answered");
  const given = reference.trim();
  const body = { deskId: onLine?.deskId ?? null, reference: given === "" ? null : given };
  return (
    <div className="took">
      <WishButton session={session} look="main" wish={{ name: "desk-took", body }}>
        {say("took.go")}
      </WishButton>
      <LineField label={say("took.reference")} value={reference} onChange={setReference} />
    </div>
  );
}
