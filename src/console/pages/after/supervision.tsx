import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { meetingsAnswer } from "../../../http/contract-after.ts";
import { useNames } from "../../client/people.ts";
import { useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { LineField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useWords } from "../../words/use.ts";
import { Colleague, NOBODY } from "./colleague.tsx";
import { change, peersQuery, supervisionQuery } from "./queries.ts";

type Meeting = z.infer<typeof meetingsAnswer>["meetings"][number];

const changes = ["supervision", "peers"] as const;

/** When I met whom for supervision. */
export function MyMeetings({ me }: { readonly me: string }) {
  const say = useWords();
  const nameFor = useNames();
  const { data } = useQuery(peersQuery);
  if (data === undefined) return null;
  return (
    <div className="card">
      <h2>{say("meeting.mine")}</h2>
      <p className="soft">{say("meeting.text")}</p>
      {data.meetings.length === 0 && <p>{say("meeting.none")}</p>}
      <ul className="lines">
        {data.meetings.map(({ id, staffId, withId, day }) => (
          <li key={id}>
            <span>{nameFor(staffId === me ? withId : staffId)}</span>
            <span className="soft">{day}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Everybody's, kept by those who supervise: who, with whom, on which day. */
export function Supervision({ me }: { readonly me: string }) {
  const say = useWords();
  const { data } = useQuery(supervisionQuery);
  if (data === undefined) return null;
  return (
    <div className="card">
      <h2>{say("meeting.title")}</h2>
      <p className="soft">{say("meeting.text")}</p>
      <Record me={me} />
      <ul className="lines">
        {data.meetings.map((meeting) => (
          <One key={meeting.id} meeting={meeting} />
        ))}
      </ul>
    </div>
  );
}

function Record({ me }: { readonly me: string }) {
  const say = useWords();
  const [staffId, choose] = useState(NOBODY);
  const [withId, chooseWith] = useState(me);
  const [day, type] = useState("");
  const { send, trouble, isPending } = useWish(async () => {
    const body = { staffId, withId, day };
    const outcome = await change({ method: "POST", path: "/api/supervision", body, changes });
    if (outcome.ok) choose(NOBODY);
    return outcome;
  });
  return (
    <div className="stack">
      <div className="pair">
        <Colleague label={say("meeting.who")} value={staffId} onChange={choose} except={[withId]} />
        <Colleague
          label={say("meeting.with")}
          value={withId}
          onChange={chooseWith}
          except={[staffId]}
        />
        <LineField label={say("meeting.day")} type="date" value={day} onChange={type} />
      </div>
      {staffId !== NOBODY && withId !== NOBODY && day !== "" && (
        <div className="row">
          <Button isPending={isPending} onPress={() => send(null)}>
            {say("meeting.keep")}
          </Button>
        </div>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}

function One({ meeting: { id, staffId, withId, day } }: { readonly meeting: Meeting }) {
  const say = useWords();
  const nameFor = useNames();
  const { send, trouble } = useWish(() =>
    change({ method: "DELETE", path: `/api/supervision/${id}`, changes }),
  );
  return (
    <li>
      <span>
        {say("meeting.met", { name: nameFor(staffId), other: nameFor(withId) })}{" "}
        <span className="soft">{day}</span>
      </span>
      <Twice look="quiet" onSure={() => send(null)}>
        {say("meeting.remove")}
      </Twice>
      <TroubleSaid trouble={trouble} />
    </li>
  );
}
