import type { Numbers } from "../../../domain/session/policy.ts";
import {
  BOUNDS,
  unitMs,
  type Fault,
  type NumberChange,
  type NumberName,
} from "../../../domain/session/protocol-bounds.ts";
import { amount, numberWord } from "../../../domain/words/promises.ts";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useWords } from "../../words/use.ts";

/** Numbers, their names, their bounds and what is wrong with them, in the language of the page. */
export function useNumberWords() {
  const say = useWords();
  const language = useStore(words)?.language ?? "en";
  const nameOf = (name: NumberName) => numberWord(name, language);
  return {
    nameOf,
    amountOf: (name: NumberName, numbers: Numbers) => amount(name, numbers[name], language),
    unitOf: (name: NumberName) => say(`protocol.unit.${BOUNDS[name].unit}`),
    boundsOf: (name: NumberName) => {
      const { from, to, unit } = BOUNDS[name];
      const each = unitMs(BOUNDS[name]);
      const values = { from: from / each, to: to / each, unit: say(`protocol.unit.${unit}`) };
      return say("protocol.bounds", values);
    },
    changeOf: ({ name, from, to }: NumberChange) =>
      say("protocol.changed", {
        what: nameOf(name),
        from: amount(name, from, language),
        to: amount(name, to, language),
      }),
    wrongOf: (fault: Fault) => {
      if (fault.because === "bounds") return say("protocol.wrong.bounds");
      const { earlier, byMs } = fault;
      return say(byMs === 0 ? "protocol.wrong.less" : "protocol.wrong.near", {
        what: nameOf(earlier),
        seconds: byMs / 1_000,
      });
    },
  };
}
