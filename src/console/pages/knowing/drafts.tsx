import { useState } from "react";
import { isTip } from "../../../domain/knowing/pieces.ts";
import { SIGNED_AS, type SignedAs } from "../../../domain/knowing/signature.ts";
import { done } from "../../../http/contract.ts";
import { useNames } from "../../client/people.ts";
import { useMe, useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { ChoiceField, LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { TakeBack } from "./history.tsx";
import { usePieceWord } from "./piece-word.ts";
import type { Version } from "./queries.ts";

/** What was written, and waits for somebody else. */
export function Drafts({ versions }: { readonly versions: readonly Version[] }) {
  const say = useWords();
  const waiting = versions.filter(({ waits }) => waits);
  return (
    <div className="card drafts">
      <h2>{say("knowing.drafts")}</h2>
      {waiting.length === 0 && <p className="soft">{say("knowing.drafts.none")}</p>}
      {waiting.map((draft) => (
        <Draft key={draft.id} draft={draft} />
      ))}
    </div>
  );
}

type Given = { readonly draft: Version };

function Draft({ draft }: Given) {
  const say = useWords();
  const times = useTimes();
  const nameOf = usePieceWord();
  const nameFor = useNames();
  const { data: me } = useMe();
  const { version, writtenBy, writtenAt, reason, source } = draft;
  const written = { version, name: nameFor(writtenBy), day: times.day(writtenAt) };
  return (
    <article className="stack draft">
      <h3>{nameOf(draft.piece)}</h3>
      <div className="both">
        <blockquote lang="en">{draft.en}</blockquote>
        <blockquote lang="fr">{draft.fr}</blockquote>
      </div>
      <p className="soft">
        {say("knowing.version", written)} {say("knowing.why", { reason })}
        {source !== null && ` ${say("knowing.source", { source })}`}
      </p>
      {writtenBy === me?.id ? <p>{say("knowing.own")}</p> : <Sign draft={draft} />}
      <div className="row">
        <TakeBack id={draft.id} />
      </div>
    </article>
  );
}

const LEAST_NAME = 3;

/** Who decided it, and as what. A tip is signed as medical lead alone. */
function Sign({ draft }: Given) {
  const say = useWords();
  const [name, type] = useState("");
  const roles: readonly SignedAs[] = isTip(draft.piece) ? ["medicalLead"] : SIGNED_AS;
  const [as, choose] = useState<SignedAs>("medicalLead");
  const [tried, setTried] = useState(false);
  const path = `/api/knowing/versions/${draft.id}/sign`;
  const { send, trouble } = useWish(() =>
    wish({ method: "POST", path, body: { name, as }, answer: done, changes: ["knowing"] }),
  );
  const isNamed = name.trim().length >= LEAST_NAME;
  const go = () => {
    setTried(true);
    if (isNamed) send(null);
  };
  return (
    <div className="stack">
      <LineField
        label={say("knowing.sign.name")}
        hint={say("knowing.sign.name.hint")}
        value={name}
        onChange={type}
        wrong={tried && !isNamed ? say("knowing.sign.name.wrong") : null}
      />
      <ChoiceField
        label={say("knowing.sign.as")}
        options={roles}
        value={as}
        onChange={choose}
        say={(one) => say(`knowing.as.${one}`)}
      />
      <div className="row">
        <Twice look="main" onSure={go}>
          {say("knowing.sign")}
        </Twice>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
