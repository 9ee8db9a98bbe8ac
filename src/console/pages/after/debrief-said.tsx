import type { DebriefShown } from "../../../http/contract-after.ts";
import { useNames } from "../../client/people.ts";
import { useTimes, useWords } from "../../words/use.ts";

type Given = { readonly debrief: DebriefShown };

/** Since when, and what for. */
export function useSince(): (debrief: DebriefShown) => string {
  const say = useWords();
  const times = useTimes();
  return ({ sessionId, rehearsal, since }) => {
    const when = { day: times.weekday(since), time: times.minute(since) };
    if (sessionId === null) return say("debrief.since.asked", when);
    return say(rehearsal ? "debrief.since.rehearsed" : "debrief.since.emergency", when);
  };
}

/** What has become of it so far. */
export function DebriefSaid({ debrief: { offered, ended } }: Given) {
  const say = useWords();
  const times = useTimes();
  const nameFor = useNames();
  if (ended?.how === "given") {
    const day = times.weekday(ended.at);
    const { withId } = ended;
    if (withId === null) return <span className="soft">{say("debrief.given", { day })}</span>;
    return <span className="soft">{say("debrief.given.by", { day, name: nameFor(withId) })}</span>;
  }
  if (ended !== null) {
    const because = say(`debrief.because.${ended.because}`);
    const name = nameFor(ended.by);
    return <span className="soft">{say("debrief.waived", { name, because })}</span>;
  }
  if (offered === null) return <span className="soft">{say("debrief.notOffered")}</span>;
  const name = nameFor(offered.withId);
  if (offered.meetsAt === null) return <span>{say("debrief.offered", { name })}</span>;
  const when = { day: times.weekday(offered.meetsAt), time: times.minute(offered.meetsAt) };
  return <span>{say("debrief.offered.at", { name, ...when })}</span>;
}
