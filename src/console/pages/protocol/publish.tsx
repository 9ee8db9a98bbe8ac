import { useState } from "react";
import type { NumberChange } from "../../../domain/session/protocol-bounds.ts";
import { publishedAnswer } from "../../../http/contract-protocols.ts";
import { useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { AreaField } from "../../parts/area.tsx";
import { Button } from "../../parts/button.tsx";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useWords } from "../../words/use.ts";
import { judged, type Draft } from "./draft.ts";
import type { Protocols } from "./queries.ts";
import { useNumberWords } from "./said.ts";

type Given = {
  readonly inForce: Protocols["inForce"];
  readonly draft: Draft;
  readonly leave: () => void;
};

/** As the line asks for them (contract-protocols.ts). */
const SHORTEST = { signedBy: 3, reason: 10 };

/** What would change, who decided it, and why: then it counts for every call that begins after. */
export function Publish({ inForce, draft, leave }: Given) {
  const say = useWords();
  const [signedBy, sign] = useState("");
  const [reason, explain] = useState("");
  const [tried, setTried] = useState(false);
  const { changes, faults } = judged(draft, inForce.numbers);
  const { send, trouble } = useWish(() => publish(inForce.id, changes, { signedBy, reason }));
  const unsaid = (text: string, least: number) => tried && text.trim().length < least;
  const mayGo =
    changes.length > 0 &&
    faults.length === 0 &&
    signedBy.trim().length >= SHORTEST.signedBy &&
    reason.trim().length >= SHORTEST.reason;
  const go = () => {
    setTried(true);
    if (mayGo) send(null);
  };
  return (
    <div className="card publish">
      <h2>{say("protocol.publish.title")}</h2>
      <Changes changes={changes} wrong={faults.length} />
      <LineField
        label={say("protocol.signedBy")}
        hint={say("protocol.signedBy.hint")}
        value={signedBy}
        onChange={sign}
        wrong={unsaid(signedBy, SHORTEST.signedBy) ? say("protocol.signedBy.wrong") : null}
      />
      <AreaField
        label={say("protocol.reason")}
        hint={say("protocol.reason.hint")}
        value={reason}
        onChange={explain}
        wrong={unsaid(reason, SHORTEST.reason) ? say("protocol.reason.wrong") : null}
      />
      <div className="row">
        <Twice look="main" onSure={go}>
          {say("protocol.publish.go")}
        </Twice>
        <Button look="quiet" onPress={leave}>
          {say("protocol.publish.leave")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

type Said = { readonly signedBy: string; readonly reason: string };

const publish = (from: string, changes: readonly NumberChange[], said: Said) =>
  wish({
    method: "POST",
    path: "/api/protocols",
    body: { from, numbers: Object.fromEntries(changes.map(({ name, to }) => [name, to])), ...said },
    answer: publishedAnswer,
    changes: ["protocols"],
  });

type Shown = { readonly changes: readonly NumberChange[]; readonly wrong: number };

function Changes({ changes, wrong }: Shown) {
  const say = useWords();
  const { changeOf } = useNumberWords();
  return (
    <>
      {changes.length === 0 && <p className="soft">{say("protocol.publish.none")}</p>}
      <ul className="lines" aria-live="polite">
        {changes
          .filter(({ to }) => !Number.isNaN(to))
          .map((change) => (
            <li key={change.name}>{changeOf(change)}</li>
          ))}
      </ul>
      {wrong > 0 && (
        <p className="trouble" role="status">
          {say("protocol.publish.wrong", { count: wrong })}
        </p>
      )}
    </>
  );
}
