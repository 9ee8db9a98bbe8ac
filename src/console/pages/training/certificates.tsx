import { useState } from "react";
import type { Kind, PersonTrained } from "../../../http/contract-training.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField, ListField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useWords } from "../../words/use.ts";
import { instantIn } from "../after/queries.ts";
import { endOf } from "../staff/training.ts";
import { Certificate, Until } from "./mine.tsx";
import type { All } from "./people.tsx";
import { change, useKindName } from "./queries.ts";

type Given = { readonly one: PersonTrained; readonly all: All };

export function TheirCertificates({ one, all: { kinds, now } }: Given) {
  const say = useWords();
  const { send, trouble } = useWish((id: string) =>
    change({ method: "DELETE", path: `/api/staff/${one.id}/certificates/${id}` }),
  );
  return (
    <div className="stack">
      <h3>{say("training.certificates")}</h3>
      {one.certificates.length === 0 && <p>{say("training.certificates.nobody")}</p>}
      <ul className="lines">
        {one.certificates.map((certificate) => (
          <li key={certificate.id}>
            <span>
              <Certificate one={certificate} kinds={kinds} />{" "}
              <Until until={certificate.until} now={now} />
            </span>
            <Twice look="quiet" onSure={() => send(certificate.id)}>
              {say("training.remove")}
            </Twice>
          </li>
        ))}
      </ul>
      <TroubleSaid trouble={trouble} />
      <Record one={one} kinds={kinds.filter(({ inUse }) => inUse)} />
    </div>
  );
}

function Record({ one, kinds }: { readonly one: PersonTrained; readonly kinds: readonly Kind[] }) {
  const say = useWords();
  const nameOf = useKindName();
  const [kindId, choose] = useState(kinds[0]?.id ?? "");
  const [issuer, typeIssuer] = useState("");
  const [from, typeFrom] = useState("");
  const [until, typeUntil] = useState("");
  const { send, trouble, isPending } = useWish(async () => {
    const body = { kindId, issuer, from: instantIn(`${from}T00:00`), until: endOf(until) };
    const path = `/api/staff/${one.id}/certificates`;
    const outcome = await change({ method: "POST", path, body });
    if (outcome.ok) typeUntil("");
    return outcome;
  });
  const said = kindId !== "" && issuer.trim() !== "" && from !== "" && until !== "";
  return (
    <div className="stack">
      <ListField
        label={say("training.kind")}
        options={kinds.map(({ id }) => id)}
        value={kindId}
        onChange={choose}
        say={(id) => nameOf(kinds.find((kind) => kind.id === id) ?? { en: id, fr: id })}
      />
      <LineField label={say("training.issuer")} value={issuer} onChange={typeIssuer} />
      <div className="pair">
        <LineField label={say("training.from")} type="date" value={from} onChange={typeFrom} />
        <LineField label={say("training.until")} type="date" value={until} onChange={typeUntil} />
      </div>
      {said && (
        <div className="row">
          <Button isPending={isPending} onPress={() => send(null)}>
            {say("training.record")}
          </Button>
        </div>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
