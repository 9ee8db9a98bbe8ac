import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { WORK, type Work } from "../../../domain/training/work.ts";
import type { PersonTrained } from "../../../http/contract-training.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TicksField } from "../../parts/ticks-field.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useWords } from "../../words/use.ts";
import { TheirCertificates } from "./certificates.tsx";
import { Marks } from "./marks.tsx";
import type { All } from "./people.tsx";
import { change, rehearsalsOf } from "./queries.ts";

type Given = { readonly one: PersonTrained; readonly all: All };

/** What a supervisor keeps of somebody. */
export function OnePerson({ one, all }: Given) {
  return (
    <div className="trained-one">
      <TheirCertificates one={one} all={all} />
      {!one.learns && <TheirWork one={one} />}
      {one.due !== null && <TheirRehearsals one={one} />}
    </div>
  );
}

function TheirWork({ one }: { readonly one: PersonTrained }) {
  const say = useWords();
  const [work, choose] = useState<readonly Work[]>(one.work);
  const { send, trouble, isPending } = useWish(() =>
    change({ method: "PUT", path: `/api/staff/${one.id}/work`, body: { work } }),
  );
  return (
    <div className="stack">
      <TicksField
        label={say("training.work")}
        options={WORK}
        chosen={work}
        onChange={choose}
        say={(each) => say(`training.work.${each}`)}
      />
      <p className="soft">
        {say(
          work.length === 0
            ? "training.work.unsaid.text"
            : work.includes("intervention")
              ? "training.work.text"
              : "training.work.noCalls",
        )}
      </p>
      <div className="row">
        <Button isPending={isPending} onPress={() => send(null)}>
          {say("training.work.save")}
        </Button>
      </div>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

/** Asked for by a press, of one person: to help them, and for nothing else. */
function TheirRehearsals({ one }: { readonly one: PersonTrained }) {
  const say = useWords();
  const [shown, show] = useState(false);
  return (
    <div className="stack">
      <h3>{say("training.practice")}</h3>
      <p className="soft">{say("training.marks.toHelp")}</p>
      {shown ? (
        <TheirMarks id={one.id} />
      ) : (
        <div className="row">
          <Button onPress={() => show(true)}>{say("training.marks.show")}</Button>
        </div>
      )}
    </div>
  );
}

function TheirMarks({ id }: { readonly id: string }) {
  const { data } = useQuery(rehearsalsOf(id));
  return data === undefined ? null : <Marks rehearsals={data.rehearsals} />;
}
