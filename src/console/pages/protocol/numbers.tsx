import type { Numbers } from "../../../domain/session/policy.ts";
import {
  BOUNDS,
  NUMBER_NAMES,
  PARTS,
  type NumberName,
  type Part,
} from "../../../domain/session/protocol-bounds.ts";
import { LineField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { judged, typed, type Draft } from "./draft.ts";
import { useNumberWords } from "./said.ts";

type Given = {
  readonly numbers: Numbers;
  /** Null: they are only read. */
  readonly draft: Draft | null;
  readonly write: (draft: Draft) => void;
};

/** Every number, part by part in the order of a call; read, or changed. */
export function NumberTable({ numbers, draft, write }: Given) {
  const say = useWords();
  return (
    <div className="parts">
      {PARTS.map((part) => (
        <div key={part} className="card">
          <h2>{say(`protocol.part.${part}`)}</h2>
          {draft === null ? (
            <Read part={part} numbers={numbers} />
          ) : (
            <Changed part={part} numbers={numbers} draft={draft} write={write} />
          )}
        </div>
      ))}
    </div>
  );
}

const namesIn = (part: Part): readonly NumberName[] =>
  NUMBER_NAMES.filter((name) => BOUNDS[name].part === part);

function Read({ part, numbers }: { readonly part: Part; readonly numbers: Numbers }) {
  const { nameOf, amountOf } = useNumberWords();
  return (
    <dl className="numbers">
      {namesIn(part).map((name) => (
        <div key={name}>
          <dt>{nameOf(name)}</dt>
          <dd>{amountOf(name, numbers)}</dd>
        </div>
      ))}
    </dl>
  );
}

type Changing = Given & { readonly part: Part; readonly draft: Draft };

function Changed({ part, numbers, draft, write }: Changing) {
  const { nameOf, unitOf, boundsOf, wrongOf } = useNumberWords();
  const { faults } = judged(draft, numbers);
  return (
    <div className="numbers-changed">
      {namesIn(part).map((name) => {
        const fault = faults.find((one) => one.name === name);
        return (
          <LineField
            key={name}
            label={`${nameOf(name)} (${unitOf(name)})`}
            hint={boundsOf(name)}
            value={draft[name] ?? typed(name, numbers[name])}
            onChange={(text) => write({ ...draft, [name]: text })}
            wrong={fault === undefined ? null : wrongOf(fault)}
          />
        );
      })}
    </div>
  );
}
