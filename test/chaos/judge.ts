import { answersCount, lateAnswersAreTold } from "./judge-answers.ts";
import { callBacks, desksUntilTaken, firstWords } from "./judge-calls.ts";
import { oneCaller, onlyPeopleCallOff, onlyRehearsalDesks, whatIsLeft } from "./judge-end.ts";
import { decidedInTime, peopleAreRung, silenceEnds } from "./judge-silence.ts";
import type { Verdict } from "./verdict.ts";
import { gather, type Evidence, type Night } from "./evidence.ts";

export type Judged = {
  readonly evidence: Evidence;
  readonly verdicts: readonly Verdict[];
  readonly broken: readonly string[];
};

/** By the carrier's log and by what people did; and at the end by what is left in the database. */
export async function judge(night: Night): Promise<Judged> {
  const evidence = await gather(night);
  const verdicts = [
    silenceEnds(evidence),
    decidedInTime(evidence),
    peopleAreRung(evidence),
    answersCount(evidence),
    lateAnswersAreTold(evidence),
    desksUntilTaken(evidence),
    onlyPeopleCallOff(evidence),
    oneCaller(evidence),
    firstWords(evidence),
    callBacks(evidence),
    onlyRehearsalDesks(evidence),
    ...whatIsLeft(evidence),
  ];
  const broken = verdicts.flatMap(({ promise, what, broken: cases }) =>
    cases.map((one) => `${promise} (${what}): ${one}`),
  );
  return { evidence, verdicts, broken };
}
