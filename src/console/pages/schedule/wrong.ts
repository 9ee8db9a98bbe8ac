import type { Trouble } from "../../client/client.ts";
import type { WordId } from "../../words/en.ts";
import { useWords } from "../../words/use.ts";

/** What the line says is wrong with an agreement, by how it begins; in the language of the page. */
const SAID: readonly (readonly [RegExp, WordId])[] = [
  [/^ends before it starts/, "agree.wrong.endsFirst"],
  [/^is in the past/, "agree.wrong.past"],
  [/^is (?:no time that|on none of)/, "agree.wrong.noTime"],
  [/^is more than a week/, "agree.wrong.long"],
  [/^overlaps with its own/, "agree.wrong.itself"],
  [/^overlaps on (\S+) /, "agree.wrong.overlap"],
  [/^is nobody/, "agree.wrong.nobody"],
  [/^is no supervisor/, "agree.wrong.noSupervisor"],
  [/^neither answers/, "agree.wrong.answersNot"],
  [/^this shift (?:is over|has begun)/, "agree.wrong.begun"],
  [/^is not after fromHour/, "agree.wrong.hours"],
  [/^is no time zone/, "agree.wrong.zone"],
];

/** What is wrong with a field, by its name in the wish; null: nothing, or it was not asked yet. */
export function useWrong(trouble: Trouble | null): (field: string) => string | null {
  const say = useWords();
  return (field) => {
    if (trouble?.kind !== "refused") return null;
    const found = trouble.wrong.find(({ where }) => where.replace(/^body\//, "") === field);
    if (found === undefined) return null;
    for (const [begins, word] of SAID) {
      const [met, day = ""] = begins.exec(found.what) ?? [];
      if (met !== undefined) return say(word, { day });
    }
    return say("agree.wrong.other", { what: found.what });
  };
}
