import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { heldState, longest } from "../../../domain/training/certificates.ts";
import type { PersonTrained, trainingAnswer } from "../../../http/contract-training.ts";
import { Button } from "../../parts/button.tsx";
import { useTimes, useWords } from "../../words/use.ts";
import { OnePerson } from "./person.tsx";
import { trainingQuery, useKindName } from "./queries.ts";

export type All = z.infer<typeof trainingAnswer>;

/** Everybody by name: what ends, and whose rehearsal call is due. Nobody is put beside anybody. */
export function People() {
  const say = useWords();
  const { data } = useQuery(trainingQuery);
  if (data === undefined) return null;
  return (
    <div className="card">
      <h2>{say("training.people")}</h2>
      <p className="soft">{say("training.people.text")}</p>
      <ul className="trained">
        {data.people.map((one) => (
          <Line key={one.id} one={one} all={data} />
        ))}
      </ul>
    </div>
  );
}

type Given = { readonly one: PersonTrained; readonly all: All };

function Line({ one, all }: Given) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const { work } = one;
  return (
    <li>
      <div className="trained-line">
        <strong>{one.name}</strong>
        <span>
          {one.learns && say("training.learns")}
          {!one.learns && work.length === 0 && say("training.work.unsaid")}
          {work.map((each) => say(`training.work.${each}`)).join(", ")}
        </span>
        <Ending one={one} all={all} />
        <Rehearsed one={one} now={all.now} />
        <Button look="quiet" onPress={() => setOpen(!open)}>
          {say(open ? "training.close" : "training.open")}
          <span className="hush"> {one.name}</span>
        </Button>
      </div>
      {open && <OnePerson one={one} all={all} />}
    </li>
  );
}

/** What has ended, or will within a month; of several of a kind the one that holds longest. */
function Ending({ one: { id, certificates, trainingUntil }, all: { kinds, now } }: Given) {
  const say = useWords();
  const times = useTimes();
  const nameOf = useKindName();
  const held = longest(
    certificates.map(({ kindId, until }) => ({ staffId: id, what: kindId, until })),
  ).flatMap(({ what, until }) => {
    const kind = kinds.find((each) => each.id === what);
    return kind?.inUse === true ? [{ name: nameOf(kind), until }] : [];
  });
  const line = trainingUntil === null ? [] : [{ name: say("training.line"), until: trainingUntil }];
  const ending = [...line, ...held].filter(({ until }) => heldState(until, now) !== "holds");
  if (ending.length === 0) return <span className="soft">{say("training.nothingEnds")}</span>;
  return (
    <ul className="warned ends">
      {ending.map(({ name, until }) => (
        <li key={name}>
          {say(until <= now ? "training.ends.lapsed" : "training.ends.soon", {
            name,
            date: times.day(until),
          })}
        </li>
      ))}
    </ul>
  );
}

function Rehearsed({ one: { due }, now }: { readonly one: PersonTrained; readonly now: number }) {
  const say = useWords();
  const times = useTimes();
  if (due === null) return <span />;
  const late = due.dueAt <= now;
  const last =
    due.lastAt === null
      ? say("training.rehearsed.never")
      : say("training.rehearsed", { date: times.day(due.lastAt) });
  return (
    <span className={late ? "warned" : "soft"}>
      {last} {late && say("training.rehearsed.due")}
    </span>
  );
}
